import Glibc

/// The one way into the kernel for transfers: interrupted calls are repeated, and "would block" is a value.
enum SystemCall {
    enum Outcome {
        case done(Int)
        case wouldBlock
        case failed(Int32)
    }

    @inline(__always)
    static func transfer(_ call: () -> Int) -> Outcome {
        while true {
            let result = call()
            if result >= 0 { return .done(result) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            case let number: return .failed(number)
            }
        }
    }
}
