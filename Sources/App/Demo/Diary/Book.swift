/// What the diary has made so far (登记簿): the ids of its rows, and how many people came to an activity.
struct Book: Sendable {
    private var ids: [Key: Int64] = [:]
    private(set) var peopleIn: [Int: Int64] = [:]

    /// A thing that the stories of the year speak of, by its number in its story.
    enum Key: Hashable, Sendable {
        case caseFile(Int), hallCase(Int), activity(Int), signUp(Int), session(Int), issue(Int), project(Int)
        case attendee(Int, Int), objection(Int)
        case series(Int)
        case whistle(Int)
    }

    /// The id of what an earlier page made; to ask before is a mistake of the program.
    subscript(key: Key) -> Int64 {
        get {
            guard let id = ids[key] else { preconditionFailure("\(key) is not in the book yet") }
            return id
        }
        set { ids[key] = newValue }
    }

    mutating func countIn(_ people: Int, activity: Int) { peopleIn[activity, default: 0] += Int64(people) }
}
