/// Where the values of the known fields stand in a head: two words and a byte for each instead of a dictionary.
///
/// Offsets are relative to the first field and fit 16 bits because a head is limited to 65,535 bytes.
struct FieldTable: Sendable {
    // start << 16 | length of the first occurrence; one entry for each known field.
    private var spans: InlineArray<25, UInt32>
    private var counts: InlineArray<25, UInt8>

    init() {
        spans = InlineArray(repeating: 0)
        counts = InlineArray(repeating: 0)
    }

    func count(of field: KnownField) -> Int {
        Int(counts[Int(field.rawValue)])
    }

    /// The value of the first occurrence, relative to the first field.
    func range(of field: KnownField) -> Range<Int>? {
        guard counts[Int(field.rawValue)] != 0 else { return nil }
        let span = spans[Int(field.rawValue)]
        let start = Int(span >> 16)
        return start..<start + Int(span & 0xffff)
    }

    mutating func add(_ field: KnownField, _ range: Range<Int>) {
        let index = Int(field.rawValue)
        if counts[index] == 0 {
            spans[index] = UInt32(range.lowerBound) << 16 | UInt32(range.count)
            counts[index] = 1
        } else if counts[index] < .max {
            counts[index] += 1
        }
    }
}
