/// Counts of one writer since it was started.
package struct WriterStatistics: Sendable, Equatable {
    /// Groups taken from the queue.
    package internal(set) var batches = 0
    /// Writes answered, successes and failures.
    package internal(set) var transactions = 0
    /// Writes answered with an error.
    package internal(set) var failures = 0
    /// Writes in the largest group.
    package internal(set) var largestBatch = 0
    /// Groups that were lost as a whole and run again one by one.
    package internal(set) var rerunBatches = 0
    /// Writes refused because the queue was full.
    package internal(set) var refused = 0
    /// Checkpoints made.
    package internal(set) var checkpoints = 0
    /// Checkpoints and cuts of the log that failed or that a reader kept from finishing.
    package internal(set) var unfinishedCheckpoints = 0
    /// Pages in the write-ahead log after the last commit.
    package internal(set) var walPages = 0
    /// How long groups waited before they ran, from the arrival of their first member.
    package internal(set) var waits = DurationHistogram()
    /// How long groups took, from their first statement to the synced commit.
    package internal(set) var commits = DurationHistogram()
    /// Writes that wait at this moment.
    package internal(set) var waiting = 0
}
