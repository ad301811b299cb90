import Domain
import HTTPWire
import Routing

/// Readings that leave entries in the audit before their answer does (审计读取); whoever is sent nothing leaves none.
extension Endpoint {
    /// One record that was looked at, or carried off as a file is.
    static func noted(_ resource: Resource, _ view: View, isExport: Bool = false) -> ReadAnswer {
        .noted { call, store in
            try await store.write { transaction in
                var answer = Answer(.ok, try transaction.one(resource.name, id: call.id, view: view))
                answer.isTagged = true
                answer.fileName = call.fileName(view.format)
                guard call.sends(answer) else { return answer }
                if isExport {
                    try transaction.audit.noteExport(of: resource.name, id: call.id)
                } else {
                    try transaction.audit.noteReading(of: resource.name, id: call.id)
                }
                return answer
            }
        }
    }

    /// A page with records of the Party, or of others that are not masked, or with the door of somebody who was looked up, each
    /// of which was looked at; or one of a file, with those whom it holds, and nobody beside them.
    static func notedPage(_ resource: Resource, _ query: ListQuery, _ view: View, isExport: Bool) -> ReadAnswer {
        .noted { call, store in
            try await store.write { transaction in
                let answer = call.page(try transaction.page(resource.name, query, view: view), view)
                guard call.sends(answer) else { return answer }
                for id in try transaction.records(onPageOf: resource.name, query, view: view) {
                    if isExport {
                        try transaction.audit.noteExport(of: resource.name, id: id)
                    } else {
                        try transaction.audit.noteReading(of: resource.name, id: id)
                    }
                }
                return answer
            }
        }
    }

    /// All records of a question, with an entry for each person in them.
    ///
    /// It is put together in memory: the entries come first, and nobody else waits for more than some hundred of them.
    static func notedExport(_ resource: Resource, _ query: ListQuery, _ view: View) -> ReadAnswer {
        .noted { call, store in
            if call.request.method != .head {
                let ids = try await store.read { try $0.records(inExportOf: resource.name, query, view: view) }
                try await store.noteExport(of: resource.name, ids)
            }
            let bytes = try await store.read { reader in
                let export = try reader.export(resource.name, query, view: view)
                var bytes: [UInt8] = []
                while let piece = try export.next() { bytes += piece }
                return bytes
            }
            var answer = Answer(.ok, Rendered(bytes: bytes, format: view.format))
            answer.fileName = resource.fileName(view.format)
            return answer
        }
    }
}

extension Resource {
    /// Whether whoever looks so is shown what meetings of the Party left.
    func showsPartyRecords(_ view: View) -> Bool { watch == .partyRecords && !view.reserves.contains(.partyRecords) }
}
