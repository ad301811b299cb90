/// Where activities, their places and their sign-ups lie (活动与报名的存储).
package protocol ActivityRepository {
    func find(_ id: Int64, scope: DataScope) throws -> Activity?
    /// Where it takes place, in words: another venue or link is another place.
    func place(of activity: Int64) throws -> String
    /// In fen.
    func price(of activity: Int64) throws -> Int64
    /// Whether somebody came in already.
    func hasBegun(activity: Int64) throws -> Bool
    /// Those who waited to be approved join the queue, each in the own turn.
    func queuePending(activity: Int64) throws
    /// Another that was held by the same organization at the same time and place under the same title.
    func twin(of activity: Int64) throws -> Int64?
    func activity(ofQuota id: Int64) throws -> Int64?
    func activity(ofQuestion id: Int64) throws -> Int64?
    func setStatus(activity: Int64, _ status: ActivityStatus, reason: String?) throws
    /// Counts one more change of time or place.
    func advanceSequence(activity: Int64) throws
    /// Keeps who typed the numbers, whether that was the organization itself that is measured by them, and whether they are
    /// corrected after others counted on them.
    func setAttendance(
        activity: Int64,
        _ attendance: Attendance,
        by account: Int64?,
        isOwnCount: Bool,
        isCorrection: Bool
    ) throws
    /// The numbers that were typed.
    func counts(of activity: Int64) throws -> (walkIns: Int64, headCount: Int64)
    func releaseQuotas(activity: Int64) throws
    /// Gives up the places of those who are not there; says how many people that are.
    func releasePlaces(activity: Int64) throws
    /// Ends the queue of an activity that is over: who had a place and did not come is a no-show, who waited, waited in
    /// vain.
    func settleSignUps(activity: Int64) throws
    /// Cancels what still stood in the queue of an activity that does not take place.
    func cancelSignUps(activity: Int64) throws

    func findSignUp(_ id: Int64, scope: DataScope) throws -> SignUp?
    /// The sign-ups that a resident still has to what is not over.
    func openSignUps(of resident: Int64) throws -> [Int64]
    func save(_ change: SignUpChange) throws
    /// Why somebody was refused there before; nothing where nobody was.
    func refusal(of resident: Int64, activity: Int64) throws -> String?
    /// What the rules ask about somebody who wants to come.
    func applicant(_ resident: Int64) throws -> Applicant?
    func group(_ id: Int64) throws -> ServiceGroup?
    /// When somebody did not come and was not excused, where the door was kept.
    func absences(of resident: Int64) throws -> [Instant]
    /// Gives back the turn of somebody who is not penalised any more.
    func liftPenalty(of resident: Int64) throws

    func form(of activity: Int64) throws -> SignUpForm
    /// Keeps what was answered in place of what was answered before.
    func keep(_ answers: [KeptAnswer], of signUp: Int64) throws
    /// A sensitive answer whole; nothing where it is not one.
    func openAnswer(_ id: Int64, scope: DataScope) throws -> OpenedAnswer?

    /// Makes a file a photo of an activity.
    func addPhoto(_ upload: Upload, to activity: Activity, caption: String?, isShown: Bool) throws -> Int64
    /// Removes a photo with its file's row, and says what the file is called.
    func removePhoto(_ id: Int64) throws -> String?
    func photos(of activity: Int64) throws -> Int64

    func seating(of activity: Int64) throws -> Seating
    func quotas(of activity: Int64) throws -> [(id: Int64, group: QuotaGroup)]
    /// Whether the hour has come at which its quotas are released.
    func areQuotasDue(activity: Int64) throws -> Bool
    /// Who waits next after somebody, with a party of at most that size.
    func nextWaiting(in activity: Int64, after last: Waiting?, most: Int64?) throws -> Waiting?
    /// Until when a place is held for somebody.
    func offerEnd(of signUp: Int64) throws -> Instant?
    func overdueOffers(of activity: Int64) throws -> [Int64]
    /// Activities with an offer that ended or quotas whose hour has come.
    func due(limit: Int) throws -> [Int64]

    /// What a scan of that name and sign-up came to the first time; two phones may well count alike.
    func outcome(of scan: DoorScan, activity: Int64) throws -> DoorOutcome?
    func record(_ scan: DoorScan, activity: Int64, _ outcome: DoorOutcome, by account: Int64?) throws

    /// The wrong codes that an account typed of late, and when the first of them was.
    func wrongCodes(of account: Int64) throws -> (count: Int64, since: Instant)?
    /// Counts one more; with a new beginning the ones before are forgotten.
    func noteWrongCode(of account: Int64, isFirst: Bool) throws
    func forgetWrongCodes(of account: Int64) throws

    /// Tells who signed up, and who helped.
    func tell(_ topic: NoticeTopic, signUp: Int64, _ words: String?) throws
    /// Tells everybody who still means to come.
    func tellAll(_ topic: NoticeTopic, activity: Int64, _ words: String?) throws
}

