import Domain
import Formats
import JSON

/// 权限表: what each role may do, for a review on paper; no database needs to be open.
package enum RolesCommand {
    package static func table(json: Bool, inEnglish: Bool) -> String {
        var out = ByteWriter()
        render(
            RoleTable.report,
            as: json ? .json : .table,
            style: RenderingStyle(language: inEnglish ? .english : .chinese),
            into: &out
        )
        return String(decoding: out.array(), as: UTF8.self)
    }
}
