import CSQLite

// SQLite copies text and bytes when they are bound, so nothing has to outlive the call. A number outside
// 1 ... `parameterCount` throws, and so does binding between a row and `reset`.
extension Statement {
    /// Binds a whole number.
    package mutating func bind(_ index: Int32, _ value: Int64) throws(SQLiteError) {
        try check(sqlite3_bind_int64(handle, index, value))
    }

    /// Binds a whole number; also what makes a number written in the program one.
    package mutating func bind(_ index: Int32, _ value: Int) throws(SQLiteError) {
        try bind(index, Int64(value))
    }

    /// Binds a whole number, or NULL.
    package mutating func bind(_ index: Int32, _ value: Int64?) throws(SQLiteError) {
        if let value { try bind(index, value) } else { try bindNull(index) }
    }

    /// Binds a floating-point number.
    package mutating func bind(_ index: Int32, _ value: Double) throws(SQLiteError) {
        try check(sqlite3_bind_double(handle, index, value))
    }

    /// Binds text.
    package mutating func bind(_ index: Int32, _ value: String) throws(SQLiteError) {
        var value = value
        try check(
            value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    linli_sqlite3_bind_text(handle, index, characters.baseAddress, characters.count)
                }
            }
        )
    }

    /// Binds text, or NULL.
    package mutating func bind(_ index: Int32, _ value: String?) throws(SQLiteError) {
        if let value { try bind(index, value) } else { try bindNull(index) }
    }

    /// Binds bytes; no bytes are an empty blob, not NULL.
    package mutating func bind(_ index: Int32, _ value: [UInt8]) throws(SQLiteError) {
        try check(value.withUnsafeBytes { linli_sqlite3_bind_blob(handle, index, $0.baseAddress, $0.count) })
    }

    /// Binds bytes, or NULL.
    package mutating func bind(_ index: Int32, _ value: [UInt8]?) throws(SQLiteError) {
        if let value { try bind(index, value) } else { try bindNull(index) }
    }

    /// Binds bytes that must be UTF-8 as text, without a String between.
    package mutating func bindText(_ index: Int32, utf8 bytes: UnsafeRawBufferPointer) throws(SQLiteError) {
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        try check(linli_sqlite3_bind_text(handle, index, start, bytes.count))
    }

    /// Binds NULL.
    package mutating func bindNull(_ index: Int32) throws(SQLiteError) {
        try check(sqlite3_bind_null(handle, index))
    }

    /// Binds a value of any type.
    package mutating func bind(_ index: Int32, _ value: Value) throws(SQLiteError) {
        switch value {
        case .null: try bindNull(index)
        case .integer(let number): try bind(index, number)
        case .real(let number): try bind(index, number)
        case .text(let text): try bind(index, text)
        case .blob(let bytes): try bind(index, bytes)
        }
    }

    /// Binds all arguments in order.
    ///
    /// - Throws: Also when there are more or fewer than the statement takes: a forgotten one would be NULL in silence.
    package mutating func bind(all values: [Value]) throws(SQLiteError) {
        guard values.count == Int(parameterCount) else {
            throw SQLiteError(
                code: SQLITE_RANGE,
                message: "\(values.count) values for \(parameterCount) parameters",
                sql: sqlite3_sql(handle).map { String(cString: $0) }
            )
        }
        var index: Int32 = 0
        for value in values {
            index += 1
            try bind(index, value)
        }
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        if code != SQLITE_OK { throw .reported(by: handle, code: code) }
    }
}
