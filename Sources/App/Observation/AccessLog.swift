package import Domain
import HTTPWire
import JSON
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
        sink.append { line in
            switch form {
            case .off: break
            case .text: text(record, at, nanoseconds, &line)
            case .json: json(record, at, nanoseconds, &line)
            }
        }
    }

    private func text(_ record: RequestRecord, _ at: [UInt8], _ nanoseconds: UInt64, _ line: inout ByteWriter) {
        line.append(at)
        line.append(UInt8(ascii: " "))
        line.append(record.method.name)
        line.append(UInt8(ascii: " "))
        route(record, &line)
        line.append(UInt8(ascii: " "))
        line.appendInteger(Int64(record.status))
        line.append(UInt8(ascii: " "))
        line.appendInteger(Int64(record.bytes))
        line.append("B ")
        line.appendInteger(Int64(nanoseconds / 1000))
        line.append("us ")
        line.append(record.requestID)
        line.append(" account=")
        if let account = record.accountID { line.appendInteger(account) } else { line.append(UInt8(ascii: "-")) }
        line.append(UInt8(ascii: " "))
        if let address = record.address { line.append(address) } else { line.append(UInt8(ascii: "-")) }
        line.append(UInt8(ascii: "\n"))
    }

    /// No value needs escaping: patterns are the program's, ids were checked, and addresses are the system's.
    private func json(_ record: RequestRecord, _ at: [UInt8], _ nanoseconds: UInt64, _ line: inout ByteWriter) {
        line.append(#"{"at":""#)
        line.append(at)
        line.append(#"","method":""#)
        line.append(record.method.name)
        line.append(#"","route":""#)
        route(record, &line)
        line.append(#"","status":"#)
        line.appendInteger(Int64(record.status))
        line.append(#","bytes":"#)
        line.appendInteger(Int64(record.bytes))
        line.append(#","microseconds":"#)
        line.appendInteger(Int64(nanoseconds / 1000))
        line.append(#","request_id":""#)
        line.append(record.requestID)
        line.append(#"","account_id":"#)
        if let account = record.accountID { line.appendInteger(account) } else { line.append("null") }
        line.append(#","address":"#)
        if let address = record.address {
            line.append(UInt8(ascii: "\""))
            line.append(address)
            line.append(UInt8(ascii: "\""))
        } else {
            line.append("null")
        }
        line.append("}\n")
    }

    private func route(_ record: RequestRecord, _ line: inout ByteWriter) {
        if record.route < 0 { line.append(UInt8(ascii: "-")) } else { line.append(patterns[record.route]) }
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
}
