/// A body that is not JSON as RFC 8259 has it (JSON 语法错误): what is wrong and where.
package struct JSONSyntaxError: Error, Sendable, Hashable {
    /// Which rule the text breaks.
    package let fault: JSONFault
    /// The first byte at fault, counted from 0.
    package let offset: Int
    /// The line of that byte, counted from 1.
    package let line: Int
    /// The place in that line in Unicode scalars, counted from 1.
    package let column: Int

    /// The stable name of the fault.
    package var code: String { fault.rawValue }

    /// The sentence for people in Chinese, with the place.
    package var chinese: String { "第 \(line) 行第 \(column) 列：\(fault.chinese)" }

    /// The sentence for people in English, with the place.
    package var english: String { "line \(line), column \(column): \(fault.english)" }

    init(_ fault: JSONFault, at offset: Int, in bytes: borrowing Span<UInt8>) {
        var line = 1
        var column = 1
        for index in 0..<min(offset, bytes.count) {
            let byte = bytes[index]
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.fault = fault
        self.offset = offset
        self.line = line
        self.column = column
    }
}

/// The ways in which a body can fail to be JSON (语法错误种类); the raw value is the stable code.
package enum JSONFault: String, Sendable, Hashable, CaseIterable {
    case empty = "empty_body"
    case byteOrderMark = "byte_order_mark"
    case unexpectedEnd = "unexpected_end"
    case unexpectedCharacter = "unexpected_character"
    case trailingContent = "trailing_content"
    case invalidNumber = "invalid_number"
    case invalidEscape = "invalid_escape"
    case loneSurrogate = "lone_surrogate"
    case controlCharacter = "control_character"
    case invalidUTF8 = "invalid_utf8"
    case duplicateMember = "duplicate_member"
    case tooDeep = "too_deep"
    case tooManyMembers = "too_many_members"
    case tooLong = "too_long"

    var chinese: String {
        switch self {
        case .empty: "内容为空，应为 JSON"
        case .byteOrderMark: "JSON 开头不能有字节顺序标记（BOM）"
        case .unexpectedEnd: "JSON 没有写完"
        case .unexpectedCharacter: "此处出现了不该有的字符"
        case .trailingContent: "JSON 结束之后还有内容"
        case .invalidNumber: "数字写法不正确"
        case .invalidEscape: "转义写法不正确"
        case .loneSurrogate: "\\u 代理项没有成对出现"
        case .controlCharacter: "字符串中有未转义的控制字符"
        case .invalidUTF8: "不是正确的 UTF-8 编码"
        case .duplicateMember: "成员名重复"
        case .tooDeep: "嵌套层数过多"
        case .tooManyMembers: "成员或元素过多"
        case .tooLong: "内容过长"
        }
    }

    var english: String {
        switch self {
        case .empty: "the body is empty, JSON was expected"
        case .byteOrderMark: "JSON must not begin with a byte order mark"
        case .unexpectedEnd: "the JSON ends too early"
        case .unexpectedCharacter: "this character cannot stand here"
        case .trailingContent: "something follows after the JSON"
        case .invalidNumber: "this is not a number of JSON"
        case .invalidEscape: "this is not an escape of JSON"
        case .loneSurrogate: "a \\u surrogate lacks its partner"
        case .controlCharacter: "a control character must be escaped inside a string"
        case .invalidUTF8: "this is not UTF-8"
        case .duplicateMember: "this member name occurs twice"
        case .tooDeep: "the nesting is too deep"
        case .tooManyMembers: "there are too many members or elements"
        case .tooLong: "the body is too long"
        }
    }
}
