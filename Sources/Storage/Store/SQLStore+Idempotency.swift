package import Domain

extension SQLStore {
    package func answer(
        _ work: @escaping @Sendable (any Transaction) throws -> Rendered
    ) async throws -> Rendered {
        guard let request = IdempotentRequest.current, let account = request.account else {
            return try await write(work)
        }
        let (kept, tried) = (keptMilliseconds, TriedWrite.current)
        let outcome = try await perform { transaction -> IdempotencyLog.Outcome in
            let log = IdempotencyLog(transaction, request, account, keptMilliseconds: kept)
            if let earlier = try log.earlier() { return earlier }
            let outcome: IdempotencyLog.Outcome
            do {
                // Within, so that a refusal leaves nothing but its own record.
                outcome = .answered(try transaction.attempt { try transaction.carryOut(tried, work) })
            } catch let error as DomainError where error.isWorthKeeping {
                outcome = .refused(error)
                transaction.leavesNoEntry = true
            }
            try log.keep(outcome, isUnnamed: transaction.hidesSender)
            return outcome
        }
        return try outcome.rendered()
    }

    package func answered() async throws -> Rendered? {
        guard let request = IdempotentRequest.current, let account = request.account else { return nil }
        let kept = keptMilliseconds
        let outcome = try await perform { transaction in
            transaction.leavesNoEntry = true
            return try IdempotencyLog(transaction, request, account, keptMilliseconds: kept).earlier()
        }
        return try outcome?.rendered()
    }

    package func once<Result: Sendable>(
        account: @escaping @Sendable (Result) -> Int64?,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        guard let request = IdempotentRequest.current else { return try await write(work) }
        let kept = keptMilliseconds
        return try await perform { transaction in
            guard try !IdempotencyLog.wasDone(request, transaction, keptMilliseconds: kept) else {
                throw DomainError.alreadyDone
            }
            let result = try work(transaction)
            if let holder = request.account ?? account(result) {
                try IdempotencyLog(transaction, request, holder, keptMilliseconds: kept).keep(.secret)
            }
            return result
        }
    }

    package func refuseRepeat() async throws {
        guard let request = IdempotentRequest.current else { return }
        let kept = keptMilliseconds
        let wasDone = try await perform { transaction in
            transaction.leavesNoEntry = true
            return try IdempotencyLog.wasDone(request, transaction, keptMilliseconds: kept)
        }
        if wasDone { throw DomainError.alreadyDone }
    }
}

extension SQLTransaction {
    /// Does the work of the present request, with all that is wrong with its body.
    func carryOut<Result>(_ tried: TriedWrite?, _ work: (any Transaction) throws -> Result) throws -> Result {
        guard let tried else { return try work(self) }
        return try tried.run(in: self) { try work(self) }
    }
}

extension IdempotencyLog.Outcome {
    /// The answer, or the refusal that it came to.
    fileprivate func rendered() throws -> Rendered {
        switch self {
        case .answered(let rendered): return rendered
        case .refused(let error): throw error
        case .secret: throw DomainError.alreadyDone
        }
    }
}

extension IdempotencyLog {
    init(_ transaction: SQLTransaction, _ request: IdempotentRequest, _ account: Int64, keptMilliseconds: Int64) {
        self.init(
            connection: transaction.connection,
            vault: transaction.reader.vault,
            request: request,
            account: account,
            now: transaction.now,
            keptMilliseconds: keptMilliseconds
        )
    }

    /// Whether a request whose answer is a secret was carried out before.
    ///
    /// Who has not signed in is known by nothing but the key and what was sent, of which a secret is a part.
    fileprivate static func wasDone(
        _ request: IdempotentRequest,
        _ transaction: SQLTransaction,
        keptMilliseconds: Int64
    ) throws -> Bool {
        let log = IdempotencyLog(transaction, request, request.account ?? 0, keptMilliseconds: keptMilliseconds)
        return try request.account == nil ? log.wasDoneBySomebody() : log.earlier() != nil
    }
}
