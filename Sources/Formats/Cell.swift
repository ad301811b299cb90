/// The value of one column in one row (单元格), straight from where the row lies.
///
/// Its bytes are borrowed: they hold only for the time of the call that hands the cell over.
package enum Cell {
    case null
    case integer(Int64)
    case boolean(Bool)
    /// UTC milliseconds.
    case instant(Int64)
    /// UTF-8.
    case text(UnsafeRawBufferPointer)
    /// JSON that was written by us.
    case json(UnsafeRawBufferPointer)
}

/// What follows after the last row of a page (页尾).
package struct PageEnd: Sendable, Hashable {
    /// Where the next page begins; nothing on the last page.
    package var nextCursor: String?
    /// How many rows there are in all, where the client asked for it.
    package var total: Int64?

    package init(nextCursor: String? = nil, total: Int64? = nil) {
        self.nextCursor = nextCursor
        self.total = total
    }
}
