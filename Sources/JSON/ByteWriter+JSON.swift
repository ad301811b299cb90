/// Small steps for JSON that is written by hand; each looks at the byte before to know whether a comma is due.
///
/// The byte before must still be there, so a writer is emptied between documents, not inside one.
extension ByteWriter {
    /// Adds the comma between two members or elements where one is due.
    @inlinable
    package mutating func separate() {
        switch last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "\n"): break
        default: append(UInt8(ascii: ","))
        }
    }

    /// Opens an object, as an element or as the value of the key just written.
    @inlinable
    package mutating func openObject() {
        separate()
        append(UInt8(ascii: "{"))
    }

    /// Closes the object.
    @inlinable
    package mutating func closeObject() { append(UInt8(ascii: "}")) }

    /// Opens an array, as an element or as the value of the key just written.
    @inlinable
    package mutating func openArray() {
        separate()
        append(UInt8(ascii: "["))
    }

    /// Closes the array.
    @inlinable
    package mutating func closeArray() { append(UInt8(ascii: "]")) }

    /// Begins a member with a name from the program, which holds nothing that JSON escapes.
    @inlinable
    package mutating func key(_ name: StaticString) {
        separate()
        append(UInt8(ascii: "\""))
        append(name)
        append("\":")
    }

    /// Begins a member with any name.
    @_disfavoredOverload
    @inlinable
    package mutating func key(_ name: String) {
        separate()
        appendJSONString(name)
        append(UInt8(ascii: ":"))
    }

    /// Adds a text as an element or as the value of the key just written.
    @inlinable
    package mutating func value(_ text: String) {
        separate()
        appendJSONString(text)
    }

    /// Adds a whole number as an element or as the value of the key just written.
    @inlinable
    package mutating func value(_ number: Int64) {
        separate()
        appendInteger(number)
    }

    /// Adds a truth value as an element or as the value of the key just written.
    @inlinable
    package mutating func value(_ flag: Bool) {
        separate()
        if flag { append("true") } else { append("false") }
    }

    /// Adds `null` as an element or as the value of the key just written.
    @inlinable
    package mutating func null() {
        separate()
        append("null")
    }

    /// Adds a member that holds a text, or `null`.
    @inlinable
    package mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { appendJSONString(text) } else { append("null") }
    }

    /// Adds a member that holds a whole number, or `null`.
    @inlinable
    package mutating func member(_ name: StaticString, _ number: Int64?) {
        key(name)
        if let number { appendInteger(number) } else { append("null") }
    }

    /// Adds a member that holds a truth value.
    @inlinable
    package mutating func member(_ name: StaticString, _ flag: Bool) {
        key(name)
        if flag { append("true") } else { append("false") }
    }
}
