/// Sex (性别).
package enum Sex: String, TitledEnum {
    case male, female

    package var title: Title {
        switch self {
        case .male: Title("男", "Male")
        case .female: Title("女", "Female")
        }
    }
}

/// How a household holds its dwelling (户类型).
package enum HouseholdKind: String, TitledEnum {
    case owner, tenant, collective

    package var title: Title {
        switch self {
        case .owner: Title("业主户", "Owner")
        case .tenant: Title("租户", "Tenant")
        case .collective: Title("集体户", "Collective")
        }
    }
}

/// Registered here or migrant (户籍 / 流动).
package enum ResidencyStatus: String, TitledEnum {
    case registered, migrant

    package var title: Title {
        switch self {
        case .registered: Title("户籍", "Registered")
        case .migrant: Title("流动", "Migrant")
        }
    }
}

/// A reason to look after somebody more closely (关怀类别).
package enum CareTag: String, TitledEnum {
    case elderAlone = "elder_alone"
    case emptyNest = "empty_nest"
    case disabled
    case lowIncome = "low_income"
    case childInNeed = "child_in_need"
    case veteran

    package var title: Title {
        switch self {
        case .elderAlone: Title("独居老人", "Elder alone")
        case .emptyNest: Title("空巢老人", "Empty nest")
        case .disabled: Title("残疾人", "Disabled")
        case .lowIncome: Title("低保户", "Low income")
        case .childInNeed: Title("困境儿童", "Child in need")
        case .veteran: Title("退役军人", "Veteran")
        }
    }
}

/// How somebody is related to the head of the household (与户主关系).
package enum HouseholdRelation: String, TitledEnum {
    case head, spouse, child, parent, grandchild, other

    package var title: Title {
        switch self {
        case .head: Title("户主", "Head")
        case .spouse: Title("配偶", "Spouse")
        case .child: Title("子女", "Child")
        case .parent: Title("父母", "Parent")
        case .grandchild: Title("孙辈", "Grandchild")
        case .other: Title("其他", "Other")
        }
    }
}
