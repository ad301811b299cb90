/// A column that an imported table may have (导入列): what it may be called, and what its cells say.
package struct ImportColumn: Sendable {
    /// The English key, which is also the field that a refusal of the store names.
    package let key: String
    package let title: Title
    /// What else communities call it.
    package let synonyms: [String]
    package let form: CellForm
    package let presence: Presence

    /// Whether the column and each of its cells must be there.
    package enum Presence: Sendable, Hashable {
        case required
        case optional
        /// Follows from another column where that says something: the birth date from the ID number.
        case requiredUnless(String)
    }

    package init(
        _ key: String,
        _ chinese: String,
        _ english: String,
        _ form: CellForm,
        _ presence: Presence = .optional,
        also synonyms: [String] = []
    ) {
        self.key = key
        title = Title(chinese, english)
        self.synonyms = synonyms
        self.form = form
        self.presence = presence
    }

    /// The column of a field of a resource, with its title and the form that its type has.
    init(
        _ resource: Resource,
        _ name: String,
        _ presence: Presence = .optional,
        form: CellForm? = nil,
        words: [String: String] = [:],
        also synonyms: [String] = []
    ) {
        guard let field = resource.field(name), let form = form ?? CellForm(field.type, words: words) else {
            preconditionFailure("\(resource.name.path) has no field \(name) that a cell can say")
        }
        self.init(name, field.title.chinese, field.title.english, form, presence, also: synonyms)
    }

    /// Everything that it may be called, in the form in which headers are compared.
    var headers: [String] { ([key, title.chinese, title.english] + synonyms).map(Self.comparable) }

    /// Without spaces, marks and hints that differ from file to file.
    static func comparable(_ header: String) -> String {
        var text = CellText.compact(CellText.clean(header)).lowercased()
        for hint in ["(必填)", "(选填)", "(required)"] { text = text.replacing(hint, with: "") }
        text.removeAll { "*:_".contains($0) }
        return text
    }
}

extension CellForm {
    /// The form in which people write the values of a field; nothing for what only the store gives.
    init?(_ type: FieldType, words: [String: String]) {
        switch type {
        case .identifier, .reference, .instant, .timeOfDay, .timeLimit, .enumerations: return nil
        case .integer(let range): self = .integer(range)
        case .text(let length): self = .text(length)
        case .date, .maskedDate: self = .date
        case .boolean: self = .flag
        case .enumeration(let enumeration): self = .choice(enumeration, words: words)
        case .sealed(.phone): self = .phone
        case .sealed(.identityNumber): self = .identityNumber
        case .sealed(.whole), .contact: return nil
        }
    }
}
