/// The keys of the columns of an answer, ready for JSON (JSON 键): made once for a question, shared by its answers.
package final class JSONKeys: Sendable {
    /// The keys of all columns in one array, and where each ends: an array for each would be counted at every cell.
    let bytes: [UInt8]
    let ends: [Int]

    package init(_ columns: [Column]) {
        var (bytes, ends): ([UInt8], [Int]) = ([], [0])
        for column in columns {
            bytes += column.keyBytes
            ends.append(bytes.count)
        }
        self.bytes = bytes
        self.ends = ends
    }
}
