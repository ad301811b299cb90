package import Domain
package import Routing
package import Services

/// The whole HTTP surface (接口总表): every endpoint of the product in one table.
package struct Surface: Sendable {
    package let endpoints: [Endpoint]

    package init(
        store: any Store,
        access: AccessService,
        keys: ApiKeyService,
        registrations: RegistrationService,
        weChat: WeChatService,
        draws: @escaping @Sendable (_ percent: Int64) -> Bool,
        digits: @escaping @Sendable () -> String,
        receipts: @escaping @Sendable () -> String,
        shelf: any FileShelf,
        metrics: @escaping @Sendable () -> [UInt8],
        isReady: @escaping @Sendable () async -> Bool,
        version: String
    ) {
        let register = RegisterService(store: store)
        let reports = ReportService(store: store)
        let groups: [any RouteGroup] = [
            TerritoryRoutes(
                register: register,
                buildings: BuildingService(store: store),
                reports: reports,
                posts: GridPostService(store: store, cases: CaseService(store: store, draws: draws))
            ),
            CoOwnerRoutes(owners: CoOwnerService(store: store), shelf: shelf),
            PeopleRoutes(
                register: register,
                residents: ResidentService(store: store),
                privacy: PrivacyService(store: store)
            ),
            ConsentRoutes(consents: ConsentService(store: store)),
            PartyRoutes(register: register, displays: PartyDisplayService(store: store)),
            OrganizationRoutes(register: register, organizations: OrganizationService(store: store)),
            ContractRoutes(register: register, contracts: ContractService(store: store)),
            VenueRoutes(
                register: register,
                bookings: BookingService(store: store),
                visitCounts: VisitCountService(store: store),
                hours: OpeningHourService(store: store),
                exceptions: OpeningExceptionService(store: store)
            ),
            ActivityRoutes(
                register: register,
                activities: ActivityService(store: store),
                quotas: QuotaService(store: store),
                reports: reports
            ),
            ServiceGroupRoutes(register: register, groups: ServiceGroupService(store: store)),
            SignUpRoutes(
                signUps: SignUpService(store: store),
                register: register,
                questions: QuestionService(store: store),
                privacy: PrivacyService(store: store)
            ), CalendarRoutes(access: access),
            PhotoRoutes(register: register, photos: PhotoService(store: store), shelf: shelf),
            SeriesRoutes(
                series: SeriesService(store: store),
                terms: SeriesTermsService(store: store),
                signUps: SignUpService(store: store),
                reports: reports
            ),
            DeliberationRoutes(
                register: register,
                issues: IssueService(store: store, cases: CaseService(store: store, draws: draws)),
                projects: ProjectService(store: store)
            ),
            VoteRoutes(
                votes: VoteService(
                    store: store,
                    issues: IssueService(store: store, cases: CaseService(store: store, draws: draws)),
                    receipts: receipts
                )
            ),
            SessionRoutes(
                register: register,
                sessions: SessionService(
                    store: store,
                    issues: IssueService(store: store, cases: CaseService(store: store, draws: draws)),
                    digits: digits
                ),
                papers: PaperService(store: store),
                shelf: shelf
            ),
            MinutesRoutes(minutes: MinutesService(store: store)),
            CaseRoutes(register: register, cases: CaseService(store: store, draws: draws), shelf: shelf),
            IntakeRoutes(
                register: register,
                intake: IntakeRegister(store: store),
                privacy: PrivacyService(store: store)
            ),
            PublicCaseRoutes(shelf: shelf),
            CaseDeskRoutes(register: register, cases: CaseService(store: store, draws: draws)),
            WhistleRoutes(cases: CaseService(store: store, draws: draws)),
            FollowingRoutes(register: register, cases: CaseService(store: store, draws: draws)),
            DutyRoutes(register: register, cases: CaseService(store: store, draws: draws)),
            CaseHelpRoutes(cases: CaseService(store: store, draws: draws)),
            MediationRoutes(cases: CaseService(store: store, draws: draws)),
            AttachmentRoutes(attachments: AttachmentService(store: store), shelf: shelf),
            VisitRoutes(
                visits: VisitService(
                    store: store,
                    cases: CaseService(store: store, draws: draws),
                    issues: IssueService(store: store, cases: CaseService(store: store, draws: draws))
                ),
                reports: reports
            ),
            ReportRoutes(reports: reports), ReportPages(reports: ReportRoutes(reports: reports), access: access),
            AccessRoutes(access: access), AccountRoutes(access: access), OwnAccountRoutes(access: access),
            ApiKeyRoutes(keys: keys), RegistrationRoutes(registrations: registrations),
            WeChatRoutes(weChat: weChat),
            RetentionRoutes(register: register),
            SettingsRoutes(settings: SettingsService(store: store)),
            OwnDataRoutes(privacy: PrivacyService(store: store)),
        ]
        let product = groups.flatMap(\.endpoints)
        // The document describes the endpoint that serves it, too.
        let system = SystemRoutes(isReady: isReady, metrics: metrics, openAPI: { _ in [] }).endpoints
        let frame = WrittenOnce { OpenAPI(endpoints: product + system, version: version).frame }
        let served = SystemRoutes(isReady: isReady, metrics: metrics) { frame.made.bytes(try AnswerSchemas.read($0)) }
        endpoints = product + served.endpoints
    }
}
