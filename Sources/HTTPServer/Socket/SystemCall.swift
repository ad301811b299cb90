import Glibc

/// The one way into the kernel for transfers: interrupted calls are repeated, and "would block" is a value.
enum SystemCall {
    enum Outcome: Equatable {
        case done(Int)
        case wouldBlock
        case failed(Int32)
    }

    /// Makes a call that transfers up to `count` bytes; the call is told how many to ask for.
    ///
    /// In debug builds tests may play the kernel here; a release build holds nothing of that.
    @inline(__always)
    static func transfer(_ count: Int, _ call: (Int) -> Int) -> Outcome {
        while true {
            #if DEBUG
            var count = count
            switch KernelFaults.next() {
            case nil: break
            case .interrupted?: continue
            case .wouldBlock?: return .wouldBlock
            case .failed(let number)?: return .failed(number)
            case .short(let most)?: count = min(count, most)
            }
            #endif
            let result = call(count)
            if result >= 0 { return .done(result) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            case let number: return .failed(number)
            }
        }
    }
}
