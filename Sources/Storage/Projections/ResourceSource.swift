import Domain

/// Where the rows of a resource lie (数据来源): its table, what is joined to it, and the few fields that are not columns.
///
/// In all its SQL the table is called `t`.
struct ResourceSource: Sendable {
    let table: String
    /// `JOIN …` clauses that the expressions below need.
    var joins = ""
    /// SQL for the fields that are not plain columns of the table; these are never written.
    var expressions: [String: String] = [:]
    /// The same for those of them that say words of their own, to whoever reads English.
    var english: [String: String] = [:]
    /// What columns say to a reader in which codes of the server stand beside what people wrote; they are written as they are.
    var written: [String: @Sendable (Language) -> String] = [:]
    var scope = Scope()
    /// How it is found who else sees its rows as a helper on a case, where somebody does.
    var guests: Guests?
    /// What the rows must satisfy that visitors and residents see, where not every row is public.
    var publicCondition: String?
    /// What the rows must satisfy that visitors see, where everybody who signs in sees others, too.
    var visitorCondition: String?
    /// What the rows must satisfy that those see who only look on, where its makers prepare some before anybody else sees
    /// them.
    var announcedCondition: String?
    /// What the rows must satisfy that units from outside see, and those above the community, where some are for it alone.
    var outsideRows: String?
    /// What the rows must satisfy that those see who do not keep the Party's records, where some tell who is of the Party.
    var partyCondition: String?
    /// What of its rows is for few, with the SQL that stands for those fields to the others.
    var reserve: Reserves = []
    var reserved: [String: String] = [:]
    /// The same of those that say words, in the language of whoever reads.
    var reservedWords: [String: @Sendable (Language) -> String] = [:]
    /// Whose own row is shown to them as it is all the same: a condition on the row with `:me` for the own account.
    var ownRow: String?
    /// What rows must satisfy that those others find by their words, which are looked for as they were written.
    var unreservedFinds: String?
    /// By what those others know a row that another one refers to, there called `x`, where that is not its `label`.
    var reservedLabel: String?
    /// What rows must satisfy that those others see at all.
    var unreservedRows: String?
    /// Which rows are somebody's own all the same: an expression that the own account is compared with.
    var ownAccount: String?
    /// The field whose value only those know whose row it is: whoever asks by it sees the row.
    var ownWord: String?
    /// Which of its rows are records of the Party, whose every reading the audit is told of.
    var partyRecords: String?
    /// Whether those who have rows of their own here read the public ones of the community, too.
    var isShared = false
    /// Which rows those are, where they are others than the public reads.
    var sharedRows: String?
    /// Whether a row is found as it is read: nobody of a scope smaller than the community writes such rows.
    var isLookedUpAsRead: Bool { sharedRows != nil }
    /// The expression that names a row, there called `x`, to people, where other resources expand a reference to it.
    var label = "x.name"
    /// The same down to unit and door, for what is a home; `label` stops at the building.
    var door: String?
    /// Whether its rows are about doors that somebody goes to: their homes are named whole where nobody is named beside them, and
    /// one by one to those who go there.
    var isAtTheDoor = false
    /// The fields that hold somebody's name.
    var names: Set<String> = []
    /// What stands for a field in lists and files, where its row alone says more.
    var listed: [String: String] = [:]
    /// What stands for a field where a register leaves masked, and only there.
    var leaving: [String: String] = [:]
    /// The field by whose values its indexes are cut before its order: several values are found by a walk each.
    var walked: String?
    /// Where its words lie, where it can be searched.
    var search: SearchSource?
    /// The references to a tree that are asked for with more of it than the one row.
    var reach: [String: TreeReach] = [:]

    /// Rows that are seen beside those of the own grid or organization (协同可见), by the expression of their case.
    enum Guests {
        /// Rows with an index of their own by the scope and by the case.
        case rows(caseID: String)
        /// Rows that are only asked for below their case, or are few.
        case below(caseID: String)
        /// The same, where an organization reads its own rows alone.
        case belowForGrids(caseID: String)
    }

