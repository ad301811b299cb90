import Domain
import Routing

/// What the calls of an evening bring (议事会请求内容), read into values of the domain.
enum SessionBodies {
    private static let entry = (
        issue: BodyField("issue_id", "议题", "Issue", .reference(.issues)),
        title: BodyField("title", "标题", "Title", .text(1...100)),
        description: BodyField(
            "description",
            "内容（填写即立为新议题并初审通过）",
            "What it is about; with it a topic is collected and screened",
            .text(1...2000)
        ),
        cases: BodyField(
            "cases",
            "新议题的来源诉求",
            "Cases that the new topic grew from",
            .reference(.cases),
            shape: .values(most: 50)
        ),
        minutes: BodyField("minutes", "用时（分钟）", "Time box in minutes", .integer(1...480)),
        required: BodyField(
            "required",
            "必到方",
            "Parties that have to be there",
            .enumeration(Enumeration(CalledParty.self)),
            shape: .values(most: CalledParty.allCases.count)
        )
    )

    static func agenda(isRequired: Bool) -> BodyField {
        BodyField(
            "agenda",
            "议程",
            "Agenda",
            shape: .objects(
                [entry.issue, entry.title, entry.description, entry.cases, entry.minutes, entry.required],
                most: AgendaEntry.most
            ),
            isRequired: isRequired
        )
    }

    static func readAgenda(_ body: inout BodyReader, _ field: BodyField) -> [AgendaEntry] {
        body.objects(field) { reader in
            var read = AgendaEntry(
                issue: reader.integer(entry.issue),
                title: reader.text(entry.title),
                minutes: reader.integer(entry.minutes),
                required: reader.texts(entry.required).compactMap { CalledParty(rawValue: $0) }
            )
            read.description = reader.text(entry.description)
            read.cases = reader.integers(entry.cases)
            return read
        }
    }

    private static let person = (
        party: BodyField(
            "party",
            "参会方",
            "Party",
            .enumeration(Enumeration(CalledParty.self)),
            isRequired: true
        ),
        name: BodyField("name", "姓名", "Name", .text(1...50)),
        organization: BodyField("organization_id", "单位", "Organization", .reference(.organizations)),
        account: BodyField("account_id", "账号", "Account", .reference(.accounts)),
        resident: BodyField("resident_id", "居民", "Resident", .reference(.residents)),
        observer: BodyField("observer", "列席", "Looks on only", .boolean)
    )

    static func people(_ name: String, _ chinese: String, _ english: String, isRequired: Bool = false) -> BodyField {
        let fields = person
        return BodyField(
            name,
            chinese,
            english,
            shape: .objects(
                [fields.party, fields.name, fields.organization, fields.account, fields.resident, fields.observer],
                most: Invitee.most
            ),
            isRequired: isRequired
        )
    }

    static func readPeople(_ body: inout BodyReader, _ field: BodyField) -> [Invitee] {
        body.objects(field) { reader in
            let party = reader.text(person.party).flatMap { CalledParty(rawValue: $0) }
            let read = Invitee(
                party: party ?? .others,
                name: reader.text(person.name),
                organization: reader.integer(person.organization),
                account: reader.integer(person.account),
                resident: reader.integer(person.resident),
                isObserver: reader.integer(person.observer) == 1
            )
            return party == nil ? nil : read
        }
    }

    /// How an item may end by a word of the chair.
    private static let ends = Enumeration(
        [AgendaStatus.agreed, .noted, .deferred].map { ($0.rawValue, $0.title.chinese, $0.title.english) }
    )

    private static let outcome = (
        place: BodyField("place", "第几项", "Place in the agenda", .integer(1...50), isRequired: true),
        status: BodyField("status", "结论", "How it ends", .enumeration(ends), isRequired: true),
        text: BodyField("outcome", "协商意见或理由", "What was agreed, or why not", .text(1...2000), isRequired: true)
    )

    static let outcomeFields = [outcome.status, outcome.text, SessionRoutes.sheets]

    static let outcomes = BodyField(
        "items",
        "各项结论",
        "How the items ended",
        shape: .objects([outcome.place, outcome.status, outcome.text], most: AgendaEntry.most)
    )

    static func readOutcome(_ body: inout BodyReader) -> ItemOutcome {
        let status = body.text(outcome.status).flatMap { AgendaStatus(rawValue: $0) }
        return ItemOutcome(status: status ?? .deferred, text: body.text(outcome.text) ?? "")
    }

    static func readOutcomes(_ body: inout BodyReader) -> [(place: Int64, outcome: ItemOutcome)] {
        body.objects(outcomes) { reader in
            let place = reader.integer(outcome.place)
            let end = readOutcome(&reader)
            return place.map { ($0, end) }
        }
    }
}
