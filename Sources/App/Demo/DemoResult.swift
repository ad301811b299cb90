/// What was made (演示结果), with the accounts whose passwords are shown this once.
package struct DemoResult: Sendable {
    package let communityID: Int64
    package let accounts: [DemoAccount]
    /// Rows of all resources that the community now holds.
    package let rows: Int
}
