/// The table of moves as people read it (办理流程图): a page of documentation, drawn from the rules themselves.
package enum CaseDrawing {
    package static var page: String {
        """
        # The life of a case

        Drawn from `CaseMove.rule`; a test holds this page against the code.

        ## Moves

        | move | from | to | who | clock | the reporter sees |
        |---|---|---|---|---|---|
        \(CaseMove.allCases.map(line).joined(separator: "\n"))

        ## Statuses

        ```mermaid
        stateDiagram-v2
            [*] --> received
        \(arrows.joined(separator: "\n"))
        ```

        """
    }

    private static func line(_ move: CaseMove) -> String {
        let rule = move.rule
        let from = rule.from == CaseStatus.open ? "any open" : rule.from.map(\.rawValue).joined(separator: ", ")
        return "| `\(move.rawValue)` \(move.title.chinese) "
            + "| \(rule.from.count == CaseStatus.allCases.count ? "any" : from) | \(target(rule)) "
            + "| \(rule.actors.map(\.title.english).joined(separator: ", ")) | \(rule.clock.title.english) | \(seen(rule)) |"
    }

    private static func target(_ rule: CaseRule) -> String {
        switch rule.outcome {
        case .to(let status): status.rawValue
        case .stays: "the same"
        case .back: "the status it left"
        }
    }

    private static func seen(_ rule: CaseRule) -> String {
        switch rule.outcome {
        case .to(let status): status.shown.chinese
        case .stays, .back: "—"
        }
    }

    /// What may happen at any time would hide the way; it stands in the table.
    private static var arrows: [String] {
        CaseMove.allCases.filter { $0.rule.from != CaseStatus.open && $0 != .undo }.flatMap { move in
            guard case .to(let status) = move.rule.outcome else { return [String]() }
            return move.rule.from.map { "    \($0.rawValue) --> \(status.rawValue): \(move.rawValue)" }
        }
    }
}
