package import Domain

/// Why a file can not be read as a table (表格文件错误): what is wrong, and in which line of the file.
package struct CSVFault: Error, Sendable, Hashable {
    package let kind: Kind
    /// From 1, as an editor counts; a row with line breaks in its cells has several.
    package let line: Int

    package enum Kind: Sendable, Hashable {
        /// A zero byte: a workbook or another binary file, not a text.
        case zeroByte
        /// Bytes that are no character of the encoding.
        case brokenText(TextEncoding)
        /// The C library has no table of the encoding.
        case noTable(TextEncoding)
        /// A quote is opened and never closed.
        case openQuote
        /// Something follows the quote that closes a cell.
        case textAfterQuote
        /// A row larger than `CSVReader.rowLimit`.
        case rowTooLong
    }

    package init(_ kind: Kind, line: Int) {
        self.kind = kind
        self.line = line
    }

    /// What it is and what to do about it.
    package var message: Title {
        switch kind {
        case .zeroByte:
            Title(
                "第 \(line) 行含有零字节，这不是文本文件；请在 Excel 中另存为“CSV UTF-8”",
                "Line \(line) holds a zero byte, so this is no text file; save it from Excel as “CSV UTF-8”"
            )
        case .brokenText(let encoding):
            Title(
                "第 \(line) 行的字节不是 \(encoding.rawValue) 文字；请另存为 UTF-8，或用 --encoding 指明编码",
                "Line \(line) has bytes that are not \(encoding.rawValue); save it as UTF-8, or name the encoding by --encoding"
            )
        case .noTable(let encoding):
            Title(
                "系统缺少 \(encoding.rawValue) 的字符表（glibc gconv）；请先将文件另存为 UTF-8",
                "This system lacks the table of \(encoding.rawValue) (glibc gconv); save the file as UTF-8 first"
            )
        case .openQuote:
            Title("第 \(line) 行有引号未闭合", "A quote is opened in line \(line) and never closed")
        case .textAfterQuote:
            Title(
                "第 \(line) 行闭合引号之后还有文字；单元格内的引号应写成两个",
                "In line \(line) something follows a closing quote; a quote inside a cell is written twice"
            )
        case .rowTooLong:
            Title(
                "第 \(line) 行开始的一行过长（超过 \(CSVReader.rowLimit / 1024) KiB），可能缺少闭合的引号",
                "The row that begins in line \(line) is longer than \(CSVReader.rowLimit / 1024) KiB; a closing quote may be missing"
            )
        }
    }
}
