import Domain

extension Diary {
    /// Does everything up to the end, each page at its moment.
    func play(
        in store: any Store,
        clock: SettableClock,
        until end: Instant,
        progress: (_ done: Int, _ total: Int) -> Void
    ) async throws {
        let pages = pages(until: end)
        var book = Book()
        for (number, page) in pages.enumerated() {
            clock.set(page.at)
            // The store may run a write again, so that each run begins with a copy of the book as it was before.
            let before = book
            book = try await store.write { transaction in
                var book = before
                for work in page.works { try work(transaction, &book) }
                return book
            }
            if number.isMultiple(of: 50) || number == pages.count - 1 { progress(number + 1, pages.count) }
        }
    }
}
