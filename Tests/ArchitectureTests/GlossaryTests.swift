import Testing

@Suite("The glossary")
struct GlossaryTests {
    private let tree = SourceTree()

    /// The rows of the table: 中文, English, identifiers.
    private var rows: [[String]] {
        tree.text(of: "Sources/Domain/Domain.docc/Glossary.md").split(separator: "\n")
            .filter { $0.hasPrefix("| ") }.dropFirst()
            .map { row in row.split(separator: "|").map { $0.trimmingSpaces } }
    }

    @Test("Every row has its Chinese, its English and its name in code")
    func rowsAreWhole() {
        #expect(rows.count > 60)
        #expect(rows.filter { $0.count != 3 || $0.contains("") }.isEmpty)
    }

    @Test("Every entity of the domain stands in it")
    func entities() {
        let words = rows.map { $0[2] }.joined(separator: " ")
        let entities = ["CaseFile", "DeliberationIssue", "Activity", "SignUp", "Account", "Resource", "Principal"]
        #expect(entities.filter { !words.contains("`\($0)`") }.isEmpty)
    }

    @Test("Every resource of the surface stands in it")
    func resources() {
        let text = tree.text(of: "Sources/Domain/Domain.docc/Glossary.md")
        let source = tree.text(of: "Sources/Domain/Fields/Resource+All.swift")
        let names =
            source.split(separator: "[").last?.split(separator: "]").first?.split { !$0.isLetter }.map(String.init)
            ?? []
        #expect(names.filter { !text.contains("`\($0)`") }.isEmpty)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
