import Domain
import Routing

/// The body of one entry at a door (走访请求体), the same alone and in a batch.
enum VisitBody {
    private static let household = BodyField("household_id", "户", "Household", .reference(.households))
    private static let dwelling = BodyField(
        "dwelling_id",
        "房屋（无住户时）",
        "Dwelling, where nobody lives",
        .reference(.dwellings)
    )
    private static let at = BodyField("at", "走访时间，默认现在", "When, now by default", .instant)
    private static let result = BodyField(
        "result",
        "结果",
        "Result",
        .enumeration(Enumeration(VisitResult.self)),
        isRequired: true
    )
    private static let again = BodyField("try_again_on", "再访日期", "Try again on", .date)
    private static let resident = BodyField("resident_id", "见到的居民", "Whom they met", .reference(.residents))
    private static let summary = BodyField("summary", "走访情况", "Summary", .text(1...2000))
    private static let care = BodyField("care", "关怀情况", "Care note", .text(1...2000))
    private static let verification = BodyField("verification", "核实情况", "Verification", .text(1...2000))
    private static func client(isRequired: Bool) -> BodyField {
        BodyField("client_id", "离线编号", "Id that the device gave it", .text(1...64), isRequired: isRequired)
    }

    private static let kind = BodyField(
        "kind",
        "类型",
        "Kind",
        .enumeration(Enumeration(HeardKind.self)),
        isRequired: true
    )
    private static let title = BodyField("title", "标题", "Title", .text(1...100))
    private static let description = BodyField("description", "内容", "Description", .text(1...1000))
    private static let category = BodyField("category_id", "诉求类别", "Category", .reference(.caseCategories))
    private static let priority = BodyField(
        "priority",
        "优先级",
        "Priority",
        .enumeration(Enumeration(CasePriority.self))
    )
    private static let isPrivate = BodyField("private", "不公开", "Private", .boolean)
    private static let speaker = BodyField("resident_id", "哪位居民", "Which resident", .reference(.residents))
    private static let praised = BodyField(
        "praised_id",
        "被表扬人账号",
        "Account of the person thanked",
        .reference(.accounts)
    )
    private static let phone = BodyField("phone", "新手机号", "New mobile number", .sealed(.phone))
    private static let residency = BodyField(
        "residency",
        "户籍类型",
        "Residency",
        .enumeration(Enumeration(ResidencyStatus.self))
    )
    private static let careTag = BodyField("care_tag", "关怀类别", "Care tag", .enumeration(Enumeration(CareTag.self)))
    private static let heardMembers = [
        kind, title, description, category, priority, isPrivate, speaker, praised, phone, residency, careTag,
    ]
    private static let heard = BodyField(
        "heard",
        "听到的",
        "What was heard",
        shape: .objects(heardMembers, most: VisitEntry.listLimit)
    )

    private static let item = BodyField("item", "物品", "Item", .text(1...50), isRequired: true)
    private static let quantity = BodyField("quantity", "数量", "Quantity", .integer(1...10_000), isRequired: true)
    private static let supplies = BodyField(
        "supplies",
        "发放物资",
        "What was handed over",
        shape: .objects([item, quantity], most: VisitEntry.listLimit)
    )

    /// An entry that was noted without a network has an id, by which it is known when it is sent again.
    static func members(isOffline: Bool) -> [BodyField] {
        [
            household, dwelling, at, result, again, resident, summary, heard, supplies, care, verification,
            client(isRequired: isOffline),
        ]
    }

    /// All faults stay with the reader; what could not be read is noted, so that the rest is looked at as well.
    static func read(_ body: inout BodyReader, isOffline: Bool = false) -> VisitEntry {
        let kind = body.text(result).flatMap { VisitResult(rawValue: $0) }
        var entry = VisitEntry(result: kind ?? .met)
        entry.householdID = body.integer(household)
        entry.dwellingID = body.integer(dwelling)
        if case .integer(let moment)? = body.value(at) { entry.at = Instant(milliseconds: moment) }
        entry.tryAgainOn = body.text(again)
        entry.residentID = body.integer(resident)
        entry.summary = body.text(summary)
        entry.heard = body.objects(heard) { reader in readHeard(&reader) }
        entry.supplies = body.objects(supplies) { reader in
            // Both are read before either is missed, so that both are told to be missing.
            let (name, count) = (reader.text(item), reader.integer(quantity))
            guard let name, let count else { return nil }
            return Supply(item: name, quantity: count)
        }
        entry.care = body.text(care)
        entry.verification = body.text(verification)
        entry.clientID = body.text(client(isRequired: isOffline))
        let read: [(String, Bool)] = [
            ("household_id", entry.householdID != nil), ("dwelling_id", entry.dwellingID != nil),
            ("resident_id", entry.residentID != nil),
        ]
        entry.unread = unread(read, body)
        if kind == nil { entry.unread.insert("result") }
        return entry
    }

    /// Which members are there and say nothing that could be read.
    private static func unread(_ members: [(name: String, isRead: Bool)], _ body: BodyReader) -> Set<String> {
        Set(members.filter { !$0.isRead && body.has($0.name) }.map(\.name))
    }

    private static func readHeard(_ body: inout BodyReader) -> Heard {
        let code = body.text(kind).flatMap { HeardKind(rawValue: $0) }
        var heard = Heard(code ?? .request)
        heard.title = body.text(title)
        heard.description = body.text(description)
        heard.categoryID = body.integer(category)
        heard.priority = body.text(priority)
        heard.isPrivate = body.integer(isPrivate).map { $0 == 1 }
        heard.residentID = body.integer(speaker)
        heard.praisedID = body.integer(praised)
        heard.phone = body.text(phone)
        heard.residency = body.text(residency)
        heard.careTag = body.text(careTag)
        heard.number = body.index ?? 0
        let read: [(String, Bool)] = [
            ("title", heard.title != nil), ("description", heard.description != nil),
            ("category_id", heard.categoryID != nil), ("priority", heard.priority != nil),
            ("private", heard.isPrivate != nil), ("resident_id", heard.residentID != nil),
            ("praised_id", heard.praisedID != nil), ("phone", heard.phone != nil),
            ("residency", heard.residency != nil), ("care_tag", heard.careTag != nil),
        ]
        heard.unread = unread(read, body)
        if code == nil { heard.unread.insert("kind") }
        return heard
    }
}
