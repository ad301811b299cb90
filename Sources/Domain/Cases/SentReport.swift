/// A report that a device sent under a name of its own (离线上报), by which the same one is never taken in twice.
package struct SentReport: Sendable {
    package let name: String
    package let account: Int64
    /// What it says, written down in one way.
    package let content: String

    package init(name: String, account: Int64, content: String) {
        self.name = name
        self.account = account
        self.content = content
    }
}
