/// A question that a report in a category answers beside its text (追问).
///
/// It is never asked in other words: it is retired and another one asked, so that old answers keep their question.
package struct CaseQuestion: Sendable, Hashable {
    package let id: Int64
    /// The category that asks it; those below ask it, too.
    package let category: Int64
    package let code: String
    package let title: String
    package let kind: QuestionKind
    package let isRequired: Bool
    /// Whether the answer is a personal matter: it lies sealed and is shown masked.
    package let isSensitive: Bool
    /// The range of a number.
    package let least: Int64?
    package let most: Int64?
    package let choices: [String]
    package let hint: String?

    package init(
        id: Int64,
        category: Int64,
        code: String,
        title: String,
        kind: QuestionKind,
        isRequired: Bool,
        isSensitive: Bool,
        least: Int64?,
        most: Int64?,
        choices: [String],
        hint: String?
    ) {
        self.id = id
        self.category = category
        self.code = code
        self.title = title
        self.kind = kind
        self.isRequired = isRequired
        self.isSensitive = isSensitive
        self.least = least
        self.most = most
        self.choices = choices
        self.hint = hint
    }

    /// What separates the choices where they are written as one text.
    package static let separator: Character = "|"
    /// As long as a field of a form is.
    package static let answerLength = 1...500
    /// Beyond it a number is a slip of the finger.
    package static let numbers: ClosedRange<Int64> = -1_000_000_000...1_000_000_000
    /// Questions of one form: more than anybody answers while standing at a broken lamp.
    package static let formLimit = 50

    /// The choices of a question as they are written: `电梯|门禁`.
    package static func choices(_ text: String?) -> [String] {
        (text ?? "").split(separator: separator).map { $0.trimmedOfSpaces }.filter { !$0.isEmpty }
    }
}

extension Substring {
    fileprivate var trimmedOfSpaces: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

/// What sort of answer a question takes (问题类型).
package enum QuestionKind: String, TitledEnum {
    case text, number, choice, boolean, date

    package var title: Title {
        switch self {
        case .text: Title("文字", "Text")
        case .number: Title("数字", "Number")
        case .choice: Title("单选", "Choice")
        case .boolean: Title("是否", "Yes or no")
        case .date: Title("日期", "Date")
        }
    }
}

/// An answer as it was sent, before it is held against its question (收到的回答).
package enum GivenAnswer: Sendable, Hashable {
    case text(String)
    case number(Int64)
    case flag(Bool)
}

extension CaseQuestion {
    /// The form in which an answer is kept; a fault of the body where it does not fit.
    package func kept(_ answer: GivenAnswer) -> Result<String, AnswerFault> {
        switch (kind, answer) {
        case (.text, .text(let text)): keptText(text)
        case (.number, .number(let number)): keptNumber(number)
        case (.choice, .text(let text)):
            choices.contains(text)
                ? .success(text)
                : refused(
                    "unknown_value",
                    "可选：\(choices.joined(separator: "、"))",
                    "The choices are: \(choices.joined(separator: ", "))"
                )
        case (.boolean, .flag(let flag)): .success(flag ? "true" : "false")
        case (.date, .text(let text)):
            CivilDate(text) == nil
                ? refused("bad_date", "应为存在的日期，例如 2021-11-05", "Is to be a date that exists, such as 2021-11-05")
                : .success(text)
        default: refused("wrong_type", "应为\(form.chinese)", "Is to be \(form.english)")
        }
    }

    private func keptText(_ text: String) -> Result<String, AnswerFault> {
        let text = Substring(text).trimmedOfSpaces
        guard Self.answerLength.contains(text.unicodeScalars.count) else {
            return refused(
                text.isEmpty ? "too_short" : "too_long",
                "应为 \(Self.answerLength.lowerBound) 到 \(Self.answerLength.upperBound) 个字",
                "Is to have \(Self.answerLength.lowerBound) to \(Self.answerLength.upperBound) characters"
            )
        }
        guard !text.unicodeScalars.contains(where: \.isInvisibleInText) else {
            return refused("control_character", "含有控制字符或不可见字符", "Has a control or invisible character in it")
        }
        return .success(text)
    }

    private func keptNumber(_ number: Int64) -> Result<String, AnswerFault> {
        let range =
            (least ?? Self.numbers.lowerBound)...max(least ?? Self.numbers.lowerBound, most ?? Self.numbers.upperBound)
        guard range.contains(number) else {
            return refused(
                "out_of_range",
                "应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
                "Is to be from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return .success("\(number)")
    }

    private var form: Title {
        switch kind {
        case .text, .choice: Title("字符串", "a string")
        case .number: Title("整数", "a whole number")
        case .boolean: Title("true 或 false", "true or false")
        case .date: Title("YYYY-MM-DD 日期", "a date, YYYY-MM-DD")
        }
    }

    private func refused(_ code: String, _ chinese: String, _ english: String) -> Result<String, AnswerFault> {
        .failure(
            AnswerFault(error: .body("answers/\(self.code)", code, "“\(title)”\(chinese)", "“\(title)”: \(english)"))
        )
    }
}

/// Why an answer does not fit its question (回答有误).
package struct AnswerFault: Error, Sendable {
    package let error: FieldError
}
