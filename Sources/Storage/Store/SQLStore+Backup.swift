import SQLite

extension SQLStore {
    /// Copies the database into a new file while others go on writing (在线备份).
    ///
    /// The writer copies some pages of 4 KiB between its groups and then rests, so that nobody waits long. `progress` is
    /// told how many of how many are there; what it throws ends the copy.
    package func copy(
        to path: String,
        pagesPerStep: Int,
        pause: Duration,
        progress: (_ done: Int, _ total: Int) throws -> Void
    ) async throws {
        let copy = try await apart { try OnlineBackup(of: $0, to: path) }
        do {
            try await run(copy, pagesPerStep, pause, progress)
        } catch {
            // There, and not wherever the last reference goes: a writer that has stopped no longer minds.
            try? await apart { _ in copy.abandon() }
            throw error
        }
    }

    private func run(
        _ copy: OnlineBackup,
        _ pagesPerStep: Int,
        _ pause: Duration,
        _ progress: (_ done: Int, _ total: Int) throws -> Void
    ) async throws {
        while true {
            let (isComplete, pages) = try await apart { _ in
                (try copy.step(pages: Int32(clamping: pagesPerStep)), copy.pages)
            }
            try progress(pages.total - pages.left, pages.total)
            if isComplete { break }
            try await Task.sleep(for: pause)
        }
        try await apart { _ in try copy.finish() }
    }
}
