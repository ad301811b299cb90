import Domain
import HTTPWire
package import Routing
package import Services

/// 社区设置: every number of the rules, and what a community makes of it.
package struct SettingsRoutes: RouteGroup {
    let settings: SettingsService

    package init(settings: SettingsService) { self.settings = settings }

    package var endpoints: [Endpoint] { [show, change] }

    private static let path = "\(Endpoint.base)/settings"

    private var show: Endpoint {
        var documentation = ReportRoutes.documentation(
            "get_settings",
            Title("社区设置", "Settings of the community"),
            .access,
            [ReportRoutes.community]
        )
        documentation.rate = .of(.reads)
        return Endpoint(
            .get,
            Self.path,
            access: .holders(of: .readReports),
            documentation,
            .act { [settings] call in
                try await Self.answer(call) { community in
                    try await settings.settings(of: community, scope: call.principal.scope)
                }
            }
        )
    }

    private var change: Endpoint {
        var documentation = ReportRoutes.documentation(
            "update_settings",
            Title("修改社区设置；null 恢复默认", "Change settings of the community; null takes one back"),
            .access,
            [ReportRoutes.community]
        )
        documentation.body = .fields(
            Self.numbers.map(\.field) + Self.limits.map(\.field) + Self.words.map(\.field)
        )
        documentation.rate = .of(.writes)
        return Endpoint(
            .patch,
            Self.path,
            access: .holders(of: .manageSettings),
            documentation,
            .act { [settings] call in
                let version = try call.expectedVersion(required: false)
                let changes = try Self.changes(call)
                return try await Self.answer(call) { community in
                    try await settings.change(
                        changes,
                        of: community,
                        ifVersion: version,
                        by: call.principal
                    )
                }
            }
        )
    }

    private static func answer(
        _ call: Call,
        _ rules: (_ community: Int64?) async throws -> CommunityRules
    ) async throws -> Answer {
        var version: Int64?
        var answer = try await ReportRoutes.answer(call, parameters: [ReportRoutes.community]) { values in
            let found = try await rules(values.integer("community_id"))
            version = found.stored.version
            return found.report
        }
        answer.version = version
        return answer
    }

    private static let numbers: [(number: RuleNumber, field: BodyField)] = RuleNumber.allCases.map { number in
        let type: FieldType =
            switch number.unit {
            case .timeOfDay: .timeOfDay
            case .weekdays: .text(1...7)
            default: .integer(number.range)
            }
        return (number, BodyField(number.rawValue, number.title.chinese, number.title.english, type))
    }

    private static let limits: [(limit: RuleLimit, field: BodyField)] = RuleLimit.allCases.map { limit in
        (limit, BodyField(limit.rawValue, limit.title.chinese, limit.title.english, .timeLimit))
    }

    private static let words: [(word: RuleWord, field: BodyField)] = RuleWord.allCases.map { word in
        (word, BodyField(word.rawValue, word.title.chinese, word.title.english, .text(RuleWord.length)))
    }

    private static func changes(_ call: Call) throws -> [SettingChange] {
        var body = try BodyReader(call)
        var changes: [SettingChange] = []
        for (number, field) in numbers {
            switch body.value(field) {
            case .integer(let value): changes.append(.number(number, value))
            // What is no value of the unit becomes one that the settings refuse together with the others.
            case .text(let text): changes.append(.number(number, number.value(text) ?? 0))
            case .null, nil: if body.isNull(field) { changes.append(.number(number, nil)) }
            }
        }
        for (limit, field) in limits {
            if let text = body.text(field) {
                changes.append(.limit(limit, TimeLimit(text)))
            } else if body.isNull(field) {
                changes.append(.limit(limit, nil))
            }
        }
        for (word, field) in words {
            if let text = body.text(field) {
                changes.append(.word(word, text))
            } else if body.isNull(field) {
                changes.append(.word(word, nil))
            }
        }
        try body.finish()
        return changes
    }
}
