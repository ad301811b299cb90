/// A picture of one column of a table (图表): a bar for each row, with its name and its value.
package struct ReportChart: Sendable, Hashable {
    /// The table that it stands above.
    package let section: String
    /// The column that names the bars.
    package let label: String
    /// The column that they are as long as.
    package let value: String
    package let title: Title

    package init(section: String, label: String, value: String, title: Title) {
        self.section = section
        self.label = label
        self.value = value
        self.title = title
    }
}
