import Glibc
import HTTPWire

/// One thread that serves its share of the connections; all its state is its own, so nothing is locked.
///
/// One wake-up reads all ready sockets first, then answers every request, then tells the handler, then sends, and only
/// then runs the jobs that others resumed. So a read never sees less than was acknowledged before it was sent.
struct Loop: ~Copyable {
    /// An answer that a task of this loop worked out.
    struct Completion {
        let slot: Int
        let generation: UInt32
        let response: Response
    }

    /// A connection whose bytes wait in the read buffer of the same index.
    struct Arrival {
        let slot: Int
        let generation: UInt32
        let end: Int
    }

    /// Answers of one connection that wait to be sent: a range of `output` with large bodies in between.
    struct Outgoing {
        let slot: Int
        let range: Range<Int>
        let bodies: Range<Int>
    }

    /// A body that is too large to be copied, and where in `output` it belongs.
    struct LargeBody {
        let position: Int
        let bytes: [UInt8]
    }

    static let eventsPerWakeUp = 256
    /// Above this an answer is not extended before the socket took it, and no further request of the client is read.
    static let highWater = 256 * 1_024
    /// Above this no further long answer is produced in the same wake-up: a hundred exports must not hold the others up.
    static let producedPerWakeUp = 512 * 1_024
    /// Copying less than this costs less than a second entry in the list that the kernel gathers from.
    static let copiedBody = 16 * 1_024
    static let noSlot = UInt32.max
    static let wakeUpTag = UInt64(UInt32.max) << 32 | UInt64(UInt32.max)

    let settings: ServerSettings
    let group: ListenGroup
    let listeners: [ListenSocket]
    let handler: any LoopHandler
    let executor: LoopExecutor
    let peers: [LoopExecutor]
    let completions = LoopConfined<[Completion]>([])
    let poller: Poller
    let clock: @Sendable () -> UInt64
    let bufferSize: Int
    let load: ServerLoad
    let trust: ProxyTrust
    let tls: TLSStore?
    let idleMilliseconds: UInt64

    var connections: [Connection] = []
    var freeSlots: [Int] = []
    var liveCount = 0
    var refusedCount = 0
    var tally = LoopTally()
    var wheel = TimerWheel()
    var now: UInt64
    var date: DateField
    // Buffers are numbered by arrival and used again at every wake-up; a connection at rest has none.
    var buffers: [[UInt8]] = []
    var fieldMemory = FieldMemory()
    var arrivals: [Arrival] = []
    /// Connections that can go on without news from their socket.
    var runnable: [Arrival] = []
    var output = OutputBuffer()
    var bodies: [LargeBody] = []
    var outgoing: [Outgoing] = []
    var hasAnswered = false
    var listensAgainAt: UInt64?
    var isListening = false
    var isStopping = false
    var stopDeadline = UInt64.max

    /// A loop that listens; made on the thread that runs it.
    init(
        settings: ServerSettings,
        listeners: ListenGroup,
        executor: LoopExecutor,
        peers: [LoopExecutor],
        load: ServerLoad,
        tls: TLSStore?,
        poller: consuming Poller,
        handler: any LoopHandler,
        clock: @escaping @Sendable () -> UInt64
    ) {
        self.settings = settings
        group = listeners
        self.listeners = listeners.sockets
        self.clock = clock
        self.executor = executor
        self.peers = peers
        self.poller = poller
        self.handler = handler
        bufferSize = max(16_384, settings.wire.headBytes)
        trust = ProxyTrust(settings.trustedProxies)
        self.load = load
        self.tls = tls
        date = DateField(strictTransportSeconds: settings.tls?.strictTransportSeconds ?? 0)
        idleMilliseconds = settings.idleTimeout.wholeMilliseconds
        now = clock()
        resumeListening()
    }

    /// Serves until it was asked to stop and everything is answered, or the grace time is over.
    mutating func run() {
        while !isStopping || (liveCount + refusedCount > 0 && now < stopDeadline) {
            sleepAndReceive()
            answer()
            if let inbox = executor.takeInbox() { work(through: inbox) }
            finishCompleted()
            expire()
            publish()
        }
        end()
    }

    /// Answers all that arrived, ends the reads, then sends.
    private mutating func answer() {
        if arrivals.isEmpty && runnable.isEmpty { return }
        date.set(time(nil))
        serveRunnable()
        serveArrivals()
        endReadsAndSend()
    }

    mutating func publish() {
        tally[.connections] = liveCount + refusedCount
        executor.counters.publish(tally)
    }

    mutating func endReadsAndSend() {
        if hasAnswered {
            hasAnswered = false
            handler.answered()
        }
        send()
    }

    private mutating func work(through inbox: LoopExecutor.Inbox) {
        for job in inbox.jobs {
            job.runSynchronously(on: executor.asUnownedTaskExecutor())
        }
        for connection in inbox.connections {
            _ = register(connection)
        }
        if inbox.stops, !isStopping {
            beginStop()
            answer()
        }
    }

    /// Sends the answers that tasks worked out, and goes on with their connections.
    private mutating func finishCompleted() {
        let taken = completions.withValue { list in
            let taken = list
            list = []
            return taken
        }
        guard let completed = taken, !completed.isEmpty else { return }
        date.set(time(nil))
        for completion in completed where isCurrent(completion.slot, completion.generation) {
            complete(completion)
        }
        endReadsAndSend()
    }

    @inline(__always)
    func isCurrent(_ slot: Int, _ generation: UInt32) -> Bool {
        slot < connections.count && connections[slot].generation == generation && connections[slot].phase != .free
    }
}
