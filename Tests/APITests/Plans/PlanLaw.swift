import TestSupport

/// What must not be in the plan of an everyday statement (查询计划的规则): reading a large table from end to end, and
/// sorting more of it than is shown.
struct PlanLaw {
    /// The tables that a name in a plan may stand for: plans speak of aliases.
    private let aliases: [String: Set<String>]
    private let isPageOfAll: Bool

    init(_ sql: String) {
        isPageOfAll =
            sql.hasSuffix(" LIMIT ?") && (sql.contains(" WHERE 1 ORDER BY ") || sql.contains(" WHERE 1 AND ("))
        var aliases: [String: Set<String>] = [:]
        let words = sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        for (index, word) in words.enumerated() where LargeCommunity.tables.contains(word) {
            aliases[word, default: []].insert(word)
            var next = index + 1
            if next < words.count, words[next].uppercased() == "AS" { next += 1 }
            if next < words.count { aliases[words[next], default: []].insert(word) }
        }
        self.aliases = aliases
    }

    /// What is wrong with a plan, by step; a list that is asked for an order of its own may be sorted.
    func faults(_ plan: [PlanStep], sortsMatter: Bool) -> [String] {
        plan.filter { step in
            // The index of words is asked for what it holds, though it is called a scan.
            if step.text.contains("VIRTUAL TABLE") { return false }
            if step.text.hasPrefix("SCAN ") { return isLarge(step) && !isWalk(plan) }
            guard sortsMatter, step.text == "USE TEMP B-TREE FOR ORDER BY" else { return false }
            // Few rows may be sorted, whatever is looked up for each of them.
            return plan.contains { $0.parent == step.parent && isLarge($0) }
        }.map(\.text)
    }

    /// Whether a step reads a large table; what a trigger or a reference reads is not in the text, and has its own name.
    private func isLarge(_ step: PlanStep) -> Bool {
        let words = step.text.split(separator: " ").map(String.init)
        guard words.count > 1, words[0] == "SCAN" || words[0] == "SEARCH" else { return false }
        return LargeCommunity.tables.contains(words[1]) || aliases[words[1]] != nil
    }

    /// Whether a page of a whole table is read along its order and stops when it is full.
    private func isWalk(_ plan: [PlanStep]) -> Bool {
        isPageOfAll && !plan.contains { $0.parent == 0 && $0.text.hasPrefix("USE TEMP B-TREE") }
    }
}
