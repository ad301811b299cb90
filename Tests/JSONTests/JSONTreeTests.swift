import JSON
import Testing

@Suite("A JSON tree")
struct JSONTreeTests {
    private let tree: JSONTree = [
        "openapi": "3.1.0", "info": ["title": "邻里", "x": nil], "tags": [1, -2.5, true], "none": [], "empty": [:],
    ]

    private func written(_ tree: JSONTree, indent: Bool = false) -> String {
        var out = ByteWriter()
        tree.write(to: &out, indent: indent)
        return String(decoding: out.array(), as: UTF8.self)
    }

    @Test("It is written on one line in the order of its members")
    func writesCompact() {
        let expected = #"{"openapi":"3.1.0","info":{"title":"邻里","x":null},"tags":[1,-2.5,true],"none":[],"empty":{}}"#
        #expect(written(tree) == expected)
    }

    @Test("It is written with two spaces for each level")
    func writesIndented() {
        let expected = """
            {
              "openapi": "3.1.0",
              "info": {
                "title": "邻里",
                "x": null
              },
              "tags": [
                1,
                -2.5,
                true
              ],
              "none": [],
              "empty": {}
            }
            """
        #expect(written(tree, indent: true) == expected)
    }

    @Test("Numbers that JSON does not have become null, large ones stay JSON")
    func writesNumbers() throws {
        #expect(written([.number(.nan), .number(.infinity), 12.0]) == "[null,null,12.0]")
        for number in [1e300, Double.leastNonzeroMagnitude, -1.25e-7, 1e16] {
            #expect(try JSONDocument(parsing: Array(written(.number(number)).utf8)).root.double == number)
        }
    }

    @Test("A member is found by its name")
    func findsMember() {
        #expect(tree["info"]?["title"].map { written($0) } == "\"邻里\"")
        #expect(tree["absent"] == nil)
    }
}
