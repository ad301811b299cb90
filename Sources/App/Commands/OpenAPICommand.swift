import API
import Domain
import Services

/// 接口文档: the description of the surface, for which no database needs to be open.
package enum OpenAPICommand {
    package static func document() throws -> String {
        let store = ClosedStore()
        let access = AccessService(
            store: store,
            passwords: try ScryptPasswords(),
            tokens: RandomTokens(),
            gate: SignInThrottle(AccessConfiguration(), clock: SystemClock()),
            rules: Configuration().accessRules
        )
        let surface = Surface(
            store: store,
            access: access,
            keys: ApiKeyService(access: access) { _ in false },
            registrations: RegistrationService(store: store, tokens: RandomTokens()),
            weChat: WeChatService(access: access, weChat: nil),
            draws: { _ in false },
            digits: { "" },
            receipts: { "" },
            shelf: DiskShelf(Configuration()),
            metrics: { [] },
            isReady: { false },
            version: LinliServer.version
        )
        return String(
            decoding: OpenAPI(endpoints: surface.endpoints, version: LinliServer.version).bytes,
            as: UTF8.self
        )
    }
}

/// A store that is not open: the surface can be described with it, and any use says what it is.
private struct ClosedStore: Store {
    func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { throw CommandFailure("no database is open") }

    func writeBulk<Result: Sendable>(
        _ bulk: BulkWrite,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await write(work) }

    func answer(_ work: @escaping @Sendable (any Transaction) throws -> Rendered) async throws -> Rendered {
        try await write(work)
    }

    func answered() async throws -> Rendered? { nil }

    func once<Result: Sendable>(
        account: @escaping @Sendable (Result) -> Int64?,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await write(work) }

    func refuseRepeat() async throws {}

    func read<Result: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> Result) async throws -> Result {
        throw CommandFailure("no database is open")
    }
}
