package import Domain

/// An account of the demonstration (演示账号) with its password in the clear, which nothing keeps.
package struct DemoAccount: Sendable {
    package let login: String
    package let name: String
    package let role: Role
    package let password: String
}
