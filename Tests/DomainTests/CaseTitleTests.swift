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
}
