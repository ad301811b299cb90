package import SQLite

extension SQLStore {
    /// How far the audit chain has come; nothing while it is empty.
    package func auditHead() async throws -> AuditHead? {
        try await onWriter { try AuditLog.head($0) }
    }

    /// The first of the published heads that the chain does not hold.
    package func auditFault(against heads: [AuditHead]) async throws -> AuditChain.Fault? {
        try await onWriter { try AuditChain.fault(against: heads, $0) }
    }
}

extension AuditChain {
    /// The last entry of a chain.
    package static func head(_ connection: Connection) throws -> AuditHead? { try AuditLog.head(connection) }
}
