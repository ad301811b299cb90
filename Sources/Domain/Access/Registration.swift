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
    package let phoneHash: [UInt8]
    /// Where it was sent from.
    package let address: String?

    package init(
        community: Int64,
        login: String,
        name: String,
        status: RegistrationStatus,
        codeHash: [UInt8],
        openIDHash: [UInt8]?,
        phoneHash: [UInt8],
        address: String?
    ) {
        self.phoneHash = phoneHash
        self.address = address
        self.community = community
        self.login = login
        self.name = name
        self.status = status
        self.codeHash = codeHash
        self.openIDHash = openIDHash
    }

    /// So many may wait in one community: more than staff read in a week, and a stranger can not fill the disk.
    package static let waitingLimit: Int64 = 500
    /// From one address in a day: a family, or the counter of a community; a stranger does not fill the queue.
    package static let addressLimit: Int64 = 20
    /// Days that nobody decided for: whoever still wants an account asks again.
    package static let pendingDays: Int64 = 14
    /// Days that a declined one is kept, so that a question about it can be answered.
    package static let declinedDays: Int64 = 90
    /// Days that the code holds from the approval on: people look again after some time.
    package static let codeDays: Int64 = 30
}

/// Another phone that was written into the register for somebody (手机号变更).
package struct PhoneChange: Sendable, Hashable {
    package let at: Instant
    package let by: Int64?

    package init(at: Instant, by: Int64?) {
        self.at = at
        self.by = by
    }

    /// Days until a changed phone proves somebody by itself: within them whoever it was taken from is met, at the door or
    /// at the counter, and the sources of the register are compared.
    package static let settlingDays: Int64 = 30

    package func isFresh(at now: Instant) -> Bool { at > now.advanced(bySeconds: -Self.settlingDays * 86_400) }
}

/// By what the register knows a resident (登记信息), as far as a registration is held against it.
package struct PersonRecord: Sendable, Hashable {
    package let name: String
    package let phoneHash: [UInt8]?
    package let phoneChange: PhoneChange?

    package init(name: String, phoneHash: [UInt8]?, phoneChange: PhoneChange?) {
        self.name = name
        self.phoneHash = phoneHash
        self.phoneChange = phoneChange
    }
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
            .text("evidence", "核验依据", "Evidence", 2...200).nullable(),
            .text("override_reason", "不一致仍通过的理由", "Reason to approve a mismatch", 4...200).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)],
        watch: .exports
    )
}
