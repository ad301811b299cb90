/// A report that has been counted (报表): who it is about, and its chapters, ready to be shown in any format.
package struct ReportDocument: Sendable {
    package var name: String
    package var title: Title
    /// What the report is about and as of when: year, community, whether the data is a demonstration.
    package var header: [ReportFigure]
    package var chapters: [ReportChapter]
    /// Whether its rows are all of the same kind, so that a sheet of it has a line for each (清单).
    package let isList: Bool
    /// What of it a page shows as a picture, too.
    package var charts: [ReportChart] = []
    /// Of whom it names or shows something: whoever carries it off leaves an entry for each.
    package var people: People?

    /// The records of people that a report was made of (报表所涉个人).
    package struct People: Sendable {
        package let resource: ResourceName
        package let ids: [Int64]

        /// Whether the report says which door is theirs, so that a look at it is told of, too.
        package var showsDoors: Bool { resource == .households }
    }

    package init(name: String, title: Title, header: [ReportFigure], chapters: [ReportChapter], isList: Bool = false) {
        self.name = name
        self.title = title
        self.header = header
        self.chapters = chapters
        self.isList = isList
    }
}

/// A chapter of a report (章).
package struct ReportChapter: Sendable {
    package var title: Title
    package var sections: [ReportSection]

    package init(title: Title, sections: [ReportSection]) {
        self.title = title
        self.sections = sections
    }
}

/// A section of a chapter (节): named figures, or a table.
///
/// The key is the name of its JSON object or array. Dots nest (`party.branches`), and the empty key is the top level;
/// sections of figures that have the same key become one object.
package enum ReportSection: Sendable {
    case figures(key: String, title: Title, [ReportFigure])
    case rows(key: String, title: Title, columns: [Field], rows: [[ReportValue]])
}

/// A figure with its name (指标).
package struct ReportFigure: Sendable {
    package var key: String
    package var title: Title
    package var value: ReportValue
    package var unit: Title?
    /// The words for its codes, where its value is one of some.
    package var choices: Enumeration?

    package init(
        key: String,
        title: Title,
        value: ReportValue,
        unit: Title? = nil,
        choices: Enumeration? = nil
    ) {
        self.choices = choices
        self.key = key
        self.title = title
        self.value = value
        self.unit = unit
    }
}

/// What a figure or a cell of a report holds (指标值).
package enum ReportValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case boolean(Bool)
    /// UTC milliseconds.
    case instant(Int64)
    /// A number with one decimal, in tenths: 12.5 is 125.
    case tenths(Int64)
    /// Several words; a line of text has them one after the other.
    case texts([String])
}
