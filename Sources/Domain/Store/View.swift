/// How an answer is to look and what part of the data it may show (视图).
package struct View: Sendable {
    package var scope: DataScope
    package var format: Format
    package var language: Language
    package var time: CommunityTime
    /// The fields asked for, as positions in the resource's description; nothing means all that may be seen.
    package var fields: [Int]?
    /// The references whose names are joined beside their ids, as positions in the resource's description.
    package var expand: [Int]
    package var csv: CSVOptions
    /// Whether a contact's own number is shown whole: to those who may change the row.
    package var showsContacts = false
    /// Whether it shows who somebody is, where a resource tells it to few.
    package var showsNames = true
    /// Whether it is for somebody who goes to doors, and so reads which door it is.
    package var showsDoors = false
    /// Whoever looks, who sees the own row among those that are kept from them.
    package var account: Int64?
    /// What it does not show of rows that tell it to few.
    package var reserves: Reserves = []

    /// What a client may ask of CSV.
    package struct CSVOptions: Sendable, Hashable {
        /// Keys instead of titles in the header row, and codes instead of titles in the cells: for scripts.
        package var headerIsKeys = false
        /// Excel reads UTF-8 only behind a byte-order mark.
        package var hasBOM = true
        /// Leaves formulas unguarded: for machines, never the default.
        package var isRaw = false

        package init() {}
    }

    package init(
        scope: DataScope,
        format: Format = .json,
        language: Language = .chinese,
        time: CommunityTime = CommunityTime(),
        fields: [Int]? = nil,
        expand: [Int] = [],
        csv: CSVOptions = CSVOptions()
    ) {
        self.scope = scope
        self.format = format
        self.language = language
        self.time = time
        self.fields = fields
        self.expand = expand
        self.csv = csv
    }

    /// The same of a row that is the caller's own, or theirs to write.
    package var named: View {
        var view = self
        view.showsNames = true
        view.reserves = []
        return view
    }

    /// Whether a field may be in an answer that looks so.
    package func shows(_ field: Field) -> Bool {
        switch field.sensitivity {
        case .everyone: true
        case .scope: scope != .visitor
        case .names: scope != .visitor && showsNames
        }
    }
}

/// What a store wrote down for an answer (已渲染的结果): ready bytes, and what the head of the answer says about them.
package struct Rendered: Sendable {
    package let bytes: [UInt8]
    /// The version of the one row.
    package var version: Int64?
    package var id: Int64?
    package var nextCursor: String?
    package var total: Int64?
    package var format: Format
    /// Whether it is the answer to an earlier request, given again.
    package var isReplayed = false

    package init(
        bytes: [UInt8],
        format: Format,
        version: Int64? = nil,
        id: Int64? = nil,
        nextCursor: String? = nil,
        total: Int64? = nil
    ) {
        self.bytes = bytes
        self.format = format
        self.version = version
        self.id = id
        self.nextCursor = nextCursor
        self.total = total
    }
}
