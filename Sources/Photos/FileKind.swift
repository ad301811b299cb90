/// What a file is (文件类型), told by its first bytes and never by its name or by what its sender says.
package enum FileKind: Sendable, Hashable, CaseIterable {
    case jpeg, png, webP, pdf
    /// A picture in the container of newer telephones; few programs show it, so it is known only to be refused.
    case heic

    /// So many bytes of the beginning tell all kinds apart.
    package static let mark = 16

    package init?(startingWith bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(Self.mark))
        let has = { (text: StaticString, place: Int) in
            text.withUTF8Buffer { letters in
                start.count >= place + letters.count && start[place..<place + letters.count].elementsEqual(letters)
            }
        }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if start.starts(with: PNGCleaner.signature) {
            self = .png
        } else if has("RIFF", 0), has("WEBP", 8) {
            self = .webP
        } else if has("%PDF-", 0) {
            self = .pdf
        } else if has("ftyp", 4), Self.brands.contains(where: { has($0, 8) }) {
            self = .heic
        } else {
            return nil
        }
    }

    /// The brands of pictures in the ISO base media container (ISO/IEC 23008-12, AVIF).
    private static let brands: [StaticString] = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"]
}
