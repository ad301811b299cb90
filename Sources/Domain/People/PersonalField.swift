/// A personal value that is shown masked, and whole only for a purpose (个人敏感字段): need to know.
package enum PersonalField: String, Sendable, CaseIterable, TitledEnum {
    case phone
    case idNumber = "id_number"
    case birthDate = "birth_date"
    case address

    package var title: Title {
        switch self {
        case .phone: Title("手机号", "Mobile number")
        case .idNumber: Title("身份证号", "ID number")
        case .birthDate: Title("出生日期", "Birth date")
        case .address: Title("详细住址", "Exact address")
        }
    }

    /// Characters that a purpose has: long enough to say something, short enough to be read.
    package static let purposeLengths = 4...200
}
