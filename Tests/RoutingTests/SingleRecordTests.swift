import HTTPWire
import Synchronization
import Testing

@testable import Routing

@Suite("One line for each request")
struct SingleRecordTests {
    private final class Observer: RequestObserver {
        let statuses = Mutex<[UInt16]>([])
        let wantsAddress = false

        func now() -> UInt64 { 0 }
        func answered(_ record: RequestRecord) { statuses.withLock { $0.append(record.status) } }
    }

    @Test("Of what may be said without a name the log knows neither who said it nor from where")
    func nameless() {
        var visit = Visit(requestID: "a", address: "192.0.2.7", started: 0)
        visit.accountID = 7
        #expect(visit.record(of: Response(.created)).accountID == 7)
        visit.isNameless = true
        let record = visit.record(of: Response(.created))
        #expect(record.accountID == nil && record.address == nil && record.requestID == "a")
    }

    @Test("Work that ends after its client was told that it took too long is not told of again")
    func lateEnd() {
        let observer = Observer()
        let record = SingleRecord(Visit(requestID: "a", address: nil, started: 0), observer)
        record.note(Response(.serviceUnavailable))
        record.note(Response(.created))
        #expect(observer.statuses.withLock { $0 } == [503])
    }
}
