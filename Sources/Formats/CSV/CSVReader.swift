/// Reads a table out of separated text, piece by piece (CSV 读取): RFC 4180, and what people's programs make of it.
///
/// Cells may be quoted and then hold separators, line breaks and doubled quotes; rows end in CRLF, LF or CR; the separator is
/// found out from the first lines where none is named. However the input is cut, the same rows come out, and no more is
/// kept of it than one row.
package struct CSVReader: Sendable {
    /// A row beyond this is no row but the rest of a file behind a quote that nobody closed.
    package static let rowLimit = 1 << 20
    /// What a table of people is separated by; the comma where the first line has none of them.
    private static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    private var separator: UInt8?
    private var state = State.cellStart
    private var row = CSVRow()
    /// The line that is being read.
    private var line = 1
    private var quoteLine = 1
    /// Whether the byte before, in a quoted cell, was a CR: the LF behind it is the same line break.
    private var followsReturn = false
    /// The first lines, until the separator is known.
    private var opening: [UInt8] = []
    private var openingLines = 0
    private var openingIsQuoted = false
    private var hasSeparator = false
    /// A title above the table has no separator; a table of one column has none anywhere.
    private static let openingLimit = 5

    private enum State: Sendable {
        /// Nothing of the cell has come but spaces.
        case cellStart
        case plain
        case quoted
        /// A quote in a quoted cell: it closes the cell or is doubled.
        case quoteInQuoted
        /// A CR ended the row; an LF that follows belongs to it.
        case afterReturn
    }

    /// With a separator, or finding it out.
    package init(separator: UInt8? = nil) { self.separator = separator }

    /// The separator, once it is known.
    package var foundSeparator: UInt8? { separator }

    /// The line that is being read, from 1.
    package var currentLine: Int { separator == nil ? line + openingLines : line }

    /// Takes a piece of UTF-8 and hands on each row that is whole.
    package mutating func feed(_ bytes: [UInt8], _ take: (CSVRow) throws -> Void) throws {
        for byte in bytes {
            if separator == nil { try open(byte, take) } else { try step(byte, take) }
        }
    }

    /// The end of the input: hands on a last row that no line break ends.
    package mutating func finish(_ take: (CSVRow) throws -> Void) throws {
        if separator == nil { try settleSeparator(take) }
        if state == .quoted { throw CSVFault(.openQuote, line: quoteLine) }
        let isEmpty = row.isEmpty && (state == .cellStart || state == .afterReturn) && row.bytes.isEmpty
        if !isEmpty { try endRow(take) }
    }

    /// Keeps the first lines until one with a separator has ended, since only then the separator is known.
    private mutating func open(_ byte: UInt8, _ take: (CSVRow) throws -> Void) throws {
        let followsReturn = opening.last == UInt8(ascii: "\r")
        opening.append(byte)
        if byte == UInt8(ascii: "\"") { openingIsQuoted.toggle() }
        if !openingIsQuoted, Self.separators.contains(byte) { hasSeparator = true }
        let breaksLine = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") && !followsReturn
        if breaksLine { openingLines += 1 }
        let ends = breaksLine && !openingIsQuoted
        if ends && (hasSeparator || openingLines >= Self.openingLimit) || opening.count > Self.rowLimit {
            try settleSeparator(take)
        }
    }

    private mutating func settleSeparator(_ take: (CSVRow) throws -> Void) throws {
        var counts = [0, 0, 0]
        var isQuoted = false
        for byte in opening {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, let index = Self.separators.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.max() ?? 0
        separator = Self.separators[counts.firstIndex(of: most) ?? 0]
        let kept = opening
        opening = []
        for byte in kept { try step(byte, take) }
    }

    private mutating func step(_ byte: UInt8, _ take: (CSVRow) throws -> Void) throws {
        if byte == 0 { throw CSVFault(.zeroByte, line: line) }
        if state == .afterReturn {
            state = .cellStart
            if byte == UInt8(ascii: "\n") { return }
        }
        switch state {
        case .cellStart, .plain: try stepPlain(byte, take)
        case .quoted: try stepQuoted(byte)
        case .quoteInQuoted, .afterReturn: try stepBehindQuote(byte, take)
        }
    }

    private mutating func stepPlain(_ byte: UInt8, _ take: (CSVRow) throws -> Void) throws {
        switch byte {
        case separator: try endCell()
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): try breakLine(byte, take)
        case UInt8(ascii: "\"") where state == .cellStart:
            row.dropCell()
            (quoteLine, followsReturn) = (line, false)
            state = .quoted
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            // Spaces in front of a quote do not count; in front of anything else they do.
            try append(byte)
        default:
            state = .plain
            try append(byte)
        }
    }

    private mutating func stepQuoted(_ byte: UInt8) throws {
        if byte == UInt8(ascii: "\"") {
            state = .quoteInQuoted
        } else {
            try append(byte)
            countLine(byte)
        }
    }

    private mutating func stepBehindQuote(_ byte: UInt8, _ take: (CSVRow) throws -> Void) throws {
        switch byte {
        case UInt8(ascii: "\""):
            state = .quoted
            try append(byte)
        case separator: try endCell()
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): try breakLine(byte, take)
        case UInt8(ascii: " "), UInt8(ascii: "\t"): break
        default: throw CSVFault(.textAfterQuote, line: line)
        }
    }

    private mutating func append(_ byte: UInt8) throws {
        guard row.bytes.count < Self.rowLimit else { throw CSVFault(.rowTooLong, line: row.line) }
        row.bytes.append(byte)
    }

    private mutating func endCell() throws {
        guard row.count < Self.rowLimit else { throw CSVFault(.rowTooLong, line: row.line) }
        row.endCell()
        state = .cellStart
    }

    private mutating func breakLine(_ byte: UInt8, _ take: (CSVRow) throws -> Void) throws {
        try endRow(take)
        state = byte == UInt8(ascii: "\r") ? .afterReturn : .cellStart
    }

    private mutating func endRow(_ take: (CSVRow) throws -> Void) throws {
        try endCell()
        defer {
            line += 1
            row.beginNext(line: line)
        }
        try take(row)
    }

    /// Counts the line breaks inside a quoted cell; CRLF is one.
    private mutating func countLine(_ byte: UInt8) {
        let isReturn = byte == UInt8(ascii: "\r")
        if isReturn || byte == UInt8(ascii: "\n") && !followsReturn { line += 1 }
        followsReturn = isReturn
    }
}
