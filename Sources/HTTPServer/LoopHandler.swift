package import HTTPWire

/// What answers the requests of one loop; made on the loop's thread, used only there, and therefore not Sendable.
package protocol LoopHandler: AnyObject {
    /// Answers a request, at once or later; it runs on the loop and must not block.
    func handle(_ request: Request, from peer: Peer) -> Reply

    /// What becomes of the body of a request, asked once its head is read and before any of the body is taken or the
    /// client is told to continue. The request has no content yet.
    func admit(bodyOf head: Request, from peer: Peer) -> BodyAdmission

    /// The answer to what never became a request or cannot be taken on, in the one error shape.
    ///
    /// The head is there when the trouble came after it was read. The engine adds `Retry-After`, and
    /// `Connection: close` where the connection ends.
    func refuse(_ error: ParseError, of head: Request?, from peer: Peer) -> Response

    /// Tells that the reads of this wake-up are answered: the handler ends its read transaction here.
    ///
    /// It comes before the answers are sent, before the loop sleeps and before any job that others resumed runs, so
    /// that no read sees less than was acknowledged to anybody. It comes once for each batch of requests: those of one
    /// wake-up, and those that waited for answers of tasks. Pieces of streams count as reads.
    func answered()
}

extension LoopHandler {
    package func admit(bodyOf head: Request, from peer: Peer) -> BodyAdmission { .take(nil) }
}

/// What becomes of a body that a head announces.
package enum BodyAdmission {
    /// It is taken within this limit; nil for the limit of the server, in memory.
    case take(BodyLimit?)
    /// It is not wanted: this is the answer. The connection ends, for the client may be sending already.
    case refuse(Response)
}

/// How a request is answered.
package enum Reply {
    /// With this answer, now.
    case now(Response)
    /// With this head and a body that is produced as the client takes it.
    case stream(Response, any BodyStream)
    /// With this head and the content of a file, which the kernel copies to the socket.
    case file(Response, BodyFile)
    /// With an answer that has to be waited for.
    case later(Work)
}

/// What has to be waited for; it runs as a task on the loop.
package final class Work: Sendable {
    let run: @Sendable () async -> Response
    let refuse: @Sendable (ParseError) -> Response

    /// `refuse` makes the answer in place of that of `run` when that is not begun or takes too long; then nobody waits
    /// for `run` any more.
    package init(
        _ run: @escaping @Sendable () async -> Response,
        refuse: @escaping @Sendable (ParseError) -> Response
    ) {
        self.run = run
        self.refuse = refuse
    }
}

/// A long body, produced on the loop piece by piece as the socket drains; sent chunked, to HTTP/1.0 until close.
package protocol BodyStream: AnyObject {
    /// The next piece; nil at the end. A piece of about 64 KiB costs the loop least.
    ///
    /// What it throws cuts the body short: the head has gone out, and only a missing end can still tell the client.
    func next() throws -> [UInt8]?
}
