/// What is asked of WeChat about whoever uses the mini-program (微信小程序接口).
///
/// The port gives no `session_key` away: nobody here needs it, and what is not there can not leak.
package protocol WeChat: Sendable {
    /// Who the user is, by the code of `wx.login`, which is good once.
    func openID(of code: String) async throws -> OpenID

    /// The phone of the user as WeChat verified it, by the code of the phone button, which is good once.
    func phone(of code: String) async throws -> MobileNumber
}

/// What a user is called within one mini-program (微信用户标识); it never comes from a client.
package struct OpenID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// Visible characters only, far more of them than WeChat uses.
    package init?(_ text: String) {
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        self.text = text
    }

    /// Whoever writes one into a log finds nothing of it there.
    package var description: String { "OpenID" }
}

/// By what a WeChat user was tied to an account (绑定依据).
package enum WeChatProof: String, Sendable, CaseIterable {
    /// The one person here with the phone that WeChat verified.
    case phone
    /// The word of staff who know the person.
    case staff
    /// The session of the account itself.
    case account
}

/// Somebody here with a phone number (手机号持有人): a resident, or a Party member who lives elsewhere.
package struct PhoneHolder: Sendable, Hashable {
    package let kind: Kind
    package let id: Int64
    package let community: Int64
    package let name: String

    package enum Kind: String, Sendable {
        case resident
        case partyMember = "party_member"
    }

    package init(kind: Kind, id: Int64, community: Int64, name: String) {
        self.kind = kind
        self.id = id
        self.community = community
        self.name = name
    }

    /// The account that such a person gets; its password is nobody's until one is chosen.
    package func account(login: String) -> NewAccount {
        switch kind {
        case .resident:
            NewAccount(login: login, name: name, role: .resident, community: community, resident: id)
        case .partyMember:
            NewAccount(login: login, name: name, role: .partyMember, community: community, partyMember: id)
        }
    }
}
