import CSQLite

// The accessors convert as SQLite does: the text "12" reads as 12, NULL as 0 or as empty text. In STRICT tables a
// column has the type it was declared with. Each is one call and allocates nothing but what it returns.
extension Statement {
    /// Whether the column is NULL.
    package func isNull(_ index: Int32) -> Bool {
        sqlite3_column_type(handle, index) == SQLITE_NULL
    }

    /// The column as a whole number; 0 for NULL.
    package func integer(_ index: Int32) -> Int64 {
        sqlite3_column_int64(handle, index)
    }

    /// The column as a floating-point number; 0 for NULL.
    package func real(_ index: Int32) -> Double {
        sqlite3_column_double(handle, index)
    }

    /// Whether the column is a number other than 0.
    package func boolean(_ index: Int32) -> Bool {
        sqlite3_column_int64(handle, index) != 0
    }

    /// The column as text; empty for NULL.
    ///
    /// Bytes that are not UTF-8 are replaced.
    package func text(_ index: Int32) -> String {
        guard let start = sqlite3_column_text(handle, index) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, index))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The column as bytes; empty for NULL.
    package func blob(_ index: Int32) -> [UInt8] {
        [UInt8](bytes(index))
    }

    /// The whole number, or nil for NULL.
    package func optionalInteger(_ index: Int32) -> Int64? {
        isNull(index) ? nil : integer(index)
    }

    /// The floating-point number, or nil for NULL.
    package func optionalReal(_ index: Int32) -> Double? {
        isNull(index) ? nil : real(index)
    }

    /// The text, or nil for NULL.
    package func optionalText(_ index: Int32) -> String? {
        isNull(index) ? nil : text(index)
    }

    /// The bytes, or nil for NULL.
    package func optionalBlob(_ index: Int32) -> [UInt8]? {
        isNull(index) ? nil : blob(index)
    }

    /// The column in the type it is stored with.
    package func value(_ index: Int32) -> Value {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: .integer(integer(index))
        case SQLITE_FLOAT: .real(real(index))
        case SQLITE_TEXT: .text(text(index))
        case SQLITE_BLOB: .blob(blob(index))
        default: .null
        }
    }

    /// Lends the bytes of a text or blob column without copying them; none for NULL.
    ///
    /// Danger: they are valid inside the closure only, and only as long as nothing else is read from the same column.
    @inlinable
    package func withTextBytes<R>(_ index: Int32, _ read: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try read(bytes(index))
    }

    // The database is in UTF-8, so that the blob of a text is its bytes, without a terminating zero being looked for.
    // Asked of the value, the column is looked up once for both; it may be, as the connection is one thread's.
    @usableFromInline
    func bytes(_ index: Int32) -> UnsafeRawBufferPointer {
        let value = sqlite3_column_value(handle, index)
        let start = sqlite3_value_blob(value)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
    }
}
