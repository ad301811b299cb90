/// Where a registration stands (注册申请状态).
package enum RegistrationStatus: String, Sendable, CaseIterable, TitledEnum {
    case pending, approved, declined

    package var title: Title {
        switch self {
        case .pending: Title("待审核", "Pending")
        case .approved: Title("已通过", "Approved")
        case .declined: Title("未通过", "Declined")
        }
    }

    /// What can be done now.
    package var moves: [String] {
        switch self {
        case .pending: ["approve", "decline"]
        case .approved, .declined: []
        }
    }
}

/// What a decision needs to know of a registration (注册申请).
package struct Registration: Sendable {
    package let community: Int64
    package let login: String
    package let name: String
    package let status: RegistrationStatus
    package let codeHash: [UInt8]
    /// The WeChat user who asked, if it was one.
    package let openIDHash: [UInt8]?

    package init(
        community: Int64,
        login: String,
        name: String,
        status: RegistrationStatus,
        codeHash: [UInt8],
        openIDHash: [UInt8]?
    ) {
        self.community = community
        self.login = login
        self.name = name
        self.status = status
        self.codeHash = codeHash
        self.openIDHash = openIDHash
    }

    /// So many may wait in one community: more than staff read in a week, and a stranger can not fill the disk.
    package static let waitingLimit: Int64 = 500
    /// Days that the code holds from the approval on: people look again after some time.
    package static let codeDays: Int64 = 30
}

extension Resource {
    /// Residents who ask for an account (居民注册申请).
    package static let registrations = Resource(
        .registrations,
        Title("居民注册申请", "Registrations"),
        area: .access,
        read: .holders(of: .decideRegistrations),
        write: .decideRegistrations,
        fields: [
            .id, .community,
            .text("login", "登录名", "Login", 2...64).required().fixed(),
            .text("name", "姓名", "Name", 1...50).required().fixed(),
            Field("phone", "手机号", "Phone", .sealed(.phone)).required().fixed(),
            .text("home", "住址", "Home", 1...100).required().fixed(),
            .choice("status", "状态", "Status", RegistrationStatus.self),
            Field("by_wechat", "来自微信", "From WeChat", .boolean)
                .noted("手机号已由微信验证", "WeChat verified the phone number"),
            .reference("resident_id", "居民", "Resident", to: .residents).nullable(),
            .reference("decided_by", "审核人", "Decided by", to: .accounts).nullable(),
            .text("remark", "说明", "Remark", 1...200).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )
}
