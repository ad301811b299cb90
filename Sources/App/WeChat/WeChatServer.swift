import Domain
import JSON
import Logging
import Outbound

/// WeChat's server, asked over HTTPS (微信服务端接口).
///
/// Targets and bodies hold the secret, codes and tokens, and answers the `session_key`: of all these nothing is logged or
/// goes into an error, and the `session_key` is not even read.
struct WeChatServer: WeChat {
    private let client: any OutboundClient
    private let base: WebAddress
    private let appID: String
    private let secret: String
    private let tokens: AccessTokens
    private let logger: Logger

    /// Nothing where no mini-program is set up.
    init?(_ configuration: WeChatConfiguration, _ clock: any Clock, _ logger: Logger) throws {
        guard let appID = configuration.appID, let base = configuration.base else { return nil }
        let (secret, client) = (try configuration.secret(), try WebClient())
        self.client = client
        self.base = base
        self.appID = appID
        self.secret = secret
        self.logger = logger
        tokens = AccessTokens(clock: clock) {
            let body = Self.object([
                ("grant_type", "client_credential"), ("appid", appID), ("secret", secret),
            ])
            let answer = try await Self.ask(client, base, "/cgi-bin/stable_token", body, logger)
            if let code = answer.fault { throw WeChatProblem.refused(code, field: "code", logger) }
            guard let text = answer.root["access_token"]?.string, let seconds = answer.root["expires_in"]?.integer
            else {
                throw WeChatProblem.failed(nil)
            }
            return AccessTokens.Token(text: text, seconds: seconds)
        }
    }

    func openID(of code: String) async throws -> OpenID {
        let target =
            "/sns/jscode2session?appid=\(Self.escaped(appID))&secret=\(Self.escaped(secret))"
            + "&js_code=\(Self.escaped(code))&grant_type=authorization_code"
        let answer = try await Self.ask(client, base, target, nil, logger)
        if let code = answer.fault { throw WeChatProblem.refused(code, field: "code", logger) }
        guard let openID = answer.root["openid"]?.string.flatMap(OpenID.init) else { throw WeChatProblem.failed(nil) }
        return openID
    }

    func phone(of code: String) async throws -> MobileNumber {
        let body = Self.object([("code", code)])
        var token = try await tokens.token()
        var answer = try await askForPhone(token, body)
        if WeChatProblem.saysTokenEnded(answer.fault) {
            // Somebody else may have fetched one by force; the second refusal is final.
            token = try await tokens.token(insteadOf: token)
            answer = try await askForPhone(token, body)
        }
        if let code = answer.fault { throw WeChatProblem.refused(code, field: "phone_code", logger) }
        let info = answer.root["phone_info"]
        // A number that was verified for another app is not proven to this one.
        guard info?["watermark"]?["appid"]?.string == appID, let digits = info?["purePhoneNumber"]?.string else {
            throw WeChatProblem.failed(nil)
        }
        guard info?["countryCode"]?.string == "86", let phone = MobileNumber(digits) else {
            throw DomainError.invalid([
                .body("phone_code", "foreign_number", "只支持中国大陆手机号", "Only mobile numbers of mainland China are taken")
            ])
        }
        return phone
    }

    private func askForPhone(_ token: String, _ body: [UInt8]) async throws -> Reply {
        let target = "/wxa/business/getuserphonenumber?access_token=\(Self.escaped(token))"
        return try await Self.ask(client, base, target, body, logger)
    }

    /// What WeChat answered, with the code of its refusal if it refused.
    private struct Reply {
        let root: JSONValue
        let fault: Int64?
    }

    private static func ask(
        _ client: any OutboundClient,
        _ base: WebAddress,
        _ target: String,
        _ body: [UInt8]?,
        _ logger: Logger
    ) async throws -> Reply {
        let answer: OutboundAnswer
        do {
            answer = try await client.send(OutboundRequest(base, target: target, body: body))
        } catch {
            logger.error("wechat not reached", metadata: ["why": "\(error.rawValue)"])
            throw WeChatProblem.unreachable
        }
        guard answer.status == 200, let document = try? JSONDocument(parsing: answer.body) else {
            logger.error("wechat answered oddly", metadata: ["status": "\(answer.status)"])
            throw WeChatProblem.failed(nil)
        }
        let fault = document.root["errcode"]?.integer
        return Reply(root: document.root, fault: fault == 0 ? nil : fault)
    }

    private static func object(_ members: [(String, String)]) -> [UInt8] {
        var out = ByteWriter(capacity: 512)
        JSONTree.object(members.map { ($0, .string($1)) }).write(to: &out)
        return out.array()
    }

    /// Everything but the unreserved characters as `%XX` (RFC 3986, section 2.3).
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.append(Character(Unicode.Scalar(byte)))
            default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
