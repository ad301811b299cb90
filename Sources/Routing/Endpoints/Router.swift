package import HTTPWire

/// Finds the endpoint of a path (路由): a tree whose nodes are path segments, walked over the bytes of the request.
package struct Router: Sendable {
    private var nodes: [Node] = [Node()]
    /// All endpoints, by their place in the table.
    package let endpoints: [Endpoint]

    private struct Node: Sendable {
        var literals = PathWords()
        var parameter: Int?
        /// The endpoint of each method, by its raw value; below zero there is none.
        var methods = [Int](repeating: -1, count: Method.allCases.count)
        var isEnd = false
    }

    /// What a path leads to.
    package enum Match {
        /// The endpoint's place in the table, and the numbers of the path.
        case endpoint(Int, ids: PathIDs)
        /// The path exists, but not for this method; these are.
        case otherMethods([Method])
        case nothing
        /// A number in the path that is none.
        case badID
    }

    package init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
        for (index, endpoint) in endpoints.enumerated() { add(endpoint, at: index) }
    }

    private mutating func add(_ endpoint: Endpoint, at index: Int) {
        var node = 0
        for segment in endpoint.pattern.split(separator: "/") {
            node = segment.hasPrefix("{") ? parameterNode(below: node) : literalNode(Array(segment.utf8), below: node)
        }
        precondition(
            nodes[node].methods[Int(endpoint.method.rawValue)] < 0,
            "\(endpoint.pattern) stands twice in the table"
        )
        nodes[node].methods[Int(endpoint.method.rawValue)] = index
        nodes[node].isEnd = true
    }

    private mutating func parameterNode(below node: Int) -> Int {
        if let known = nodes[node].parameter { return known }
        nodes.append(Node())
        nodes[node].parameter = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func literalNode(_ bytes: [UInt8], below node: Int) -> Int {
        if let known = bytes.withUnsafeBytes(nodes[node].literals.node) { return known }
        nodes.append(Node())
        nodes[node].literals.add(bytes, leadingTo: nodes.count - 1)
        return nodes.count - 1
    }

    package func match(_ method: Method, _ request: Request) -> Match {
        let found = find(request)
        guard let found else { return .nothing }
        guard nodes[found.node].isEnd else { return .nothing }
        // HEAD is GET without its body (RFC 9110 section 9.3.2).
        let index = nodes[found.node].methods[Int((method == .head ? .get : method).rawValue)]
        guard index >= 0 else { return .otherMethods(Self.allowed(nodes[found.node])) }
        return found.hasBadID ? .badID : .endpoint(index, ids: found.ids)
    }

    /// A letter means the same when it is escaped (RFC 9110 section 4.2.3); few paths hold an escape, so it is undone
    /// only where the path as it stands leads nowhere.
    private func find(_ request: Request) -> (node: Int, ids: PathIDs, hasBadID: Bool)? {
        request.bytes.withUnsafeBytes { bytes in
            let path = UnsafeRawBufferPointer(rebasing: bytes[request.path])
            let found = walk(path)
            if let found, nodes[found.node].isEnd, !found.hasBadID { return found }
            guard path.contains(UInt8(ascii: "%")) else { return found }
            return PathEscapes.undone(path).withUnsafeBytes(walk)
        }
    }

    private func walk(_ path: UnsafeRawBufferPointer) -> (node: Int, ids: PathIDs, hasBadID: Bool)? {
        var node = 0
        var ids = PathIDs()
        var hasBadID = false
        guard path.first == UInt8(ascii: "/") else { return nil }
        var start = 1
        if path.count == 1 { return (node, ids, hasBadID) }
        while start <= path.count {
            var end = start
            while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
            let segment = UnsafeRawBufferPointer(rebasing: path[start..<end])
            if let next = nodes[node].literals.node(segment) {
                node = next
            } else if let next = nodes[node].parameter, !segment.isEmpty {
                node = next
                if let id = Self.number(segment) { ids.append(id) } else { hasBadID = true }
            } else {
                return nil
            }
            start = end + 1
        }
        return (node, ids, hasBadID)
    }

    /// Ids are whole numbers from 1 and below 2^53, written without a leading zero.
    private static func number(_ digits: UnsafeRawBufferPointer) -> Int64? {
        guard digits.count <= 16, digits.first != UInt8(ascii: "0") else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - 48)
        }
        return value < 1 << 53 ? value : nil
    }

    private static func allowed(_ node: Node) -> [Method] {
        var methods = Method.allCases.filter { node.methods[Int($0.rawValue)] >= 0 }
        if methods.contains(.get) { methods.insert(.head, at: 1) }
        return methods + [.options]
    }

    /// The methods of a path, for OPTIONS.
    package func methods(of request: Request) -> [Method]? {
        let found = find(request)
        guard let found, nodes[found.node].isEnd else { return nil }
        return Self.allowed(nodes[found.node])
    }
}

/// The ids of a path in their order: one for most, two for what lies below another.
package struct PathIDs: Sendable {
    package private(set) var first: Int64 = 0
    package private(set) var second: Int64 = 0
    private var count = 0

    package init() {}

    mutating func append(_ id: Int64) {
        if count == 0 { first = id } else { second = id }
        count += 1
    }
}
