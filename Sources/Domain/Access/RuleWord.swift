/// What a community says in words where its rules speak to people (规则用语): the numbers that are called.
package enum RuleWord: String, TitledEnum {
    case emergencyNumbers = "emergency_numbers"
    case nightNumber = "night_number"

    package var title: Title {
        switch self {
        case .emergencyNumbers: Title("应急电话", "Emergency numbers")
        case .nightNumber: Title("夜间值守电话", "Number at night")
        }
    }

    /// What holds where the community says nothing: police, fire and ambulance, and no number of its own.
    package var standard: String {
        switch self {
        case .emergencyNumbers: "110、119、120"
        case .nightNumber: ""
        }
    }

    package static let length = 1...100
}
