/// What a topic says, and by which words everybody reads of it (议题公开文字).
///
/// Whoever proposes writes for those who run the hall, with whatever names are in it; everybody reads what one of these has read
/// before: as it stands without the numbers of people, or in other words.
package struct IssueWording: Sendable, Hashable {
    package let title: String
    package let description: String
    /// What was approved; nothing where nobody has.
    package let publicTitle: String?
    package let publicDescription: String?

    package init(title: String, description: String, publicTitle: String?, publicDescription: String?) {
        self.title = title
        self.description = description
        self.publicTitle = publicTitle
        self.publicDescription = publicDescription
    }

    /// What stands there until somebody has approved words.
    package static let unread = Title("（内容待社区初审后公开）", "(Its words are shown once the community has read them)")

    /// By which words it would be read if they were approved as they stand now.
    package var proposedTitle: String { publicTitle ?? Self.plain(title) }
    package var proposedDescription: String { publicDescription ?? Self.plain(description) }

    private static func plain(_ text: String) -> String { PublicTitle.hiding(text) ?? text }

    /// Words that were approved as they stood go along with what staff change; those that somebody wrote stay.
    package func follow(_ draft: inout Draft) {
        if let text = draft.text("title"), draft["public_title"] == nil, publicTitle == Self.plain(title) {
            draft["public_title"] = .text(Self.plain(text))
        }
        if let text = draft.text("description"), draft["public_description"] == nil,
            publicDescription == Self.plain(description)
        {
            draft["public_description"] = .text(Self.plain(text))
        }
    }

    /// Telephone and identity numbers are for nobody to read on a page.
    package static func faults(title: String?, description: String?) -> [FieldError] {
        PersonalNumber.faults(["public_title": title, "public_description": description])
    }
}

extension DomainError {
    /// Everybody reads of what nobody has to fear to be known by.
    package static let noPublicPage = DomainError(
        .conflict,
        "no_public_page",
        "议题含未公开的诉求，没有公开页面",
        "A private case is or was part of the issue, so that it has no public page"
    )
}
