/// A text that staff send again and again, in the community's words (答复模板).
package struct ReplyTemplate: Sendable, Hashable {
    package let move: ReplyMove
    package let text: String

    package init(move: ReplyMove, text: String) {
        self.move = move
        self.text = text
    }
}

/// The moves whose word to the resident may come from a template (模板适用动作).
package enum ReplyMove: String, TitledEnum {
    case answer, decline, close, shelve

    package var title: Title { move.title }

    package var move: CaseMove {
        switch self {
        case .answer: .answer
        case .decline: .decline
        case .close: .close
        case .shelve: .shelve
        }
    }
}

/// What a template leaves open and a case fills in (占位符).
package enum ReplyBlank: String, CaseIterable, Sendable {
    case number, title, handler, due

    /// As the community writes it.
    package var chinese: String {
        switch self {
        case .number: "编号"
        case .title: "标题"
        case .handler: "处理人"
        case .due: "期限"
        }
    }
}

/// What a case fills into a template (模板内容).
package struct ReplyFacts: Sendable, Hashable {
    package let number: String
    package let title: String
    /// Nothing where nobody works on it yet.
    package let handler: String?
    /// When the next act is due, as people read it.
    package let due: String?

    package init(number: String, title: String, handler: String?, due: String?) {
        self.number = number
        self.title = title
        self.handler = handler
        self.due = due
    }

    func text(_ blank: ReplyBlank) -> String {
        switch blank {
        case .number: number
        case .title: title
        case .handler: handler ?? "社区"
        case .due: due ?? "另行告知"
        }
    }
}

extension ReplyTemplate {
    /// The words between braces that are no blanks, as they stand there.
    package static func unknownBlanks(in text: String) -> [String] {
        pieces(of: text).compactMap { piece in
            guard case .blank(let name) = piece else { return nil }
            return blank(name) == nil ? name : nil
        }
    }

    /// The text with everything filled in.
    ///
    /// What is filled in is not looked through again: braces in a title are words.
    package func filled(_ facts: ReplyFacts) -> String {
        Self.pieces(of: text).map { piece in
            switch piece {
            case .words(let words): words
            case .blank(let name): Self.blank(name).map(facts.text) ?? "{\(name)}"
            }
        }.joined()
    }

    private static func blank(_ name: String) -> ReplyBlank? {
        ReplyBlank.allCases.first { $0.rawValue == name || $0.chinese == name }
    }

    private enum Piece {
        case words(String)
        case blank(String)
    }

    /// Cut at `{…}`; a brace that nothing closes is a word.
    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(.words(String(rest[..<open])))
            pieces.append(.blank(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.words(String(rest)))
        return pieces
    }
}
