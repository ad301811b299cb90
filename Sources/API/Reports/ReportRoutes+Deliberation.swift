import Domain
import HTTPWire
import Routing
import Services

extension ReportRoutes {
    /// 议事成效: demands resolved through the halls, by compound and source, and the time that it took.
    var deliberation: Endpoint {
        report("deliberation", Title("议事成效", "Deliberation"), [Self.from, Self.to, Self.wholeYear]) { call, values in
            let ((from, to), time) = (try Self.period(values, call), call.time)
            return { reader, community in
                try reader.reports.deliberation(community: community, from: from, to: to, time: time)?.report
            }
        }
    }

    /// 解决的诉求: what a line by kind or by time counted.
    var resolvedDemands: Endpoint {
        let kind = QueryParameter("kind", "诉求类型", "Kind", .enumeration(Enumeration(CaseKind.self)))
        let span = QueryParameter(
            "from_days",
            "用时分布的起点（天）",
            "Where a line of the times begins, in days",
            .integer(0...100_000)
        )
        let parameters = [Self.from, Self.to, Self.wholeYear, kind, span]
        let title = Title("议事成效：解决的诉求", "Deliberation: demands resolved")
        return report("deliberation/cases", title, parameters) { call, values in
            let ((from, to), time) = (try Self.period(values, call), call.time)
            return { reader, community in
                try reader.reports.resolvedDemands(
                    community: community,
                    from: from,
                    to: to,
                    kind: values.text("kind"),
                    span: values.integer("from_days"),
                    time: time
                )?
                .report
            }
        }
    }

    /// 议题全程: the whole chain, from any of its links.
    var chains: [Endpoint] {
        [
            chain(.issues) { .issue($0) }, chain(.sessions) { .session($0) }, chain(.cases) { .caseFile($0) },
            chain(.projects) { .project($0) }, chain(.agendaItems) { .agendaItem($0) }, chain(.votes) { .vote($0) },
            chain(.publicNotices) { .notice($0) }, chain(.objections) { .objection($0) },
            chain(.milestones) { .milestone($0) }, chain(.sessionMinutes) { .minutes($0) },
        ]
    }

    private func chain(
        _ resource: ResourceName,
        _ link: @escaping @Sendable (Int64) -> ChainLink
    ) -> Endpoint {
        let title = Resource[resource].title
        return Endpoint(
            .get,
            "\(Endpoint.base)/\(resource.path)/{id}/chain",
            // Whoever knows a case by its number reads cases.
            access: .holders(of: resource == .cases ? .readCases : .readDeliberation),
            Self.documentation(
                "get_chain_of_\(resource.key)",
                Title("议题全程（由\(title.chinese)查）", "The whole chain, from one of \(title.english.lowercased())"),
                .deliberation,
                []
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: []) { _ in
                    try await reports.chain(
                        link(call.id),
                        of: resource,
                        call.id,
                        by: call.principal,
                        time: call.time,
                        language: call.language
                    )
                }
            }
        )
    }

    /// 计票: counted from the ballots at every call; while a vote runs only who took part is told, not how they chose.
    var tally: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/issues/{id}/tally",
            access: .holders(of: .readDeliberation),
            Self.documentation(
                "get_tally_of_issues",
                Title("计票（由选票重算）", "The tally, counted anew from the ballots"),
                .deliberation,
                []
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: []) { _ in
                    try await reports.tally(
                        ofIssue: call.id,
                        by: call.principal,
                        at: call.now,
                        language: call.language
                    )
                }
            }
        )
    }

    /// 纪要打印件: with the names of those who were there, so that it is for those who run the hall.
    var minutes: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/reports/sessions/{id}/minutes",
            access: .holders(of: .writeDeliberation),
            Self.documentation(
                "report_minutes",
                Title("会议纪要（可打印）", "Minutes of a session, to print"),
                .deliberation,
                []
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: []) { _ in
                    try await reports.minutes(
                        ofSession: call.id,
                        scope: call.principal.scope,
                        language: call.language
                    )
                }
            }
        )
    }

    /// 公开预览: what everybody will read of an issue, before a hall takes it up.
    var issuePreview: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/issues/{id}/public-view",
            access: .holders(of: .readDeliberation),
            Self.documentation(
                "public_view_of_issues",
                Title("公众将看到的议题内容（工作人员、提出人）", "What everybody will see of an issue; for staff and whoever proposed it"),
                .deliberation,
                []
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: []) { _ in
                    try await reports.publicView(
                        ofIssue: call.id,
                        by: call.principal,
                        time: call.time,
                        language: call.language
                    )
                }
            }
        )
    }

    /// The public page of an issue, to print and to share: it names no person.
    var issuePage: Endpoint {
        var documentation = Documentation(
            "page_of_issue",
            Title("议题全程（公开页面）", "From topic to result, as a page for everybody"),
            .deliberation,
            .html
        )
        documentation.rate = .of(.reports)
        return Endpoint(
            .get,
            "/issues/{id}",
            access: .everyone,
            documentation,
            .act { [reports] call in
                var call = call
                call.isPage = true
                return try await Self.answer(call, parameters: []) { _ in
                    try await reports.publicChain(ofIssue: call.id, time: call.time, language: call.language)
                }
            }
        )
    }
}
