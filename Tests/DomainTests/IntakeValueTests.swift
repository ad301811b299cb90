import Domain
import Testing

@Suite("What is asked, filled in and compared at the intake")
struct IntakeValueTests {
    private func question(_ kind: QuestionKind, least: Int64? = nil, most: Int64? = nil) -> CaseQuestion {
        CaseQuestion(
            id: 1,
            category: 1,
            code: "q",
            title: "问",
            kind: kind,
            isRequired: false,
            isSensitive: false,
            least: least,
            most: most,
            choices: CaseQuestion.choices("东梯| 西梯 |"),
            hint: nil
        )
    }

    private func kept(_ answer: GivenAnswer, _ question: CaseQuestion) -> String {
        switch question.kept(answer) {
        case .success(let value): value
        case .failure(let fault): fault.error.code
        }
    }

    @Test("An answer is kept in one form, or refused for one reason")
    func answers() {
        #expect(kept(.text("　三盏 "), question(.text)) == "三盏")
        #expect(kept(.text(" "), question(.text)) == "too_short")
        #expect(kept(.text(String(repeating: "长", count: 501)), question(.text)) == "too_long")
        #expect(kept(.text("a\u{202E}b"), question(.text)) == "control_character")
        #expect(kept(.number(3), question(.text)) == "wrong_type")
        #expect(kept(.number(0), question(.number, least: 0, most: 9)) == "0")
        #expect(kept(.number(10), question(.number, least: 0, most: 9)) == "out_of_range")
        #expect(kept(.number(-1_000_000_001), question(.number)) == "out_of_range")
        #expect(kept(.text("西梯"), question(.choice)) == "西梯")
        #expect(kept(.text(""), question(.choice)) == "unknown_value")
        #expect(kept(.flag(true), question(.boolean)) == "true")
        #expect(kept(.text("2020-02-29"), question(.date)) == "2020-02-29")
        #expect(kept(.text("2021-02-29"), question(.date)) == "bad_date")
    }

    @Test("A template is filled once: what a case brings is words, also with braces in it")
    func templates() {
        let facts = ReplyFacts(number: "GB-1", title: "{编号}", handler: nil, due: nil)
        let filled = { (text: String) in ReplyTemplate(move: .answer, text: text).filled(facts) }
        #expect(filled("{编号}{number}") == "GB-1GB-1")
        #expect(filled("“{标题}”") == "“{编号}”")
        #expect(filled("由{处理人}办理，{期限}") == "由社区办理，另行告知")
        #expect(filled("{ {编号") == "{ {编号")
        #expect(ReplyTemplate.unknownBlanks(in: "{编号}{电话}{ }") == ["电话", " "])
    }

    @Test("The likeliest case lies nearest, then says the most of the same, then is the newest")
    func likeness() {
        func like(_ id: Int64, _ title: String, _ nearness: LikeCase.Nearness) -> LikeCase {
            LikeCase(
                id: id,
                number: "",
                title: title,
                category: 1,
                status: .filed,
                nearness: nearness,
                createdAt: Instant(milliseconds: id),
                closedAt: nil,
                isOwn: false,
                isKnown: true
            )
        }
        let cases = [
            like(1, "楼道灯坏", .grid), like(2, "门禁失灵", .building), like(3, "楼道的灯不亮", .building),
            like(4, "门禁失灵", .grid), like(5, "门", .building),
        ]
        #expect(cases.likeliest(to: "楼道灯").map(\.id) == [3, 5, 2, 1])
        #expect(cases.likeliest(to: nil).map(\.id) == [5, 3, 2, 4, 1])
        #expect((0..<30).map { like($0, "灯", .grid) }.likeliest(to: nil).count == LikenessQuestion.shownLimit)
    }

    @Test("Each priority but the highest can be raised by one step")
    func raised() {
        #expect(CasePriority.allCases.map(\.raised) == [nil, .urgent, .high, .normal])
    }
}
