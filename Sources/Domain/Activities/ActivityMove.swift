/// What can be done to an activity (活动动作).
package enum ActivityMove: Sendable, Hashable {
    case publish
    /// With the reason that those who signed up are told.
    case cancel(reason: String?)
    case finish(Attendance)

    package var name: String {
        switch self {
        case .publish: "publish"
        case .cancel: "cancel"
        case .finish: "finish"
        }
    }
}

/// Who came beside those who checked in (到场登记), and what came of it.
package struct Attendance: Sendable, Hashable {
    /// People whose names nobody took, who came without signing up; as it was where nothing is said.
    package var walkIns: Int64?
    /// People present who are not otherwise counted.
    package var headCount: Int64?
    package var outcome: String?
    /// Why figures that stood are other ones, or are so many.
    package var reason: String?
    /// Sign-ups whose people came.
    package var present: [Int64] = []
    /// Residents who came without signing up.
    package var guests: [Guest] = []
    /// Where in the body it stands, for what is wrong with it: `held/`, or nothing.
    package var place = ""

    /// A resident who came, with others (现场参加的居民).
    package struct Guest: Sendable, Hashable {
        package let resident: Int64
        package let size: Int64

        package init(resident: Int64, size: Int64) {
            self.resident = resident
            self.size = size
        }
    }

    package init(walkIns: Int64? = nil, headCount: Int64? = nil) {
        self.walkIns = walkIns
        self.headCount = headCount
    }

    /// A full hall is written down in a few calls, each some milliseconds of the writer.
    package static let listLimit = 500
}

extension ActivityStatus {
    package func after(_ move: ActivityMove) -> ActivityStatus? {
        switch (self, move) {
        case (.draft, .publish): .published
        case (.draft, .cancel), (.published, .cancel): .cancelled
        case (.published, .finish): .finished
        case (.draft, _), (.published, _), (.cancelled, _), (.finished, _): nil
        }
    }

    package var allowedMoves: [String] {
        [ActivityMove.publish, .cancel(reason: nil), .finish(Attendance())].filter { after($0) != nil }.map(\.name)
    }
}