    /// A community that is written down in the row itself.
    static let ownCommunity = "t.community_id"

    /// The expressions by which rows are cut to a data scope.
    struct Scope: Sendable {
        /// Nothing for what stands above communities.
        var community: String? = ResourceSource.ownCommunity
        var grid: String?
        /// The ids of the rows of a grid, as a SELECT with a place for the grid, where `grid` alone can only be asked of each
        /// row of the table.
        var idsInGrid: String?
        /// The Party branch whose row it is.
        var branch: String?
        /// The organization whose row it is.
        var organization: String?
        /// The resident whose own row it is.
        var resident: String?
        /// The ids of a resident's own rows, as a SELECT with a place for the resident, where they are found by way of others.
        var idsOfResident: String?
    }

    /// What has to be joined to say which community a row belongs to; most tables say it themselves.
    var joinsOfCommunity: String {
        scope.community.map { $0.hasPrefix("t.") || $0.hasPrefix("(") } ?? true ? "" : joins
    }

    /// The source of a resource.
    static func of(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .subdistricts, .communities, .compounds, .grids, .buildings, .buildingGrids, .units, .dwellings, .places,
            .boards, .gridStaff, .ownerships:
            territory(name)
        case .households, .residents, .consents:
            people(name)
        case .partyOrganizations, .partyMembers, .partyDisplays, .displayedMembers, .honours:
            party(name)
        case .organizations, .venues, .halls, .organizationMembers, .organizationStages:
            organizations(name)
        case .contracts, .contractItems, .contractEvaluations, .contractDeliveries, .placements:
            contracts(name)
        case .rooms, .openingHours, .openingExceptions, .offerings, .visitCounts, .bookings:
            venues(name)
        case .activities, .signUps, .signUpQuotas, .activitySeries, .activityPartners, .activityQuestions,
            .signUpAnswers, .activityPhotos, .serviceGroups, .seriesQuestions, .seriesQuotas:
            activities(name)
        case .issues, .issueTimeline, .sessions, .projects, .attendees, .agendaItems, .agendaStatements,
            .deliberationPapers, .issueVersions, .issueSupporters, .issueEvaluators, .publicNotices, .objections,
            .milestones, .issueRatings, .votes, .voters, .publishedBallots, .issueSteps,
            .sessionMinutes, .minutesSignatures, .minutesObjections, .minutesAddenda:
            deliberation(name)
        case .caseCategories, .workingDays, .cases, .caseTimeline, .extensions, .notifications, .deputies:
            cases(name)
        case .caseQuestions, .caseAnswers, .caseRoutes, .replyTemplates, .publicCases:
            intake(name)
        case .whistles, .summonses, .coHandlers, .supervisions, .mediations:
            help(name)
        case .followers, .subscriptions, .followUps:
            following(name)
        case .dutyShifts:
            ResourceSource(table: "duty_shift", label: "x.starts_at")
        case .weeklyDigests:
            ResourceSource(table: "weekly_digest", scope: Scope(grid: "t.grid_id"), label: "x.week_on")
        case .uploads, .attachments:
            attachments(name)
        case .homeVisits, .heard, .wishes:
            care(name)
        case .retentionRules:
            ResourceSource(table: "retention_rule", label: "x.kind")
        case .retentionRuns:
            ResourceSource(table: "retention_run", label: "x.at")
        case .accounts, .sessionsOfMine, .apiKeys, .registrations:
            access(name)
        case .audit:
            ResourceSource(
                table: "audit",
                joins: "LEFT JOIN audit_note n ON n.audit_id = t.id",
                expressions: [
                    "note": "n.text", "before_digest": "nullif(lower(hex(t.before_digest)), '')",
                    "after_digest": "nullif(lower(hex(t.after_digest)), '')", "hash": "lower(hex(t.hash))",
                ],
                label: "x.action",
                walked: "action"
            )
        }
    }
}
