/// What the field lines of a head say, whatever its request line is (请求头字段).
///
/// Its places count from the first field, so that requests whose fields are the same bytes share it.
final class HeadFields: Sendable {
    /// What decides about the message and the connection (RFC 9112, sections 6 and 9.3).
    struct Meaning: Sendable {
        var contentLength: Int?
        var hasTransferEncoding = false
        var expectsContinue = false
        var closes = false
        var asksToStay = false
    }

    static let none = HeadFields(FieldTable(), Meaning())

    let table: FieldTable
    let meaning: Meaning

    init(_ table: FieldTable, _ meaning: Meaning) {
        self.table = table
        self.meaning = meaning
    }
}
