/// What everybody would see of a case (公开内容), also before they do.
package struct PublicFace: Sendable {
    package let id: Int64
    package let community: Int64
    package let number: String
    package let title: String
    package let category: String
    package let status: CaseStatus
    /// A public place or a building; a home is not told.
    package let place: String?
    package let createdAt: Instant
    package let closedAt: Instant?
    package let timeline: [Event]
    package let photos: [Photo]
    /// Photos that nobody has let the public see.
    package let hiddenPhotos: Int
    package let isAnonymous: Bool
    /// Why nobody else sees the case at all; nothing where everybody does.
    package let hidden: [HiddenReason]

    package init(
        id: Int64,
        community: Int64,
        number: String,
        title: String,
        category: String,
        status: CaseStatus,
        place: String?,
        createdAt: Instant,
        closedAt: Instant?,
        timeline: [Event],
        photos: [Photo],
        hiddenPhotos: Int,
        isAnonymous: Bool,
        hidden: [HiddenReason]
    ) {
        self.id = id
        self.community = community
        self.number = number
        self.title = title
        self.category = category
        self.status = status
        self.place = place
        self.createdAt = createdAt
        self.closedAt = closedAt
        self.timeline = timeline
        self.photos = photos
        self.hiddenPhotos = hiddenPhotos
        self.isAnonymous = isAnonymous
        self.hidden = hidden
    }

    /// One step that everybody may read (公开进度).
    package struct Event: Sendable {
        package let at: Instant
        package let status: CaseStatus
        package let text: String?

        package init(at: Instant, status: CaseStatus, text: String?) {
            self.at = at
            self.status = status
            self.text = text
        }
    }

    /// A photo that staff have let everybody see (公开照片).
    package struct Photo: Sendable {
        package let id: Int64
        package let moment: AttachmentMoment
        package let caption: String?

        package init(id: Int64, moment: AttachmentMoment, caption: String?) {
            self.id = id
            self.moment = moment
            self.caption = caption
        }
    }

    /// All that the public does not see, and why, the whole case first.
    package var reasons: [HiddenReason] {
        hidden + (isAnonymous ? [.anonymous] : []) + (hiddenPhotos > 0 ? [.photoNotApproved] : [])
    }
}

/// Why the public does not see a case or a part of it (不公开原因).
package enum HiddenReason: String, TitledEnum {
    case isPrivate = "private"
    case categoryPrivate = "category_private"
    /// Done for one person.
    case errand
    /// Told in confidence of somebody.
    case report
    case notAccepted = "not_accepted"
    case notTakenOn = "not_taken_on"
    case merged
    /// Nobody learns who reported it; the case itself is told to its reporter by being public.
    case anonymous
    case photoNotApproved = "photo_not_approved"

    package var title: Title {
        switch self {
        case .isPrivate: Title("诉求设为不公开", "The case is private")
        case .categoryPrivate: Title("该类别的诉求不公开", "Cases of the category are private")
        case .errand: Title("帮办代办不公开", "An errand is nobody else's business")
        case .report: Title("举报不公开", "What was reported in confidence is private")
        case .notAccepted: Title("尚未受理", "It was not accepted yet")
        case .notTakenOn: Title("未受理、已撤回或已作废", "It was not taken on, withdrawn or struck off")
        case .merged: Title("已并入另一件诉求", "It was merged into another case")
        case .anonymous: Title("匿名诉求，不显示诉求人", "It is anonymous: nobody reads who reported it")
        case .photoNotApproved: Title("有照片未审核通过", "Some photos were not approved")
        }
    }
}
