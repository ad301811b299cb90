import Crypto
import Domain
import Glibc

/// The folder that backups lie in (备份目录): each is a database and, once it is proven, its manifest.
package struct BackupFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// A backup by its name, `linli-20261125-033000`, which says when it was made in the community's time.
    package struct Entry: Sendable {
        package let name: String
        package let moment: RetentionRule.Moment
    }

    /// Those that are complete: a database without its manifest was never proven.
    package func entries() -> [Entry] {
        names().compactMap { file in
            guard file.hasSuffix(".json"), let moment = Self.moment(of: String(file.dropLast(5))) else { return nil }
            let name = String(file.dropLast(5))
            return FileContents.exists("\(path)/\(name).db") ? Entry(name: name, moment: moment) : nil
        }
    }

    /// Takes away what the rule does not keep of one database, which is known by its keys, and what earlier attempts left half done.
    ///
    /// Those of other communities may lie in the same folder; each has its own days, weeks and months.
    ///
    /// - Returns: The names of those taken away.
    package func prune(by rule: RetentionRule, of keys: String) -> [String] {
        for file in names() where file.hasPrefix("linli-") && file.hasSuffix(".partial") { unlink("\(path)/\(file)") }
        let own = entries().filter { manifest(of: $0)?.keys == keys }
        let expired = rule.expired(own, madeAt: \.moment).map { entry in
            // The manifest first: without it the rest is no backup any more.
            unlink("\(path)/\(entry.name).json")
            unlink("\(path)/\(entry.name).db")
            return entry.name
        }
        if !expired.isEmpty {
            let kept = entries().compactMap(manifest)
            BackupFiles(self).prune(keeping: Set(kept.flatMap(\.attachments)))
        }
        return expired
    }

    private func manifest(of entry: Entry) -> BackupManifest? {
        FileContents.read("\(path)/\(entry.name).json").flatMap(BackupManifest.init)
    }

    static func name(at instant: Instant, in time: CommunityTime) -> String {
        let (days, seconds) = time.localSeconds(of: instant)
        let date = CivilDate(daysSince1970: days)
        let numbers = [(date.year, 4), (date.month, 2), (date.day, 2)]
        let clock = [(seconds / 3600, 2), (seconds / 60 % 60, 2), (seconds % 60, 2)]
        return "linli-\(digits(numbers))-\(digits(clock))"
    }

    private static func digits(_ numbers: [(value: Int, width: Int)]) -> String {
        numbers.map { number, width in
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }.joined()
    }

    private static func moment(of name: String) -> RetentionRule.Moment? {
        let parts = name.split(separator: "-")
        guard parts.count == 3, parts[0] == "linli", parts[1].count == 8, parts[2].count == 6,
            let day = Int(parts[1]), let clock = Int(parts[2]),
            let date = CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
        else { return nil }
        return RetentionRule.Moment(
            day: date.daysSince1970,
            second: clock / 10_000 * 3600 + clock / 100 % 100 * 60 + clock % 100
        )
    }

    private func names() -> [String] { FileContents.names(in: path).sorted() }
}