/// Where series lie (系列活动的存储).
package protocol SeriesRepository {
    func find(_ id: Int64, scope: DataScope) throws -> ActivitySeries?
    /// What each meeting has in common with the others.
    func template(of id: Int64) throws -> Draft
    /// The days that have their meeting, whatever became of it.
    func days(of id: Int64) throws -> [CivilDate]
    func meeting(of id: Int64, on day: CivilDate) throws -> Int64?
    /// The series that an activity is a meeting of.
    func series(ofActivity id: Int64) throws -> Int64?
    /// Another meeting of the series that is held, or still to be held, in a span of time.
    func meeting(of id: Int64, during span: Range<Instant>, besides own: Int64) throws -> Int64?
    /// For each span of time the meeting that is still to be held in it.
    func meetings(of id: Int64, during spans: [Range<Instant>]) throws -> [Int64?]
    /// Those that have not begun and were not called off, each on its day of the series.
    func upcoming(of id: Int64) throws -> [SeriesMeeting]
    /// Those that have not begun.
    func meetings(of id: Int64, in statuses: [ActivityStatus]) throws -> [Int64]
    /// All that a series says of itself.
    func stored(_ id: Int64) throws -> Draft
    /// What a meeting has of what the series hands on, with its times and windows.
    func values(ofMeeting id: Int64) throws -> Draft
    /// What is asked at each meeting, and for whom places are set aside, without the activity.
    func questions(of id: Int64) throws -> [Draft]
    func quotas(of id: Int64) throws -> [Draft]
    func series(ofQuestion id: Int64) throws -> Int64?
    func series(ofQuota id: Int64) throws -> Int64?
    /// The same question of a meeting, by its code.
    func question(_ id: Int64, ofMeeting meeting: Int64) throws -> Int64?
    /// What a meeting sets aside for the same group.
    func quota(_ id: Int64, ofMeeting meeting: Int64) throws -> (id: Int64, places: Int64)?
    /// How many places the series sets aside.
    func places(ofQuota id: Int64) throws -> Int64?
    func callOff(_ id: Int64, reason: String?) throws
    /// Tells everybody who still means to come to any meeting to come, once each, and of how many.
    func tellAll(_ topic: NoticeTopic, of id: Int64, _ words: String) throws
}

/// What a move leaves of a sign-up (报名变更).
package struct SignUpChange: Sendable, Hashable {
    package let id: Int64
    package let status: SignUpStatus
    package var size: Int64?
    package var checkedInAt: Instant?
    package var checkedOutAt: Instant?
    package var offerExpiresAt: Instant?
    package var isExcused = false
    /// Whether the check-in was a mistake, so that nothing stays of it.
    package var isCheckInUndone = false
    package var reason: String?

    package init(_ id: Int64, _ status: SignUpStatus) {
        self.id = id
        self.status = status
    }
}

/// One scan at the door (扫码), also one that was kept while there was no network.
package struct DoorScan: Sendable, Hashable {
    package let nonce: String
    package let signUp: Int64
    /// What stood on the ticket that was shown; nothing where somebody was picked from the list.
    package var ticket: String?
    package let isOut: Bool
    package let at: Instant

    package init(nonce: String, signUp: Int64, isOut: Bool, at: Instant) {
        self.nonce = nonce
        self.signUp = signUp
        self.isOut = isOut
        self.at = at
    }

    /// Scans of one upload: a full hall is one or two uploads, and the writer is busy with one for some milliseconds.
    package static let batchLimit = 200
}
