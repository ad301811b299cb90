package import Domain
package import JSON

/// A column of an answer (列): what it is called and how its values are shown.
///
/// What the sinks need for every row, such as the bytes of the JSON key, is made once here.
package struct Column: Sendable {
    /// The JSON key, and the header of CSV for scripts.
    package let key: String
    /// The header for people.
    package let title: Title
    /// What its values are: numbers stand at the right, enumerations have titles.
    package let type: FieldType
    /// `"key":`, ready for JSON.
    package let keyBytes: [UInt8]
    /// The titles of an enumeration, in its order; a handful, so that a scan beats hashing.
    let titles: [EnumerationTitle]

    package init(key: String, title: Title, type: FieldType) {
        self.key = key
        self.title = title
        self.type = type
        var bytes = Array("\"".utf8)
        bytes += key.utf8
        bytes += "\":".utf8
        keyBytes = bytes
        switch type {
        case .enumeration(let enumeration), .enumerations(let enumeration):
            titles = enumeration.values.map { EnumerationTitle($0.code, $0.title) }
        default: titles = []
        }
    }

    /// The column that shows a field.
    package init(_ field: Field) {
        self.init(key: field.name, title: field.title, type: field.type)
    }

    /// Whether its values are numbers, which people compare when they stand at the right.
    var isNumeric: Bool {
        switch type {
        case .identifier, .integer, .reference: true
        default: false
        }
    }

    /// What people read for a code of the enumeration, in UTF-8.
    func title(ofCode code: UnsafeRawBufferPointer, in language: Language) -> [UInt8]? {
        if case .enumerations = type { return titles(ofCodes: code, in: language) }
        guard let found = titles.first(where: { $0.code.elementsEqual(code) }) else { return nil }
        return language == .chinese ? found.chinese : found.english
    }

    /// The titles of several codes; a code without a title stays as it is.
    private func titles(ofCodes codes: UnsafeRawBufferPointer, in language: Language) -> [UInt8] {
        let gap = Array((language == .chinese ? "、" : ", ").utf8)
        let words = codes.split(separator: UInt8(ascii: " ")).map { code in
            titles.first { $0.code.elementsEqual(code) }.map { language == .chinese ? $0.chinese : $0.english }
                ?? Array(code)
        }
        return Array(words.joined(separator: gap))
    }
}

/// A value of an enumeration in UTF-8: its code and what people read.
struct EnumerationTitle: Sendable {
    let code: [UInt8]
    let chinese: [UInt8]
    let english: [UInt8]

    init(_ code: String, _ title: Title) {
        self.code = Array(code.utf8)
        chinese = Array(title.chinese.utf8)
        english = Array(title.english.utf8)
    }
}

extension ReportFigure {
    /// What knows the words for the codes of a figure, where it is one of some.
    var column: Column? { choices.map { Column(key: key, title: title, type: .enumeration($0)) } }
}

extension JSONKeys {
    /// The keys of the columns of an answer.
    package convenience init(_ columns: [Column]) { self.init(columns.map(\.keyBytes)) }
}
