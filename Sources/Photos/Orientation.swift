/// Which way up a photo is to be shown (拍摄方向): the one thing of its camera data that is kept, as the rest says where and
/// when somebody stood with which telephone.
struct Orientation: Hashable {
    /// 2 to 8; a photo that is the right way up says nothing (EXIF 2.32, tag 0x0112).
    let value: UInt8

    init?(value: Int) {
        guard (2...8).contains(value) else { return nil }
        self.value = UInt8(value)
    }

    /// Reads it out of a TIFF block; whatever else is in the block, broken or not, does not matter.
    init?(tiff: ArraySlice<UInt8>) {
        let bytes = Array(tiff)
        guard bytes.count >= 8 else { return nil }
        let isLittle: Bool
        switch (bytes[0], bytes[1]) {
        case (0x49, 0x49): isLittle = true
        case (0x4D, 0x4D): isLittle = false
        default: return nil
        }
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place <= bytes.count - count else { return nil }
            let part = bytes[place..<place + count]
            return isLittle
                ? part.reversed().reduce(0) { $0 << 8 | Int($1) } : part.reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<entries {
            let place = directory + 2 + entry * 12
            guard let tag = number(place, 2) else { return nil }
            // One unsigned short, which stands in the entry itself.
            if tag == 0x0112, number(place + 2, 2) == 3, number(place + 4, 4) == 1, let value = number(place + 8, 2) {
                self.init(value: value)
                return
            }
        }
        return nil
    }

    /// A TIFF block with this and nothing else in it.
    var tiff: [UInt8] {
        [
            0x4D, 0x4D, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08,  // big-endian, the directory at 8
            0x00, 0x01,  // one entry
            0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, value, 0x00, 0x00,
            0x00, 0x00, 0x00, 0x00,  // no further directory
        ]
    }
}
