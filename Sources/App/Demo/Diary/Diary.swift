import Domain

/// The diary of the demonstration (日志): what is done at which moment.
///
/// The stories of the year write into it in any order; it is played in the order of time, one transaction a moment.
/// What lies behind the last day is left undone, which is how cases and issues come to be open at the end.
struct Diary: Sendable {
    typealias Work = @Sendable (any Transaction, inout Book) throws -> Void

    private var entries: [Entry] = []

    private struct Entry: Sendable {
        let at: Instant
        let order: Int
        let work: Work
    }

    /// What is done at one moment.
    struct Page: Sendable {
        let at: Instant
        var works: [Work]
    }

    mutating func note(_ at: Instant, _ work: @escaping Work) {
        entries.append(Entry(at: at, order: entries.count, work: work))
    }

    /// The pages in the order of time; at the same moment things are done in the order in which they were noted.
    func pages(until end: Instant) -> [Page] {
        var pages: [Page] = []
        for entry in entries.sorted(by: { ($0.at, $0.order) < ($1.at, $1.order) }) where entry.at <= end {
            if let last = pages.indices.last, pages[last].at == entry.at {
                pages[last].works.append(entry.work)
            } else {
                pages.append(Page(at: entry.at, works: [entry.work]))
            }
        }
        return pages
    }
}
