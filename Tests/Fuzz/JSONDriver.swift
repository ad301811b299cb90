import JSON

/// A JSON text; what is read is written, and then read as the same.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let document = try? JSONDocument(parsing: bytes(start, count)) else { return 0 }
    let written = write(tree(of: document.root))
    guard let again = try? JSONDocument(parsing: written) else { fatalError("what was written can not be read") }
    precondition(write(tree(of: again.root)) == written, "what was read twice differs")
    return 0
}

private func write(_ tree: JSONTree) -> [UInt8] {
    var out = ByteWriter(capacity: 256)
    tree.write(to: &out)
    return out.array()
}

private func tree(of value: JSONValue) -> JSONTree {
    switch value.kind {
    case .null: .null
    case .bool: .bool(value.bool ?? false)
    case .number: value.integer.map(JSONTree.integer) ?? value.double.map(JSONTree.number) ?? .null
    case .string: .string(value.string ?? "")
    case .array: .array(value.elements.map(tree))
    case .object: .object(value.members.map { ($0.key, tree(of: $0.value)) })
    }
}
