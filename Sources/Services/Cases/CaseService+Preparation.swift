import Domain

extension CaseService {
    /// The act with what it leaves to the community: to whom the case goes, and in which words.
    func prepared(_ act: CaseAct, _ file: CaseFile, in transaction: any Transaction) throws -> CaseAct {
        var act = act
        if act.move == .accept, act.handler == nil { act.handler = try routed(act, file, in: transaction)?.handler }
        if let template = act.template {
            act.answer = try act.answer ?? words(of: template, act, file, in: transaction)
        }
        return act
    }

    /// The files of the act become part of the case; as what they are known there.
    func attach(
        _ act: CaseAct,
        to file: CaseFile,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [Int64] {
        guard !act.uploads.isEmpty || !act.files.isEmpty else { return [] }
        let uploads = try CaseFiles.own(
            act.uploads,
            and: act.files,
            field: "attachments",
            of: principal,
            in: transaction
        )
        return try CaseFiles.attach(uploads, to: file.id, as: .after, in: transaction)
    }

    /// Whoever reported the one reads of the other afterwards: that is not to be somebody else's private matter.
    func checkReaders(of file: CaseFile, follow target: Int64, in transaction: any Transaction) throws {
        guard let reporter = file.reporter,
            let other = try transaction.cases.find(target, scope: .everything), other.reporter != reporter,
            try transaction.intake.face(ofCase: target)?.hidden.contains(where: { $0 != .notAccepted }) ?? true
        else { return }
        throw DomainError.invalid([
            .body(
                "case_id",
                "not_public",
                "该诉求不公开，不能把他人的诉求并入；请分别办结",
                "That case is not public, and others do not get to read of it by a merger; close each of them"
            )
        ])
    }

    /// Another registration of the same petition, which goes on in place of this one.
    func standBack(
        for target: MergeTarget,
        _ act: inout CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let other = try transaction.cases.find(target.id, scope: principal.scope) else { return }
        var found = MergeTarget(id: other.id, community: other.community, status: other.status)
        found.isPetition = try rules(of: other, in: transaction).terms.path == .petition
        act.target = found
        let number = try transaction.cases.number(of: other.id)
        act.remark = [act.remark, "重复登记，以 \(number) 为准"].compactMap { $0 }.joined(separator: "；")
    }

    /// What is not done to a case that others wait for, too (并案后的限制).
    enum Withholding {
        case withdraw, void, hide

        fileprivate var words: (chinese: String, english: String) {
            switch self {
            case .withdraw: ("诉求不能撤回", "it is not withdrawn")
            case .void: ("诉求不能作废，请答复或并入其他诉求", "it is not void; answer it, or merge it into another one")
            case .hide:
                ("诉求不能转为不公开，请先重开并入的诉求分别办理", "it is not made private; open theirs again first and close each of them")
            }
        }
    }

    /// Whoever reported the same matter still waits when the first of them does not any more, when its case was a mistake, or
    /// when it becomes nobody else's to read.
    func checkNobodyElseWaits(
        _ act: Withholding,
        _ file: CaseFile,
        in transaction: any Transaction
    ) throws {
        let others = try transaction.cases.otherReporters(of: file.id)
        guard others > 0 else { return }
        let words = act.words
        throw DomainError(
            .conflict,
            "others_wait",
            "另有 \(others) 人反映同一事项，\(words.chinese)",
            "\(others) more reported the same matter, so that \(words.english)",
            details: [("others", .integer(others))]
        )
    }

    /// Whom an accepted case is given to at once; nothing where it waits for somebody to say so.
    private func routed(_ act: CaseAct, _ file: CaseFile, in transaction: any Transaction) throws -> CaseRoute? {
        let form = try transaction.intake.form(ofCategory: file.category, community: file.community)
        guard act.asksForRoute ?? form?.routesAtOnce ?? false else { return nil }
        var route = try route(of: file, in: transaction)
        // Whoever had it the first time does not get it the second.
        if case .person(let handler)? = route?.handler, file.secondOf != nil,
            try transaction.cases.formerPeople(of: file.id).contains(handler)
        {
            route = nil
        }
        if route == nil, act.asksForRoute == true { throw DomainError.noRoute }
        return route
    }

    func route(of file: CaseFile, in transaction: any Transaction) throws -> CaseRoute? {
        let today = transaction.time.date(of: transaction.now)
        return try transaction.intake.route(category: file.category, grid: file.grid, on: today)
    }

    /// Whom a case that was filed for nobody could be given to.
    func proposal(for file: CaseFile, in transaction: any Transaction) throws -> CaseRoute? {
        guard file.status == .filed, let route = try route(of: file, in: transaction) else { return nil }
        guard case .person(let handler) = route.handler, file.secondOf != nil,
            try transaction.cases.formerPeople(of: file.id).contains(handler)
        else { return route }
        let rules = try rules(of: file, in: transaction)
        guard let other = try ownPeople(of: file, rules, otherThan: handler, in: transaction) else { return nil }
        return Self.detour(from: route, to: other)
    }

    /// A second handling goes to others than the first time, and it is said to whom and why.
    static func detour(from route: CaseRoute, to other: (id: Int64, name: String)) -> CaseRoute {
        var detour = CaseRoute(id: nil, handler: .person(other.id), name: other.name, insteadOf: nil)
        detour.reason = Title(
            "二次办理须由首次办理以外的人负责，\(route.name)参与过首次办理，改由\(other.name)办理",
            "A second handling is for others than the first time, in which \(route.name) took part: it is for \(other.name)"
        )
        return detour
    }

    private func words(
        of template: Int64,
        _ act: CaseAct,
        _ file: CaseFile,
        in transaction: any Transaction
    ) throws -> String {
        guard let found = try transaction.intake.template(template, for: file.id), found.move.move == act.move else {
            throw DomainError.invalid([
                .body(
                    "template_id",
                    "not_for_this",
                    "没有适用于此诉求和动作的答复模板",
                    "There is no template for this case and move"
                )
            ])
        }
        let text = found.filled(try transaction.intake.facts(of: file.id))
        guard text.unicodeScalars.count <= Self.longestAnswer else {
            throw DomainError.invalid([
                .body(
                    "template_id",
                    "too_long",
                    "填写后的答复超过 \(Self.longestAnswer) 字",
                    "Filled in, it has more than \(Self.longestAnswer) characters"
                )
            ])
        }
        return text
    }

    /// As an answer that is written by hand.
    private static let longestAnswer = 2000
}
