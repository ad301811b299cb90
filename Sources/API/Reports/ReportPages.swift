import Domain
import Formats
import HTTPWire
import JSON
package import Routing
package import Services

/// The reports as pages to look at and print (报表页面), and how a browser is let in.
package struct ReportPages: RouteGroup {
    private let reports: ReportRoutes
    private let access: AccessService

    package init(reports: ReportRoutes, access: AccessService) {
        self.reports = reports
        self.access = access
    }

    package var endpoints: [Endpoint] { [ticket, enter] + reports.printable.compactMap(Self.page) }

    private static let entrance = "\(PageCookie.path)/enter"

    /// The page of a report: the same count, the same right.
    private static func page(of report: Endpoint) -> Endpoint? {
        guard case .act(let act) = report.handler else { return nil }
        let title = report.documentation.title
        var documentation = Documentation(
            "page_of_\(report.documentation.operation)",
            Title("\(title.chinese)（页面）", "\(title.english), as a page"),
            .reports,
            .html
        )
        documentation.query = report.documentation.query
        documentation.rate = .of(.reports)
        return Endpoint(
            .get,
            String(report.pattern.dropFirst(Endpoint.base.count)),
            access: report.access,
            documentation,
            .act { call in
                var call = call
                call.isPage = true
                return try await act(call)
            }
        )
    }

    private var ticket: Endpoint {
        var documentation = Documentation(
            "make_page_ticket",
            Title("取页面入场券，一次有效", "A ticket for the pages, good once"),
            .access,
            .document("PageTicket")
        )
        documentation.tellsOfCreation = true
        documentation.rate = .of(.signIns)
        return Endpoint(
            .post,
            "\(Endpoint.base)/auth/page-ticket",
            access: .holders(of: .useOwnSession),
            documentation,
            .act { [access] call in
                var body = try BodyReader(call, isOptional: true)
                try body.finish()
                let made = try await access.makePageTicket(for: call.principal)
                var out = ByteWriter(capacity: 256)
                out.openObject()
                out.member("ticket", made.ticket)
                out.member("expires_at", call.time.rfc3339(made.expiresAt))
                out.member("href", "\(Self.entrance)?ticket=\(made.ticket)")
                out.closeObject()
                return Answer(.created, body: out.array())
            }
        )
    }

    private static let ticketParameter = QueryParameter("ticket", "入场券", "Ticket", .text(1...100), isRequired: true)

    /// Exchanges the ticket and shows the way to the pages.
    ///
    /// It does not lead on by itself: after a redirect that another site began, a browser does not send a cookie of
    /// SameSite=Strict (RFC 6265bis section 5.2); a click on a page of our own does.
    private var enter: Endpoint {
        var documentation = Documentation(
            "enter_pages",
            Title("凭入场券进入页面", "Enter the pages with a ticket"),
            .access,
            .html
        )
        documentation.query = [Self.ticketParameter]
        documentation.rate = .of(.signIns)
        let pages = reports.printable.map {
            (href: String($0.pattern.dropFirst(Endpoint.base.count)), title: $0.documentation.title)
        }
        return Endpoint(
            .get,
            Self.entrance,
            access: .everyone,
            documentation,
            .act { [access] call in
                let ticket = try call.pageParameters([Self.ticketParameter]).text("ticket") ?? ""
                var answer = ReportRoutes.page(
                    HTMLReport(RenderingStyle(language: call.language, offsetMinutes: call.time.offsetMinutes))
                        .page(leadingTo: pages)
                )
                answer.isTagged = false
                // Whoever only asks for the head does not use it up.
                guard call.request.method == .get else { return answer }
                let entered = try await access.enterPages(with: ticket)
                answer.cookie = PageCookie.line(entered.pass, seconds: entered.seconds)
                return answer
            }
        )
    }
}

extension ReportRoutes {
    static func page(_ bytes: [UInt8]) -> Answer {
        var answer = Answer(.ok, body: bytes, contentType: "text/html; charset=utf-8")
        answer.isTagged = true
        answer.isPage = true
        return answer
    }
}
