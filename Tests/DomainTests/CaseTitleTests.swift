import Domain
import Testing

@Suite("代拟标题：a title that nobody gave is the beginning of what was written")
struct CaseTitleTests {
    @Test("It is the first sentence with a word in it, cut where it is longer than a title")
    func drawn() {
        #expect(CaseTitle.drawn(from: "三楼灯坏了。请尽快修", most: 20) == "三楼灯坏了")
        #expect(CaseTitle.drawn(from: "\n  ！三楼灯坏了 \n看不见", most: 20) == "三楼灯坏了")
        #expect(CaseTitle.drawn(from: "三楼灯坏了", most: 4) == "三楼灯坏…")
        #expect(CaseTitle.drawn(from: "三楼灯坏了", most: 5) == "三楼灯坏了")
        #expect(CaseTitle.drawn(from: "。。！", most: 5) == nil)
    }

    @Test("It has room as the schema counts, also where a reader takes several code points for one character")
    func room() throws {
        let family = "👨‍👩‍👧‍👦"
        for text in [String(repeating: family, count: 19), String(repeating: "Café\u{301} ", count: 40), "灯" + family] {
            for most in [1, 20, 99] {
                let title = try #require(CaseTitle.drawn(from: text, most: most))
                #expect((1...100).contains(title.unicodeScalars.count), "\(title)")
                #expect(text.hasPrefix(title.hasSuffix("…") ? String(title.dropLast()) : title))
            }
        }
        let endless = "e" + String(repeating: "\u{301}", count: 300)
        #expect(try #require(CaseTitle.drawn(from: endless, most: 20)).unicodeScalars.count <= 100)
    }
}
