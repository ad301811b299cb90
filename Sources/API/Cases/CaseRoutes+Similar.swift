import Domain
import HTTPWire
import JSON
import Routing

extension CaseRoutes {
    private static let asked: [QueryParameter] = [
        QueryParameter("category_id", "类别", "Category", .reference(.caseCategories), isRequired: true),
        QueryParameter("building_id", "楼栋", "Building", .reference(.buildings)),
        QueryParameter("place_id", "公共部位", "Public place", .reference(.places)),
        QueryParameter("household_id", "住户", "Household", .reference(.households)),
        QueryParameter("q", "标题或内容", "Words of the report", .text(1...200)),
    ]

    /// 查重: earlier cases like one that somebody is about to report, with no more of them than they may see.
    var similar: Endpoint {
        var documentation = Documentation(
            "similar_cases",
            Title("上报前查重：同地同类的诉求", "Cases like one that is about to be reported"),
            .cases,
            .document("SimilarCases")
        )
        documentation.query = Self.asked
        return Endpoint(
            .get,
            "\(Endpoint.base)/cases/similar",
            access: .holders(of: .submitCase),
            documentation,
            .read { call, reader in
                let question = try Self.question(call)
                let cases = try reader.intakes.similar(question, for: call.principal.scope, at: call.now)
                var out = ByteWriter(capacity: 1024)
                out.openObject()
                out.key("items")
                CaseAsides.write(cases, call.language, call.time, into: &out)
                out.closeObject()
                var answer = Answer(.ok, body: out.array())
                answer.isTagged = true
                return .whole(answer)
            }
        )
    }

    private static func question(_ call: Call) throws -> LikenessQuestion {
        let (format, _, values) = try call.reportParameters(asked)
        guard format == .json else {
            throw DomainError.badParameters([
                .parameter("format", "not_offered", "查重只以 JSON 答复", "What is alike is answered as JSON only")
            ])
        }
        var question = LikenessQuestion(category: values.integer("category_id") ?? 0)
        question.building = values.integer("building_id")
        question.place = values.integer("place_id")
        question.household = values.integer("household_id")
        question.words = values.text("q")
        guard [question.building, question.place, question.household].count(where: { $0 != nil }) == 1 else {
            throw DomainError.badParameters([
                .parameter(
                    "building_id",
                    "one_place",
                    "building_id、place_id、household_id 须且只能填写其一",
                    "Give one of building_id, place_id and household_id"
                )
            ])
        }
        return question
    }
}
