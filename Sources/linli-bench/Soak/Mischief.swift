/// What clients do to a server in its life (客户端行为): the good ones and those that die, dawdle, cheat or babble.
enum Mischief: CaseIterable {
    case reads, writes, pipelines, encrypts, endsSendingFirst
    case resetsInHead, resetsInBody, cutsBody, resetsInAnswer, resetsInExport, resetsInHandshake, resetsEncrypted
    case neverEndsHead, neverSendsBody, neverReads
    case uploadsTooMuch, babbles, speaksPlainToTLS

    /// How often in a round: what waits for a time-out of the server is rare among the rest.
    var weight: Int {
        switch self {
        case .neverEndsHead, .neverSendsBody, .neverReads: 1
        default: 20
        }
    }

    /// Does it once, on connections of its own.
    ///
    /// - Returns: What the server did wrong, if anything.
    func act(on target: SoakTarget) throws -> String? {
        switch self {
        case .reads, .writes, .pipelines, .encrypts, .endsSendingFirst: try beGood(to: target)
        case .neverEndsHead, .neverSendsBody, .neverReads: try dawdle(at: target)
        case .uploadsTooMuch, .babbles, .speaksPlainToTLS: try offend(target)
        default: try die(on: target)
        }
    }

    private func beGood(to target: SoakTarget) throws -> String? {
        let client = try target.client(isEncrypted: self == .encrypts)
        switch self {
        case .pipelines:
            client.send(String(repeating: target.get("/livez"), count: 16))
            return expect(try client.answers(16), 16)
        case .writes:
            client.send(target.create())
            return expect(try client.answers(), 1)
        case .endsSendingFirst:
            client.send(target.page())
            client.endSending()
            let wrong = expect(try client.answers(), 1)
            return wrong ?? (client.untilEnd().isEmpty ? nil : "\(self): bytes after the last answer")
        default:
            for _ in 0..<20 {
                client.send(target.one())
                if let wrong = expect(try client.answers(), 1) { return wrong }
            }
            return nil
        }
    }

    private func die(on target: SoakTarget) throws -> String? {
        let isEncrypted = self == .resetsEncrypted
        let port = self == .resetsInHandshake ? target.encryptedPort : target.port
        let client =
            try isEncrypted
            ? target.client(isEncrypted: true)
            // So little room that a long answer waits in the server.
            : SoakClient(port: port, receiveBuffer: 4_096)
        if self != .cutsBody { client.diesWithReset() }
        switch self {
        case .resetsInHead: client.send(String(target.page().dropLast(10)))
        case .resetsInBody, .cutsBody: client.send(String(target.create().dropLast(5)))
        // The first record of a hello that announces more than it brings (RFC 8446, section 5.1).
        case .resetsInHandshake: client.send("\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}\u{00}\u{01}")
        case .resetsInExport:
            client.send(target.export())
            for _ in 0..<8 { _ = client.receive(2_048) }
        default:
            client.send(target.page())
            // Half of them die with the answer in their buffer, half while it is being made.
            if target.chance() { _ = client.receive(512) }
        }
        guard self == .cutsBody else { return nil }
        client.endSending()
        return client.untilEnd().hasPrefix("HTTP/1.1 2") ? "\(self): a cut body was handled as whole" : nil
    }

    private func dawdle(at target: SoakTarget) throws -> String? {
        // Each waits for a time-out of the server; together they wait once.
        let clients = try (0..<8).map { _ in try SoakClient(port: target.port, receiveBuffer: 4_096) }
        for client in clients {
            switch self {
            case .neverEndsHead: client.send("GET /livez HTTP/1.1\r\nHost: soak\r\nX-Endless: ")
            case .neverSendsBody: client.send(String(target.create().dropLast(20)))
            default: client.send(target.export())
            }
        }
        if self == .neverReads {
            // Behind a full window no end gets through, so this waits for the bound, which is longer than the server's;
            // that it let go of all eight is seen in its descriptors.
            clients[0].waitForEnd(milliseconds: 2_000)
            return nil
        }
        for client in clients where !client.untilEnd().hasPrefix("HTTP/1.1 408 ") { return "\(self): no 408" }
        return nil
    }

    private func offend(_ target: SoakTarget) throws -> String? {
        // Made before the connection, whose first head the server waits for only so long.
        let upload = self == .uploadsTooMuch ? target.tooMuch() : ""
        let client = try target.client()
        switch self {
        case .uploadsTooMuch:
            client.send(upload)
            let answer = client.untilEnd()
            return answer.hasPrefix("HTTP/1.1 413 ") ? nil : "\(self): no 413, but “\(answer.prefix(60))”"
        case .speaksPlainToTLS:
            let plain = try SoakClient(port: target.encryptedPort)
            plain.send(target.get("/livez"))
            return plain.untilEnd().hasPrefix("HTTP/1.1 400 ") ? nil : "\(self): no 400"
        default:
            client.send("GET /livez HTTP/1.1\r\nHost : soak\r\n\r\nGET /livez HTTP/1.1\r\n\r\n")
            let answer = client.untilEnd()
            let isOne = answer.hasPrefix("HTTP/1.1 400 ") && answer.ranges(of: "HTTP/1.1 ").count == 1
            return isOne ? nil : "\(self): not one 400, but “\(answer.prefix(60))”"
        }
    }

    private func expect(_ answers: (count: Int, errors: Int, lastStatus: Int), _ wanted: Int) -> String? {
        answers.count == wanted && answers.errors == 0
            ? nil : "\(self): \(answers.count) of \(wanted) answers, the last one a \(answers.lastStatus)"
    }
}
