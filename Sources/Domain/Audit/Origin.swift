/// Where a change comes from (来源): who asks, from where, and by which operation.
///
/// It is about the request and not about any use case, so it travels beside them as a task-local value.
package struct Origin: Sendable, Hashable {
    package let account: Int64?
    /// The key of a program, which acts for the account.
    package let key: Int64?
    /// The peer, or who a trusted proxy says it is.
    package let address: String?
    package let requestID: String?
    /// The operation of the interface, such as `close_cases`, or the command of the operator.
    package let action: String
    /// What the path names, such as `cases/17`.
    package let object: String?

    /// Where the present task's changes come from; nothing for what the program does by itself.
    @TaskLocal package static var current: Origin?

    /// The address of whoever asks, where it tells one from another: what comes from this machine was passed on.
    package var tellingAddress: String? { address.flatMap { Self.isOfMachine($0) ? nil : $0 } }

    package static func isOfMachine(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }

    package init(
        account: Int64? = nil,
        key: Int64? = nil,
        address: String? = nil,
        requestID: String? = nil,
        action: String,
        object: String? = nil
    ) {
        self.account = account
        self.key = key
        self.address = address
        self.requestID = requestID
        self.action = action
        self.object = object
    }
}
