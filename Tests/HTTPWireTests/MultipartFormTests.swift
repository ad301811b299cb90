import HTTPWire
import Testing

@Suite("Forms with files")
struct MultipartFormTests {
    private func read(_ text: String) throws -> MultipartForm {
        let bytes = Array(text.utf8)
        return try MultipartForm(boundary: "b", size: bytes.count) { place, count in
            Array(bytes[place..<min(place + count, bytes.count)])
        }
    }

    private func form(_ text: String) -> MultipartForm? { try? read(text) }

    private func contents(_ text: String) -> [String]? {
        form(text)?.parts.map {
            "\($0.name)\($0.isFile ? "*" : "")=\(String(decoding: Array(text.utf8)[$0.range], as: UTF8.self))"
        }
    }

    @Test("The parts lie where they are, whatever is in them")
    func parts() {
        let text =
            "--b\r\nContent-Disposition: form-data; name=\"moment\"\r\n\r\nafter\r\n"
            + "--b\r\ncontent-disposition:form-data; filename=\"a\\\"b;c.jpg\"; name=file\r\nContent-Type: image/jpeg\r\n\r\n"
            + "one\r\n--a\r\n\r\n--\r\n--b--\r\nbehind"
        #expect(contents(text) == ["moment=after", "file*=one\r\n--a\r\n\r\n--"])
    }

    @Test("A preamble, padding behind a delimiter and an empty part are read as the standard has them")
    func odd() {
        let text = "hello\r\n--b  \r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n--b--"
        #expect(contents(text) == ["x="])
        #expect(contents("--b--") == [])
    }

    @Test(
        "What is no whole form is none",
        arguments: [
            "", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=x\r\n\r\nopen",
            "--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--",
            "--bb\r\nContent-Disposition: form-data; name=x\r\n\r\nx\r\n--b--",
        ]
    )
    func broken(text: String) {
        #expect(form(text) == nil)
    }

    @Test("More parts than a form of ours has are not read")
    func many() {
        let part = "--b\r\nContent-Disposition: form-data; name=x\r\n\r\nx\r\n"
        #expect(form(String(repeating: part, count: 20) + "--b--")?.parts.count == 20)
        #expect(throws: MultipartForm.Fault.tooManyParts) {
            try read(String(repeating: part, count: 21) + "--b--")
        }
        let name = String(repeating: "n", count: 5000)
        #expect(throws: MultipartForm.Fault.headTooLong) {
            try read("--b\r\nContent-Disposition: form-data; name=x; filename=\(name)\r\n\r\nx\r\n--b--")
        }
    }

    @Test("A delimiter at the border of two windows is found")
    func windows() {
        for length in 65_400...65_560 where length % 7 == 0 {
            let text =
                "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\(String(repeating: "-", count: length))\r\n--b--"
            #expect(form(text)?.parts.first?.range.count == length)
        }
    }

    @Test("The boundary comes out of the media type")
    func boundaries() {
        #expect(MultipartForm.boundary(ofType: "multipart/form-data; boundary=abc") == "abc")
        #expect(MultipartForm.boundary(ofType: "Multipart/Form-Data; charset=utf-8; boundary=\"a b:c\"") == "a b:c")
        #expect(MultipartForm.boundary(ofType: "multipart/mixed; boundary=abc") == nil)
        #expect(MultipartForm.boundary(ofType: "multipart/form-data") == nil)
        let long = String(repeating: "x", count: 71)
        #expect(MultipartForm.boundary(ofType: "multipart/form-data; boundary=\(long)") == nil)
    }
}
