import Testing

@testable import HTTPServer

@Suite("The Date field")
struct DateFieldTests {
    @Test(
        "A second is written in the fixed format of HTTP",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_767_225_599, "Wed, 31 Dec 2025 23:59:59 GMT"),
        ]
    )
    func format(second: Int, text: String) {
        #expect(DateField.format(second) == text)
    }
}
