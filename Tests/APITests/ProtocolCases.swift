import TestSupport

extension ProtocolTests {
    static let path = "/api/v1/activities?limit=1"

    static let cases: [Scenario] = [
        Scenario(
            "§9.1: A method that nobody knows is not implemented",
            "BREW",
            path,
            status: 501,
            code: notImplemented
        ),
        Scenario("§9.1: Method names are case-sensitive", "get", path, status: 501, code: notImplemented),
        Scenario("§9.3.8: TRACE is not implemented", "TRACE", "/", status: 501, code: notImplemented),
        Scenario("§9.1: An unknown method of an unknown path is not implemented", "BREW", "/x", status: 501),
        Scenario("§15.5.6: A method that the path lacks is not allowed", "PUT", path, status: 405),
        Scenario("§15.5.5: What is nowhere is not found", "GET", "/api/v1/nothing", status: 404, code: "no_such_path"),
        Scenario("§4.2.3: An escaped letter is the letter", "GET", "/api/v1/%61ctivities?limit=1", status: 200),
        Scenario("§4.2.3: An escaped slash is not a slash", "GET", "/api/v1%2Factivities", status: 404),
        Scenario("§14.2: A range is ignored", "GET", path, headers: [("Range", "bytes=0-3")], status: 200),
        Scenario(
            "§14.5: If-Range without a range that counts is ignored",
            "GET",
            path,
            headers: [("Range", "bytes=0-3"), ("If-Range", "\"x\"")],
            status: 200
        ),
        Scenario(
            "§13.1.3: If-Modified-Since says nothing about what has no date",
            "GET",
            path,
            headers: [("If-Modified-Since", "Sun, 06 Nov 2094 08:49:37 GMT")],
            status: 200
        ),
        Scenario(
            "§13.1.4: If-Unmodified-Since says nothing about what has no date",
            "GET",
            path,
            headers: [("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")],
            status: 200
        ),
        Scenario(
            "§13.1.2: Any tag is known where something is",
            "GET",
            path,
            headers: [("If-None-Match", "*")],
            status: 304
        ),
        Scenario(
            "§13.1.2: An unknown tag changes nothing",
            "GET",
            path,
            headers: [("If-None-Match", "\"x\", W/\"y\"")],
            status: 200
        ),
        Scenario(
            "§13.1.1: Any version will do where there is one",
            "GET",
            path,
            headers: [("If-Match", "*")],
            status: 200
        ),
        Scenario(
            "§13.1.1: Another version is not delivered",
            "GET",
            path,
            headers: [("If-Match", "\"x\"")],
            status: 412,
            code: "precondition_failed"
        ),
        Scenario(
            "§13.2.2: If-Match is looked at before If-None-Match",
            "GET",
            path,
            headers: [("If-None-Match", "*"), ("If-Match", "\"x\"")],
            status: 412
        ),
        Scenario(
            "§13.2.1: Conditions say nothing about what is not there",
            "GET",
            "/api/v1/activities/999999",
            headers: [("If-None-Match", "*"), ("If-Match", "\"x\"")],
            status: 404
        ),
        Scenario(
            "§13.2.1: Conditions come after permissions",
            "GET",
            "/api/v1/residents",
            headers: [("If-None-Match", "*")],
            status: 401
        ),
        Scenario("§12.5.1: Nothing is left to offer", "GET", path, headers: [("Accept", "image/png")], status: 406),
        Scenario(
            "§5.3: Two Accept fields are one list",
            "GET",
            path,
            headers: [("Accept", "image/png"), ("Accept", "text/csv")],
            status: 200,
            lacks: ["{"]
        ),
        Scenario(
            "§12.5.4: Two Accept-Language fields are one list",
            "GET",
            "/api/v1/nothing",
            headers: [("Accept-Language", "fr"), ("Accept-Language", "en")],
            status: 404,
            contains: ["There is nothing at this path"]
        ),
        Scenario(
            "§15.5.16: A body of another type is refused",
            as: "secretary",
            "POST",
            "/api/v1/compounds",
            headers: [("Content-Type", "text/plain")],
            body: "x",
            status: 415
        ),
        Scenario(
            "§8.4: A body with a coding is refused",
            as: "secretary",
            "POST",
            "/api/v1/compounds",
            headers: [("Content-Encoding", "gzip")],
            body: "{}",
            status: 415,
            code: "unsupported_content_encoding"
        ),
        Scenario(
            "§8.4.1: identity is no coding",
            as: "secretary",
            "POST",
            "/api/v1/compounds",
            headers: [("Content-Encoding", "identity")],
            body: "{}",
            status: 422
        ),
        Scenario(
            "§13.1.2: What exists is not changed by who wants it absent",
            as: "secretary",
            "PATCH",
            "/api/v1/residents/1",
            headers: [("If-None-Match", "*"), ("If-Match", "*")],
            body: "{}",
            status: 412
        ),
        Scenario(
            "§13.1.1: A weak tag never matches strongly",
            as: "secretary",
            "PATCH",
            "/api/v1/residents/1",
            headers: [("If-Match", "W/\"1-x\"")],
            body: "{}",
            status: 412
        ),
        Scenario("§7.8: An offer to upgrade is ignored", "GET", path, headers: upgrade, status: 200),
        Scenario(
            "§10.1.4: TE is ignored",
            "GET",
            path,
            headers: [("TE", "trailers"), ("Connection", "TE")],
            status: 200
        ),
    ]

    private static let notImplemented = "method_not_implemented"
    private static let upgrade = [("Upgrade", "h2c"), ("Connection", "Upgrade, HTTP2-Settings")]
}
