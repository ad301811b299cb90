package import Domain
import HTTPWire
package import Routing
import Synchronization

/// One line for each request (访问日志): method, route, status, bytes, duration, request id, account, address.
///
/// The route is the pattern, not the path, and neither query nor body appears: what people asked is not the log's to keep.
package final class AccessLog: Sendable {
    /// How the lines look.
    package enum Form: String, Sendable, CaseIterable {
        case text, json, off
    }

    private let form: Form
    private let sink: LineSink
    private let patterns: [[UInt8]]
    private let clock: any Clock
    private let time: CommunityTime
    private let second = Mutex(Second())

    /// The present second as text: it is the same for thousands of lines.
    private struct Second {
        var number: Int64 = -1
        var text: [UInt8] = []
    }

    package init(form: Form, sink: LineSink, endpoints: [Endpoint], clock: any Clock, time: CommunityTime) {
        self.form = form
        self.sink = sink
        self.clock = clock
        self.time = time
        patterns = endpoints.map { Array($0.pattern.utf8) }
    }

    var isOn: Bool { form != .off }

    func write(_ record: RequestRecord, nanoseconds: UInt64) {
        guard form != .off else { return }
        let at = presentSecond()
        let route = record.route < 0 ? [UInt8(ascii: "-")] : patterns[record.route]
        sink.append { line in
            switch form {
            case .off: break
            case .text: Self.text(record, at, route, nanoseconds / 1000, &line)
            case .json: Self.json(record, at, route, nanoseconds / 1000, &line)
            }
        }
    }

    private static func text(
        _ record: RequestRecord,
        _ at: [UInt8],
        _ route: [UInt8],
        _ microseconds: UInt64,
        _ line: inout [UInt8]
    ) {
        line += at
        put(" ", &line)
        put(record.method.name, &line)
        put(" ", &line)
        line += route
        put(" ", &line)
        put(UInt64(record.status), &line)
        put(" ", &line)
        put(UInt64(record.bytes), &line)
        put("B ", &line)
        put(microseconds, &line)
        put("us ", &line)
        put(record.requestID, &line)
        put(" account=", &line)
        if let account = record.accountID { put(UInt64(account), &line) } else { put("-", &line) }
        put(" ", &line)
        put(record.address ?? "-", &line)
        put("\n", &line)
    }

    /// No value needs escaping: patterns are the program's, ids were checked, and addresses are the system's.
    private static func json(
        _ record: RequestRecord,
        _ at: [UInt8],
        _ route: [UInt8],
        _ microseconds: UInt64,
        _ line: inout [UInt8]
    ) {
        put(#"{"at":""#, &line)
        line += at
        put(#"","method":""#, &line)
        put(record.method.name, &line)
        put(#"","route":""#, &line)
        line += route
        put(#"","status":"#, &line)
        put(UInt64(record.status), &line)
        put(#","bytes":"#, &line)
        put(UInt64(record.bytes), &line)
        put(#","microseconds":"#, &line)
        put(microseconds, &line)
        put(#","request_id":""#, &line)
        put(record.requestID, &line)
        put(#"","account_id":"#, &line)
        if let account = record.accountID { put(UInt64(account), &line) } else { put("null", &line) }
        put(#","address":"#, &line)
        put(record.address.map { "\"\($0)\"" } ?? "null", &line)
        put("}\n", &line)
    }

    private func presentSecond() -> [UInt8] {
        let now = clock.now()
        return second.withLock { second in
            let number = now.milliseconds / 1000
            if number != second.number {
                second.number = number
                second.text = Array(time.rfc3339(now).utf8)
            }
            return second.text
        }
    }

    private static func put(_ text: String, _ line: inout [UInt8]) { line.append(contentsOf: text.utf8) }

    private static func put(_ number: UInt64, _ line: inout [UInt8]) {
        if number >= 10 { put(number / 10, &line) }
        line.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
