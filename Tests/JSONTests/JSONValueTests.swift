import JSON
import Testing

@Suite("Values of a JSON document")
struct JSONValueTests {
    private func read(_ text: String) throws -> JSONValue { try JSONDocument(parsing: Array(text.utf8)).root }

    @Test("A member is found by its name, past nested ones of the same name")
    func findsMember() throws {
        let root = try read(#"{"x":{"id":1},"y":[{"id":2}],"id":3,"\u540d":"李"}"#)
        #expect(root["id"]?.integer == 3)
        #expect(root["x"]?["id"]?.integer == 1)
        #expect(root["名"]?.string == "李")
        #expect(root["z"] == nil)
        #expect(root["id"]?["x"] == nil)
        #expect(root.members.map(\.key) == ["x", "y", "id", "名"])
        #expect(root.count == 4)
    }

    @Test("Elements are found in their order, and only in an array")
    func findsElements() throws {
        let root = try read(#"[1,[2,3],{"a":4},"5",null]"#)
        #expect(root.elements.map(\.kind) == [.number, .array, .object, .string, .null])
        #expect(root.elements.compactMap(\.integer) == [1])
        #expect(Array(try read("{\"a\":1}").elements).isEmpty)
        #expect(Array(try read("[1]").members).isEmpty)
    }

    @Test("Only a plain whole number that fits is an integer")
    func readsIntegers() throws {
        #expect(try read("9223372036854775807").integer == .max)
        #expect(try read("-9223372036854775808").integer == .min)
        #expect(try read("9223372036854775808").integer == nil)
        #expect(try read("-9223372036854775809").integer == nil)
        #expect(try read("99999999999999999999999").integer == nil)
        #expect(try read("-0").integer == 0)
        #expect(try read("1.0").integer == nil)
        #expect(try read("1e3").integer == nil)
        #expect(try read("\"1\"").integer == nil)
    }

    @Test("Any number that is not too large is a double")
    func readsDoubles() throws {
        #expect(try read("1.5e2").double == 150)
        #expect(try read("-7").double == -7)
        #expect(try read("1e999").double == nil)
        #expect(try read("true").double == nil)
    }

    @Test("A value of one kind is nothing of another")
    func keepsKindsApart() throws {
        let root = try read("true")
        #expect(root.bool == true)
        #expect(root.string == nil)
        #expect(root.integer == nil)
        #expect(!root.isNull)
        #expect(try read("false").bool == false)
        #expect(try read("null").isNull)
    }

    @Test("Escapes are resolved when the text is asked for")
    func resolvesEscapes() throws {
        let value = try read(#""a\"\\\/\b\f\n\r\t\u4E2d\uD83D\uDE00z""#)
        #expect(value.string == "a\"\\/\u{8}\u{C}\n\r\t中😀z")
    }

    @Test("The range of a value is its place in the source")
    func tellsRange() throws {
        let text = #"{ "a" : [ 12 , "中" ] , "b":null}"#
        let bytes = Array(text.utf8)
        let root = try read(text)
        let list = try #require(root["a"])
        #expect(root.range == 0..<bytes.count)
        #expect(String(decoding: bytes[list.range], as: UTF8.self) == #"[ 12 , "中" ]"#)
        #expect(list.elements.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["12", "\"中\""])
        #expect(root["b"].map { String(decoding: bytes[$0.range], as: UTF8.self) } == "null")
    }
}
