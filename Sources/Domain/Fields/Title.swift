/// A language that people are answered in (语言).
///
/// Only sentences and titles follow it: codes, enum values and JSON keys never do.
package enum Language: Sendable, CaseIterable {
    case chinese
    case english

    /// The tag that stands in `Content-Language` (RFC 5646).
    package var tag: StaticString {
        switch self {
        case .chinese: "zh-CN"
        case .english: "en"
        }
    }
}

/// A name or sentence in both languages of the product (双语文字).
package struct Title: Sendable, Hashable {
    package let chinese: String
    package let english: String

    package init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    package func text(in language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }
}
