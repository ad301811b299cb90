package import Domain

extension SQLStore {
    package func answer(
        _ work: @escaping @Sendable (any Transaction) throws -> Rendered
    ) async throws -> Rendered {
        guard let request = IdempotentRequest.current, let account = request.account else {
            return try await write(work)
        }
        let kept = keptMilliseconds
        let outcome = try await perform { transaction -> IdempotencyLog.Outcome in
            let log = IdempotencyLog(transaction, request, account, keptMilliseconds: kept)
            if let earlier = try log.earlier() { return earlier }
            let outcome: IdempotencyLog.Outcome
            do {
                // Within, so that a refusal leaves nothing but its own record.
                outcome = .answered(try transaction.attempt { try work(transaction) })
            } catch let error as DomainError where error.isWorthKeeping {
                outcome = .refused(error)
                transaction.leavesNoEntry = true
            }
            try log.keep(outcome)
            return outcome
        }
        switch outcome {
        case .answered(let rendered): return rendered
        case .refused(let error): throw error
        case .secret: throw DomainError.alreadyDone
        }
    }

    package func once<Result: Sendable>(
        as account: Int64?,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        guard let request = IdempotentRequest.current, let account = request.account ?? account else {
            return try await write(work)
        }
        let kept = keptMilliseconds
        return try await perform { transaction in
            let log = IdempotencyLog(transaction, request, account, keptMilliseconds: kept)
            guard try log.earlier() == nil else { throw DomainError.alreadyDone }
            let result = try work(transaction)
            try log.keep(.secret)
            return result
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
}
