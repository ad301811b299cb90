package import Domain
import Formats
package import HTTPWire

/// What an endpoint answers (应答), before the head is written around it.
package struct Answer: Sendable {
    package var status: Status
    package var body: [UInt8]
    package var contentType: StaticString
    /// The version of the one row, which becomes part of its strong tag.
    package var version: Int64?
    /// Whether the body is worth a tag: what was read, not what was done.
    package var isTagged = false
    /// Whether an earlier request was answered with it.
    package var isReplayed = false
    package var location: String?
    package var link: String?
    /// Whether the rows were counted because the client preferred so (RFC 7240).
    package var isCounted = false
    /// Whether it is a page, which has its own style and nothing else.
    package var isPage = false
    /// What the browser is to keep.
    package var cookie: String?
    /// A file name that the client should save the answer under.
    package var fileName: String?

    package init(_ status: Status, body: [UInt8] = [], contentType: StaticString = "application/json") {
        self.status = status
        self.body = body
        self.contentType = contentType
    }

    /// One row or a page that the store wrote down.
    package init(_ status: Status, _ rendered: Rendered) {
        self.init(status, body: rendered.bytes, contentType: rendered.format.contentType)
        version = rendered.version
        isReplayed = rendered.isReplayed
    }
}

/// What a read answers: all at once, or piece by piece as the socket drains.
package enum ReadAnswer {
    case whole(Answer)
    case export(Answer, any Export)
    /// What has to be written down before it is answered, beside the loop.
    case noted(@Sendable (Call, any Store) async throws -> Answer)
    /// A file, which the kernel copies to the socket.
    case file(FileAnswer, BodyFile)
    /// A file whose reading is written down first if it leaves, beside the loop, and that is then sent from memory.
    case notedFile(FileAnswer, @Sendable (any Store, _ leaves: Bool) async throws -> [UInt8])
    /// What leaves an entry in the audit before it is answered, and counts as more than a read.
    case recorded(RateKind, @Sendable (Call) async throws -> Answer)
}

extension Resource {
    /// What an export of it is called.
    package func fileName(_ format: Format) -> String { "\(name.path).\(format.rawValue)" }
}

/// What is said of a file that is answered (文件应答).
package struct FileAnswer: Sendable {
    /// What it is, by its content.
    package let mediaType: String
    /// What tells its content from any other: a file never changes, another one has another digest.
    package let digest: String
    /// A file name under which it is to be saved; nothing where it may be shown where it stands.
    package let savedAs: String?

    package init(mediaType: String, digest: String, savedAs: String?) {
        self.mediaType = mediaType
        self.digest = digest
        self.savedAs = savedAs
    }
}

extension Call {
    /// One row, as it was read.
    package func found(_ rendered: Rendered, _ view: View) -> ReadAnswer {
        var answer = Answer(.ok, rendered)
        answer.isTagged = true
        answer.fileName = fileName(view.format)
        return .whole(answer)
    }

    /// A page with a link to the next (RFC 8288).
    package func listed(_ rendered: Rendered, _ view: View) -> ReadAnswer { .whole(page(rendered, view)) }

    package func page(_ rendered: Rendered, _ view: View) -> Answer {
        var answer = Answer(.ok, rendered)
        answer.isTagged = true
        answer.isCounted = rendered.total != nil
        answer.fileName = fileName(view.format)
        answer.link = rendered.nextCursor.map { "<\(target(replacingCursor: $0))>; rel=\"next\"" }
        return answer
    }

    /// What a workbook is saved as, which nobody reads where it stands: by the last word of the path.
    package func fileName(_ format: Format) -> String? {
        guard format == .xlsx else { return nil }
        let word = request.text(request.path).split(separator: "/").last { Int($0) == nil }
        return "\(word ?? "linli").\(format.rawValue)"
    }

    /// All rows, piece by piece.
    package func exported(_ export: any Export, _ resource: ResourceName, _ view: View) -> ReadAnswer {
        var answer = Answer(.ok, contentType: view.format.contentType)
        answer.fileName = Resource[resource].fileName(view.format)
        return .export(answer, export)
    }

    /// A row that was made, and where it is.
    package func created(_ rendered: Rendered, _ view: View) -> Answer {
        var answer = Answer(.created, rendered)
        answer.location = rendered.id.map { "\(request.text(request.path))/\($0)" }
        answer.isTagged = true
        return answer
    }

    /// A row that was changed.
    package func changed(_ rendered: Rendered, _ view: View) -> Answer {
        var answer = Answer(.ok, rendered)
        answer.isTagged = true
        return answer
    }

    /// The same question from the cursor on; bytes, since a `String` costs more here than the page's first ten rows.
    private func target(replacingCursor cursor: String) -> String {
        let query = request.query ?? 0..<0
        var target: [UInt8] = []
        target.reserveCapacity(request.path.count + query.count + cursor.utf8.count + Self.cursorParameter.count + 2)
        target.append(contentsOf: request.bytes[request.path])
        target.append(UInt8(ascii: "?"))
        var start = query.lowerBound
        while start < query.upperBound {
            let rest = request.bytes[start..<query.upperBound]
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? query.upperBound
            let pair = rest[start..<end]
            if !pair.isEmpty, !pair.starts(with: Self.cursorParameter) {
                target.append(contentsOf: pair)
                target.append(UInt8(ascii: "&"))
            }
            start = end + 1
        }
        target.append(contentsOf: Self.cursorParameter)
        target.append(contentsOf: cursor.utf8)
        return String(decoding: target, as: UTF8.self)
    }

    private static let cursorParameter = Array("cursor=".utf8)
}
