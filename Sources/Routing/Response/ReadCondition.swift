import HTTPWire

/// What the conditions of a read say of what it would bring (条件读取), in the order of RFC 9110 section 13.2.2.
enum ReadCondition {
    /// It is sent.
    case met
    /// The client has it already.
    case known
    /// It is another one than the client asked for.
    case failed

    init(_ request: Request, _ tag: @autoclosure () -> [UInt8]) {
        if let wanted = request.list(of: .ifMatch), !HeadWriter.matches(wanted, tag(), isStrong: true) {
            self = .failed
        } else if let known = request.list(of: .ifNoneMatch), HeadWriter.matches(known, tag(), isStrong: false) {
            self = .known
        } else {
            self = .met
        }
    }
}

extension Call {
    /// Whether the content of an answer leaves, which is what the audit is told of.
    ///
    /// It does not where the head alone was asked for, the client has it already, or its condition fails.
    package func sends(_ answer: Answer) -> Bool {
        guard request.method != .head else { return false }
        guard answer.isTagged else { return true }
        let print = Fingerprint.of(answer.body, language)
        return ReadCondition(request, HeadWriter.tag(version: answer.version, print: print)) == .met
    }
}
