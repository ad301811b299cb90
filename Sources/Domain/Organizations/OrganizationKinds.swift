/// What sort of organization it is (组织类别).
package enum OrganizationKind: String, TitledEnum {
    case government, police, property
    case ownersCommittee = "owners_committee"
    case socialOrganization = "social_organization"
    case socialWorkCenter = "social_work_center"
    case residentOrganization = "resident_organization"
    case alliancePartner = "alliance_partner"
    case merchant

    package var title: Title {
        switch self {
        case .government: Title("政府部门", "Government body")
        case .police: Title("警务", "Police")
        case .property: Title("物业公司", "Property company")
        case .ownersCommittee: Title("业委会", "Owners' committee")
        case .socialOrganization: Title("社会组织", "Social organization")
        case .socialWorkCenter: Title("社工中心", "Social-work center")
        case .residentOrganization: Title("居民组织", "Resident organization")
        case .alliancePartner: Title("联盟共建单位", "Alliance partner")
        case .merchant: Title("商户", "Merchant")
        }
    }
}

/// How far a resident organization has grown (成长阶段).
package enum OrganizationStage: String, TitledEnum {
    case starting, growing, mature

    package var title: Title {
        switch self {
        case .starting: Title("初创", "Starting")
        case .growing: Title("成长", "Growing")
        case .mature: Title("成熟", "Mature")
        }
    }
}

/// Recorded or registered (备案 / 登记).
package enum OrganizationRegistration: String, TitledEnum {
    case none, recorded, registered

    package var title: Title {
        switch self {
        case .none: Title("未登记", "None")
        case .recorded: Title("备案", "Recorded")
        case .registered: Title("登记", "Registered")
        }
    }
}

/// What sort of venue it is (场馆类别).
package enum VenueKind: String, TitledEnum {
    case readingRoom = "reading_room"
    case neighborStation = "neighbor_station"
    case serviceCenter = "service_center"
    case hall, outdoor, other

    package var title: Title {
        switch self {
        case .readingRoom: Title("社区书屋", "Community reading room")
        case .neighborStation: Title("睦邻驿站", "Good-neighbor station")
        case .serviceCenter: Title("党群服务中心", "Party and public service center")
        case .hall: Title("议事厅", "Deliberation hall")
        case .outdoor: Title("户外场地", "Outdoors")
        case .other: Title("其他", "Other")
        }
    }
}
