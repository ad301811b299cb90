package import Domain
package import HTTPWire

/// One operation of the HTTP surface (接口): its place, who may call it, what it is called, and what it does.
///
/// The table of endpoints gives routing, permissions, documentation and the laws that the tests walk.
package final class Endpoint: Sendable {
    package let method: Method
    /// The path below the base, such as `/buildings/{id}/move`.
    package let pattern: String
    package let access: Access
    package let documentation: Documentation
    package let handler: Handler
    /// What its requests are counted as; nothing for what machines ask all the time.
    package let rate: RateKind?

    /// What an endpoint does.
    package enum Handler: Sendable {
        /// Answers at once on the loop, from its own reader.
        case read(@Sendable (Call, any Reader) throws -> ReadAnswer)
        /// Awaits the writer or the pool.
        case act(@Sendable (Call) async throws -> Answer)
        /// Needs neither data nor a wait.
        case constant(@Sendable (Call) throws -> Answer)
    }

    package init(
        _ method: Method,
        _ pattern: String,
        access: Access,
        _ documentation: Documentation,
        _ handler: Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.documentation = documentation
        self.handler = handler
        rate = documentation.rate.kind(method, documentation.result)
    }
}

extension Endpoint {
    /// Whether the body is a resource, which may be long; moves and queries send little or nothing.
    var sendsResource: Bool {
        switch documentation.body {
        case .create, .createWith, .patch: true
        case .fields where documentation.sendsMuch: true
        case .none, .fields, .file, .fieldsOrForm: false
        }
    }

    /// Whether the body is a file, which goes to the disk as it comes.
    func sendsFile(_ request: Request) -> Bool {
        switch documentation.body {
        case .file: true
        case .fieldsOrForm: request.isForm
        case .none, .create, .createWith, .patch, .fields: !documentation.files.isEmpty && request.isForm
        }
    }

    /// What a path names: `cases/17` of `/api/v1/cases/17/close`, or `cases` where it names none of them.
    func object(_ ids: PathIDs) -> String {
        let segments = pattern.split(separator: "/").map(String.init)
        let place = segments.firstIndex { $0.hasPrefix("{") }
        guard let place, place > 0 else { return segments.last ?? pattern }
        return "\(segments[place - 1])/\(ids.first)"
    }

    /// Whether anything in the query is a typing error.
    var takesNoQuery: Bool {
        switch documentation.result {
        case .nothing, .document, .file: documentation.query.isEmpty
        case .one, .page, .created, .report, .html: false
        }
    }
}

extension Request {
    /// Whether the body is a form with files (RFC 7578).
    package var isForm: Bool { value(of: .contentType)?.lowercased().hasPrefix("multipart/") ?? false }
}

/// What the documentation says of an endpoint.
package struct Documentation: Sendable {
    package var operation: String
    package var title: Title
    package var area: Area
    package var result: Result
    package var body: Body = .none
    package var query: [QueryParameter] = []
    /// Whether If-Match must be sent.
    package var needsPrecondition = false
    /// Whether a document tells of something that was made, so that the status is 201.
    package var tellsOfCreation = false
    /// What the answer may have beside the resource, such as an offer.
    package var beside: [BodyField] = []
    /// Whether its fields may be as long as a resource, such as a list of entries.
    package var sendsMuch = false
    /// Whether a resident may say it without a name, which the log then does not hold either.
    package var mayBeAnonymous = false
    package var rate = Rate.byMethod
    /// Under which names a form may bring files beside its field `json`, which holds what the body would be without them.
    package var files: [String] = []

    package enum Result: Sendable {
        case one(ResourceName)
        case page(ResourceName)
        case created(ResourceName)
        case nothing
        case report
        case document(String)
        /// The bytes of a file.
        case file
        /// A page for a browser, which is let in by its cookie, too.
        case html
    }

    /// What requests are counted as (限流类别).
    package enum Rate: Sendable {
        case byMethod
        case of(RateKind)
        case unlimited

        func kind(_ method: Method, _ result: Result) -> RateKind? {
            switch (self, result) {
            case (.of(let kind), _): kind
            case (.unlimited, _): nil
            case (.byMethod, .report): .reports
            case (.byMethod, _): method.isSafe ? .reads : .writes
            }
        }
    }

    package enum Body: Sendable {
        case none
        case create(ResourceName)
        /// A new row with what else its call brings.
        case createWith(ResourceName, [BodyField])
        case patch(ResourceName)
        case fields([BodyField])
        /// A file, as it is or as the one file of a form.
        case file
        /// Fields, or a form with the files themselves.
        case fieldsOrForm([BodyField])
    }

    package init(_ operation: String, _ title: Title, _ area: Area, _ result: Result) {
        self.operation = operation
        self.title = title
        self.area = area
        self.result = result
    }
}

/// A query parameter that an endpoint takes beside those of its list.
package struct QueryParameter: Sendable {
    package let name: String
    package let title: Title
    package let type: FieldType
    package let isRequired: Bool

    package init(_ name: String, _ chinese: String, _ english: String, _ type: FieldType, isRequired: Bool = false) {
        self.name = name
        self.title = Title(chinese, english)
        self.type = type
        self.isRequired = isRequired
    }
}

/// A member that the body of a move takes.
package struct BodyField: Sendable {
    package let name: String
    package let title: Title
    package let type: FieldType
    package private(set) var isRequired: Bool
    package let shape: Shape

    /// How many values a member holds, and of what sort (字段结构).
    package enum Shape: Sendable {
        case value
        /// A list of values of the type.
        case values(most: Int)
        case object([BodyField])
        case objects([BodyField], most: Int)
        /// An object whose members depend on other rows: texts, whole numbers and truth values; where a schema of that name
        /// describes them as they stand, by that.
        case members(schema: String? = nil)
    }

    package init(
        _ name: String,
        _ chinese: String,
        _ english: String,
        _ type: FieldType = .text(0...0),
        shape: Shape = .value,
        isRequired: Bool = false
    ) {
        self.name = name
        self.title = Title(chinese, english)
        self.type = type
        self.isRequired = isRequired
        self.shape = shape
    }

    /// The same, which must be given.
    package func required() -> BodyField {
        var copy = self
        copy.isRequired = true
        return copy
    }

    /// How many elements a list has at most.
    var most: Int {
        switch shape {
        case .values(let most), .objects(_, let most): most
        case .value, .object, .members(schema: _): 1
        }
    }
}

/// Endpoints that belong together (接口组): it lists them, and has one method per operation.
package protocol RouteGroup: Sendable {
    var endpoints: [Endpoint] { get }
}
