import Domain
import JSON

/// What the extra questions of the categories ask, as a schema (追问的接口文档): it changes with them, the rest of the document does not.
enum AnswerSchemas {
    static let name = "AnswersToQuestions"

    /// The questions that are described; a city has more of them than a document can carry.
    private static let limit = 500

    /// The schema of questions as they stand.
    static func read(_ reader: any Reader) throws -> JSONTree {
        let resource = Resource[.caseQuestions]
        let asked = resource.index(of: "retired").map {
            Filter(field: $0, comparison: .equal, values: [.integer(0)])
        }
        let rows = try reader.page(
            .caseQuestions,
            ListQuery(filters: asked.map { [$0] } ?? [], sort: [SortKey("id", descending: false)], limit: limit),
            view: View(scope: .everything)
        )
        let items = try JSONDocument(parsing: rows.bytes).root["items"]
        return schema(items.map { Array($0.elements) } ?? [])
    }

    /// Whatever is asked: an answer for each code, in one of the forms that questions of that code have.
    static func schema(_ questions: [JSONValue]) -> JSONTree {
        var forms: [(code: String, schemas: [JSONTree])] = []
        for question in questions {
            guard let code = question["code"]?.string else { continue }
            if let place = forms.firstIndex(where: { $0.code == code }) {
                forms[place].schemas.append(form(question))
            } else {
                forms.append((code, [form(question)]))
            }
        }
        return [
            "type": "object", "title": "追问回答",
            "description": """
            以问题代码为字段名；每个类别问什么见 GET case-categories/{id}，全部问题见 GET case-questions。\
            Answers by the codes of the questions; GET case-categories/{id} says which a category asks.
            """,
            "properties": .object(
                forms.map { ($0.code, $0.schemas.count == 1 ? $0.schemas[0] : ["anyOf": .array($0.schemas)]) }
            ),
            "additionalProperties": ["type": ["string", "integer", "boolean"]],
        ]
    }

    private static func form(_ question: JSONValue) -> JSONTree {
        var members: [(String, JSONTree)] = [("title", .string(question["title"]?.string ?? ""))]
        if let hint = question["hint"]?.string { members.append(("description", .string(hint))) }
        switch question["kind"]?.string.flatMap(QuestionKind.init) {
        case .number:
            members.append(("type", "integer"))
            members.append(("minimum", .integer(question["least"]?.integer ?? CaseQuestion.numbers.lowerBound)))
            members.append(("maximum", .integer(question["most"]?.integer ?? CaseQuestion.numbers.upperBound)))
        case .choice:
            let choices = CaseQuestion.choices(question["choices"]?.string)
            members.append(("enum", .array(choices.map { .string($0) })))
        case .boolean: members.append(("type", "boolean"))
        case .date: members += [("type", "string"), ("format", "date")]
        case .text, nil:
            members.append(("type", "string"))
            members.append(("minLength", .integer(Int64(CaseQuestion.answerLength.lowerBound))))
            members.append(("maxLength", .integer(Int64(CaseQuestion.answerLength.upperBound))))
        }
        members.append(("x-category-id", .integer(question["category_id"]?.integer ?? 0)))
        members.append(("x-required", .bool(question["required"]?.bool ?? false)))
        return .object(members)
    }
}
