import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Letting people in, as the program is told to on its command line")
struct AccessProgramTests {
    @Test("The flags of WeChat reach the server: a user whose phone is known is signed in by it, and help names them")
    func weChat() async throws {
        let (folder, stub) = (try await TestServer.demoFolder(), try WeChatStub())
        var configuration = Configuration()
        stub.configure(&configuration)
        let base = try #require(configuration.weChat.base)
        let serving = try Program.start([
            "serve", "--data", folder.path, "--port", "0", "--tour", "staff", "--wechat-app-id", WeChatStub.appID,
            "--wechat-secret-file", try #require(configuration.weChat.secretFile), "--wechat-base-url",
            "http://\(base.authority)\(base.path)",
        ])
        let (client, token) = (HTTPClient(port: try serving.waitForPort()), try serving.waitForToken())
        let newcomer = """
            {"name": "微信人", "sex": "female", "birth_date": "1980-01-01", "phone": "15655500200", "household_id": 1, \
            "relation": "other"}
            """
        let entered = try client.send("POST", "/api/v1/residents", token: token, body: newcomer).json()
        stub.change { state in
            state.users["c"] = "user-of-the-program"
            state.phones["p"] = "15655500200"
        }
        let answer = try client.send("POST", "/api/v1/auth/wechat", body: #"{"code": "c", "phone_code": "p"}"#)
        #expect(answer.status == 200, "\(answer.text)")
        let resident = try answer.json().at("account.scope.resident_id")?.integer
        #expect(resident != nil && resident == entered["id"]?.integer)
        #expect(stub.asked.contains { $0.contains("appid=\(WeChatStub.appID)") })
        #expect(try serving.stop() == 0)
        let help = try Program.run(["help", "serve"])
        for flag in ["wechat-app-id", "wechat-secret-file", "wechat-base-url", "page-ticket-seconds", "page-minutes"] {
            #expect(help.output.contains("--\(flag) "), "\(flag)")
        }
    }

    @Test("A page is shown for as long as the flag says, and a flag out of its range is refused with its name")
    func pages() async throws {
        let folder = try await TestServer.demoFolder()
        let serving = try Program.start([
            "serve", "--data", folder.path, "--port", "0", "--tour", "secretary", "--page-minutes", "7",
        ])
        let (client, token) = (HTTPClient(port: try serving.waitForPort()), try serving.waitForToken())
        let made = try client.send("POST", "/api/v1/auth/page-ticket", token: token).json()
        let entered = try client.send("GET", try #require(made["href"]?.string))
        #expect(entered.header("Set-Cookie")?.contains("; Max-Age=420;") == true)
        #expect(try serving.stop() == 0)
        let wrong = try Program.run(["serve", "--data", folder.path, "--page-ticket-seconds", "1"])
        #expect(wrong.status != 0 && wrong.output.contains("page-ticket-seconds"))
    }
}
