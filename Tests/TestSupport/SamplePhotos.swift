/// Small files as people send them.
package enum SamplePhotos {
    /// Words that a camera wrote into a photo.
    package static let position = Array("31.8112N 119.9740E".utf8)

    package static func jpeg(scanBytes: Int = 32) -> [UInt8] {
        let camera = segment(0xE1, Array("Exif\0\0MM\0*".utf8) + position)
        let tables =
            segment(0xDB, [0] + [UInt8](repeating: 9, count: 64)) + segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
        // Whole arrays are added up: byte by byte a large photo is seconds of work without the optimizer.
        let strip = [UInt8](0..<251)
        var pixels: [UInt8] = []
        while pixels.count < scanBytes { pixels += strip }
        pixels.removeLast(pixels.count - scanBytes)
        let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + pixels + [0xFF, 0xD9]
        return [0xFF, 0xD8] + camera + tables + scan
    }

    /// One gray dot.
    package static let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
        0x00,
        0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A,
        0x49,
        0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0x00,
        0x00,
        0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    package static let pdf = Array("%PDF-1.4\n%%EOF\n".utf8)

    /// A form with the boundary `xyz`: name, file name where it is a file, content.
    package static func form(_ parts: [(name: String, file: String?, content: [UInt8])]) -> [UInt8] {
        parts.reduce(into: []) { form, part in
            let file = part.file.map { "; filename=\"\($0)\"" } ?? ""
            form += "--xyz\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8
            form += part.content + Array("\r\n".utf8)
        } + Array("--xyz--\r\n".utf8)
    }

    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }
}
