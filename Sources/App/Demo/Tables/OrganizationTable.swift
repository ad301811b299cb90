import Domain

/// The organizations of the demonstration (组织表).
///
/// The book-house operator, the social-work center and the three resident organizations are those of the article; the
/// others are invented and say so in their names.
enum OrganizationTable {
    struct Entry: Sendable {
        let name: String
        let kind: OrganizationKind
        var stage: OrganizationStage?
        var registration: OrganizationRegistration?
    }

    static let bookHouse = "花神善麋书院"
    static let socialWork = "社工中心"
    static let qigong = "国宾气功队"
    static let mothers = "“妈妈智荟”女性成长社群"
    static let scarves = "红领巾法治宣传队"
    static let police = "社区警务室"
    static let owners = "示范新苑业主委员会（演示）"
    static let property = "安居物业（演示）"
    static let science = "示范科普协会（演示）"
    static let clinic = "示范社区卫生服务站（演示）"
    static let brushes = "示范书画社（演示）"
    static let school = "示范实验小学（演示）"

    static let all = [
        Entry(name: bookHouse, kind: .socialOrganization),
        Entry(name: socialWork, kind: .socialWorkCenter),
        Entry(name: qigong, kind: .residentOrganization, stage: .mature, registration: .recorded),
        Entry(name: mothers, kind: .residentOrganization, stage: .growing, registration: .recorded),
        Entry(name: scarves, kind: .residentOrganization, stage: .growing, registration: .recorded),
        Entry(name: police, kind: .police),
        Entry(name: owners, kind: .ownersCommittee),
        Entry(name: property, kind: .property),
        Entry(name: "云栖物业（演示）", kind: .property),
        Entry(name: "和风物业（演示）", kind: .property),
        Entry(name: "锦里物业（演示）", kind: .property),
        Entry(name: clinic, kind: .alliancePartner),
        Entry(name: school, kind: .alliancePartner),
        Entry(name: "示范银行网点党支部（演示）", kind: .alliancePartner),
        Entry(name: science, kind: .socialOrganization, registration: .registered),
        Entry(name: "街角便利店（演示）", kind: .merchant),
        Entry(name: brushes, kind: .residentOrganization, stage: .starting),
    ]
}
