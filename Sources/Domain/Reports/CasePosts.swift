/// How each post did its work in a period (岗位评价): intake, dispatch, handling, checking, patrol, and the first
/// receiver who answers to the resident.
extension CasePeriod where Figure == PostFigure {
    package var report: ReportDocument {
        report(
            .posts,
            Title("岗位评价", "Posts"),
            PostFigure.posts.map { post in
                facts.table(post.key, post.title, post.dimension, figures: post.figures, rates: post.rates)
            }
        )
    }
}

extension PostFigure {
    /// One sort of post: whose work it is and by what it is judged (岗位).
    fileprivate struct Post: Sendable {
        let key: String
        let title: Title
        var dimension = CaseDimension.person
        let figures: [PostFigure]
        let rates: [CaseRate<PostFigure>]
    }

    private static func onTime(_ part: PostFigure, of whole: PostFigure) -> CaseRate<PostFigure> {
        CaseRate(key: "on_time_rate", title: Title("按期率（%）", "On time (%)"), part: part, whole: whole)
    }

    private static let handling: ([PostFigure], [CaseRate<PostFigure>]) = (
        [.handled, .handledOnTime, .checked, .sentBack, .returned, .returnUpheld],
        [
            onTime(.handledOnTime, of: .handled),
            CaseRate(key: "rework_rate", title: Title("返工率（%）", "Rework (%)"), part: .sentBack, whole: .checked),
        ]
    )

    fileprivate static let posts = [
        Post(
            key: "intake",
            title: Title("受理岗", "Intake"),
            figures: [.taken, .takenOnTime, .takenVoid],
            rates: [
                onTime(.takenOnTime, of: .taken),
                CaseRate(
                    key: "accuracy_rate",
                    title: Title("准确率（%）", "Rightly filed (%)"),
                    part: .taken,
                    less: .takenVoid,
                    whole: .taken
                ),
            ]
        ),
        Post(
            key: "dispatch",
            title: Title("派遣岗", "Dispatch"),
            figures: [.dispatched, .dispatchedOnTime, .misdirected],
            rates: [
                onTime(.dispatchedOnTime, of: .dispatched),
                CaseRate(
                    key: "accuracy_rate",
                    title: Title("准确派遣率（%）", "Rightly dispatched (%)"),
                    part: .dispatched,
                    less: .misdirected,
                    whole: .dispatched
                ),
            ]
        ),
        Post(
            key: "handling",
            title: Title("处置岗（个人）", "Handling, people"),
            figures: handling.0,
            rates: handling.1
        ),
        Post(
            key: "handling_units",
            title: Title("处置单位", "Handling, units"),
            dimension: .partner,
            figures: handling.0,
            rates: handling.1
        ),
        Post(
            key: "checking",
            title: Title("核查岗", "Checking"),
            figures: [.looked, .lookedOnTime, .found],
            rates: [onTime(.lookedOnTime, of: .looked)]
        ),
        Post(
            key: "patrol",
            title: Title("巡查岗", "Patrol"),
            figures: [.patrolled, .patrolledVoid],
            rates: [
                CaseRate(
                    key: "accuracy_rate",
                    title: Title("准确上报率（%）", "Rightly reported (%)"),
                    part: .patrolled,
                    less: .patrolledVoid,
                    whole: .patrolled
                )
            ]
        ),
        Post(
            key: "first_receiver",
            title: Title("首接负责", "First receiver"),
            figures: [.answered, .told],
            rates: [
                CaseRate(key: "told_rate", title: Title("告知率（%）", "Told (%)"), part: .told, whole: .answered)
            ]
        ),
    ]
}

/// What the posts are judged by (岗位指标).
package enum PostFigure: String, TitledEnum {
    case taken
    case takenOnTime = "taken_on_time"
    case takenVoid = "taken_void"
    case dispatched
    case dispatchedOnTime = "dispatched_on_time"
    /// Sent to somebody whose return was upheld.
    case misdirected
    case handled
    case handledOnTime = "handled_on_time"
    case checked
    case sentBack = "sent_back"
    case returned
    case returnUpheld = "return_upheld"
    case looked
    case lookedOnTime = "looked_on_time"
    case found
    case patrolled
    case patrolledVoid = "patrolled_void"
    case answered
    case told

    package var title: Title {
        switch self {
        case .taken: Title("受理", "Taken in")
        case .takenOnTime: Title("按期受理", "Taken in on time")
        case .takenVoid: QualityFigure.filedVoid.title
        case .dispatched: Title("派遣", "Dispatched")
        case .dispatchedOnTime: Title("按期派遣", "Dispatched on time")
        case .misdirected: Title("派错退回", "Misdirected")
        case .handled: Title("应办结", "Due to be closed")
        case .handledOnTime: Title("按期办结", "Closed on time")
        case .checked: Title("被核查", "Checked")
        case .sentBack: Title("被打回", "Sent back")
        case .returned: Title("退回", "Returned")
        case .returnUpheld: Title("退回成立", "Returns upheld")
        case .looked: Title("核查", "Checks")
        case .lookedOnTime: Title("按期核查", "Checked on time")
        case .found: Title("查出问题", "Sent back by the check")
        case .patrolled: Title("巡查上报", "Reported on patrol")
        case .patrolledVoid: Title("其中作废", "Of these void")
        case .answered: Title("负责办结", "Closed as first receiver")
        case .told: Title("其中已告知", "Of these told")
        }
    }
}
