import Domain
import JSON

/// Writes values as people read them (可读文字): local times, 是 and 否, the titles of enumerations.
struct ReadableText {
    let language: Language
    /// Titles for people; otherwise codes, `true` and `false`, for scripts.
    let showsTitles: Bool
    private var instants: InstantWriter

    init(_ style: RenderingStyle, showsTitles: Bool = true) {
        language = style.language
        self.showsTitles = showsTitles
        instants = InstantWriter(offsetMinutes: style.offsetMinutes)
    }

    /// Adds the value as it is, without quotes; nothing for null.
    mutating func write(_ cell: Cell, of column: Column, into out: inout ByteWriter) {
        switch cell {
        case .null: break
        case .integer(let value): out.appendInteger(value)
        case .boolean(let flag): write(flag, into: &out)
        case .instant(let milliseconds): instants.appendPlain(milliseconds, to: &out)
        case .text(let text), .json(let text):
            if showsTitles, let title = column.title(ofCode: text, in: language) {
                out.append(title)
            } else {
                out.append(text)
            }
        }
    }

    /// Adds a value of a report; the column, if there is one, knows the titles of its codes.
    mutating func write(_ value: ReportValue, of column: Column? = nil, into out: inout ByteWriter) {
        switch value {
        case .null: break
        case .integer(let value): out.appendInteger(value)
        case .boolean(let flag): write(flag, into: &out)
        case .instant(let milliseconds): instants.appendPlain(milliseconds, to: &out)
        case .texts(let texts): out.append(texts.joined(separator: ", "))
        case .tenths(let tenths):
            if tenths < 0 { out.append(UInt8(ascii: "-")) }
            out.append(String(tenths.magnitude / 10))
            out.append(UInt8(ascii: "."))
            out.append(String(tenths.magnitude % 10))
        case .text(let text):
            let title = showsTitles ? column?.titles.first { $0.code.elementsEqual(text.utf8) } : nil
            guard let title else { return out.append(text) }
            out.append(language == .chinese ? title.chinese : title.english)
        }
    }

    private func write(_ flag: Bool, into out: inout ByteWriter) {
        guard showsTitles else { return flag ? out.append("true") : out.append("false") }
        out.append(Self.word(flag, in: language))
    }

    /// What people read for a flag.
    static func word(_ flag: Bool, in language: Language) -> String {
        switch (language, flag) {
        case (.chinese, true): "是"
        case (.chinese, false): "否"
        case (.english, true): "yes"
        case (.english, false): "no"
        }
    }
}
