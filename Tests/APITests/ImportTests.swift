import App
import Domain
import Glibc
import SQLite
import Services
import Storage
import Synchronization
import TestSupport
import Testing

/// A data folder with the commands that bring registers in and take them out.
private struct Desk {
    let folder: TemporaryFolder
    private let said = Said()

    private final class Said: Sendable {
        let text = Mutex("")
    }

    init() async throws { folder = try await TestServer.demoFolder() }

    init(empty: Bool) throws { folder = try TemporaryFolder() }

    var configuration: Configuration {
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        return configuration
    }

    private var output: CommandOutput {
        CommandOutput(say: { [said] line in said.text.withLock { $0 += line + "\n" } }, progress: { _ in })
    }

    /// Writes a file and imports it; what the command said, and whether all went well.
    func load(
        _ kind: String,
        _ text: String,
        bytes: [UInt8]? = nil,
        _ change: (inout ImportCommand) -> Void = { _ in }
    ) async throws -> (isClean: Bool, said: String) {
        let path = "\(folder.path)/\(kind)-\(Int.random(in: 0..<Int.max)).csv"
        #expect(FileContents.create(path, bytes ?? Array(text.utf8)))
        return try await load(kind, file: path, change)
    }

    func load(
        _ kind: String,
        file: String,
        _ change: (inout ImportCommand) -> Void = { _ in }
    ) async throws -> (isClean: Bool, said: String) {
        said.text.withLock { $0 = "" }
        var command = ImportCommand(kind: kind, file: file)
        change(&command)
        let isClean = try await command.run(configuration, interruption: Interruption(), output: output)
        return (isClean, said.text.withLock { $0 })
    }

    /// Exports everything, with a reason also what is masked otherwise; the folder of the files.
    func take(reason: String? = "测试") async throws -> TemporaryFolder {
        let target = try TemporaryFolder()
        var command = ExportCommand(folder: target.path)
        command.isUnmasked = reason != nil
        command.reason = reason
        try await command.run(configuration, interruption: Interruption(), output: output)
        return target
    }

    func connection() throws -> Connection {
        try Connection(path: configuration.databasePath, access: .readOnly, settings: .reader)
    }

    @discardableResult
    func store<Result>(_ body: (any Store) async throws -> Result) async throws -> Result {
        let open = try OpenStore(configuration, clock: SystemClock())
        defer { open.store.stop() }
        return try await body(open.store)
    }

    func count(_ resource: ResourceName) async throws -> Int64? {
        try await store { store in
            try await store.read { reader in
                try reader.page(
                    resource,
                    ListQuery(limit: 1, wantsTotal: true),
                    view: View(scope: .everything)
                ).total
            }
        }
    }
}

@Suite("Imports")
struct ImportTests {
    private static let header = "小区,楼栋,单元,室号,与户主关系,姓名,性别,出生日期,身份证号,联系电话\n"

    @Test("What was exported and is imported again changes nothing", arguments: ImportKind.allCases)
    func repeated(kind: ImportKind) async throws {
        let desk = try await Desk()
        let files = try await desk.take()
        let answer = try await desk.load(kind.rawValue, file: "\(files.path)/\(kind.rawValue).csv") { $0.json = true }
        #expect(answer.isClean, "\(answer.said)")
        #expect(answer.said.contains(#""new":0,"changed":0,"#), "\(answer.said)")
        #expect(!answer.said.contains(#""same":0"#))
    }

    @Test("An empty community that imports the registers of another exports the same")
    func roundTrip() async throws {
        let old = try await Desk()
        let files = try await old.take()
        let new = try Desk(empty: true)
        try await new.store { store in
            try await store.write { transaction in
                let subdistrict = try transaction.insert(
                    Draft(.subdistricts, ["code": .text("1"), "name": .text("街道")]),
                    scope: .everything
                )
                _ = try transaction.insert(
                    Draft(
                        .communities,
                        [
                            "subdistrict_id": .integer(subdistrict), "code": .text("1"), "name": .text("新社区"),
                            "number_prefix": .text("N"),
                        ]
                    ),
                    scope: .everything
                )
            }
        }
        for kind in ["compounds", "grids", "buildings", "dwellings", "households", "residents"] {
            let answer = try await new.load(kind, file: "\(files.path)/\(kind).csv")
            #expect(answer.isClean, "\(kind): \(answer.said)")
        }
        let again = try await new.take()
        for kind in ["dwellings", "households", "residents"] {
            let (before, after) = (try content("\(files.path)/\(kind).csv"), try content("\(again.path)/\(kind).csv"))
            #expect(before.count > 100 && before == after, "\(kind)")
        }
    }

    /// The rows of a file without what each database gives by itself.
    private func content(_ path: String) throws -> Set<[String]> {
        let table = try CSVFile(path: path, encoding: nil)
        var (rows, kept) = (Set<[String]>(), [Int]())
        try table.rows { line in
            if line.number == 1 {
                let own = ["版本", "创建时间", "更新时间", "登记户主"]
                kept = line.cells.indices.filter { index in
                    !line.cells[index].contains("系统编号") && !own.contains(line.cells[index])
                }
            } else {
                rows.insert(kept.map { line.cells[$0] })
            }
        }
        return rows
    }

    @Test("An export is masked; whole personal values need a reason, which stays known")
    func masking() async throws {
        let desk = try await Desk()
        let reasons = "SELECT reason || ' ' || residents FROM unmasked_export"
        let unread =
            "UPDATE issue SET title = '未读的题', description = '未读的文', public_title = NULL, public_description = NULL"
        let told = """
            UPDATE notification SET text = '未读的话', issue_id = (SELECT max(id) FROM issue WHERE screened_at IS NULL)
            WHERE id = (SELECT max(id) FROM notification)
            """
        let file = try Connection(path: desk.configuration.databasePath, access: .readWrite, settings: .writer)
        for sql in [unread, told] { try file.execute(sql) }
        #expect(try file.first("SELECT count(*) FROM notification WHERE text = '未读的话'", []) { $0.integer(0) } == 1)
        let masked = try text(of: "residents.csv", in: try await desk.take(reason: nil))
        #expect(masked.contains("320***********0024") && !masked.contains("320499198701250024"))
        #expect(masked.contains("1987-**-**") && !masked.contains("1987-01-25"))
        // The home of a person stops at the building, also beside the head of a household; the dwellings are a list of doors.
        let files = try await desk.take(reason: nil)
        for text in [masked, try text(of: "households.csv", in: files)] {
            #expect(text.contains(",示范新苑,1幢,***,***,") && !text.contains(",示范新苑,1幢,1,101,"))
        }
        #expect(try text(of: "dwellings.csv", in: files).contains(",示范新苑,1幢,1,101,"))
        // No number leads from a home or its owner to a line of that list, and nobody reads what nobody has read.
        for name in ["households.csv", "ownerships.csv"] {
            let lines = try text(of: name, in: files).split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let place = try #require(lines.first?.firstIndex(of: "房屋（系统编号）"), "\(name)")
            #expect(lines.count > 1 && lines.dropFirst().allSatisfy { $0[place].isEmpty }, "\(name)")
        }
        for name in [
            "issues", "cases", "heard", "issue-supporters", "issue-versions", "agenda-items", "issue-timeline",
            "notifications",
        ] {
            #expect(try !text(of: "\(name).csv", in: files).contains("未读的"), "\(name)")
        }
        #expect(try desk.connection().query(reasons) { $0.text(0) } == [])
        // Each of the two left an entry for everybody in it, and one for each register with its rows.
        let entries = "SELECT count(*) FROM audit WHERE action = ? AND object LIKE 'residents%'"
        func count(_ action: String) throws -> Int64? {
            try desk.connection().first(entries, [.text(action)]) { $0.integer(0) }
        }
        #expect(try count("export_residents") == 2 * 5190 && count("export_register") == 2)
        let notes = try desk.connection().query(
            """
            SELECT n.text FROM audit a JOIN audit_note n ON n.audit_id = a.id
            WHERE a.action = 'export_register' AND a.object = 'residents'
            """
        ) { $0.text(0) }
        #expect(notes.allSatisfy { $0.contains("已脱敏") && $0.contains("5190 行") })
        let whole = try await desk.take()
        #expect(try text(of: "residents.csv", in: whole).contains("1987-01-25,1987,19900000421,320499198701250024"))
        #expect(try desk.connection().query(reasons) { $0.text(0) } == ["测试 5190"])
        let manifest = try text(of: "manifest.json", in: whole)
        #expect(manifest.contains("\"demo\": true") && manifest.contains("\"reason\": \"测试\""))
        #expect(manifest.contains("\"rows\": 5190"))
    }

    @Test("An export that is interrupted leaves no file")
    func interruptedExport() async throws {
        let desk = try await Desk()
        let interruption = Interruption()
        interruption.ask()
        let target = "\(desk.folder.path)/out"
        await #expect(throws: CommandFailure.self) {
            try await ExportCommand(folder: target).run(
                desk.configuration,
                interruption: interruption,
                output: CommandOutput(say: { _ in }, progress: { _ in })
            )
        }
        #expect(!FileContents.exists(target) && !FileContents.exists("\(target).partial-\(getpid())"))
    }

    private func text(of name: String, in folder: TemporaryFolder) throws -> String {
        String(decoding: try #require(FileContents.read("\(folder.path)/\(name)")), as: UTF8.self)
    }

    @Test("Every bad cell is named by its row and column, and nothing is imported")
    func badCells() async throws {
        let desk = try await Desk()
        let before = try await desk.count(.residents)
        let file =
            Self.header
            + "示范新苑,1号楼,1,101,其他,新来的,男,2001-02-29,,19900000001\n"
            + "没有的小区,1号楼,1,101,其他,新来的,男,2001-02-28,,19900000001\n"
            + "示范新苑,1号楼,1,101,邻居,,男,2001-02-28,1.23E+17,19900\n"
            + "示范新苑,99,1,101,其他,新来的,女,2001-02-28,11010519491231002X,138****0000\n"
        let answer = try await desk.load("residents", file)
        #expect(!answer.isClean)
        let expected = [
            ["2", "H", "出生日期", "2001-02-29", "bad_date"], ["3", "A", "小区", "没有的小区", "unknown_reference"],
            ["4", "E", "与户主关系", "邻居", "unknown_value"], ["4", "F", "姓名", "-", "required"],
            ["4", "I", "身份证号", "1.23E+17", "scientific_notation"], ["4", "J", "联系电话", "19900", "bad_mobile"],
            ["5", "B", "楼栋", "99", "unknown_reference"], ["5", "J", "联系电话", "138****0000", "masked"],
        ]
        let lines = answer.said.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        for cells in expected { #expect(lines.contains(cells), "\(cells)\n\(answer.said)") }
        #expect(answer.said.contains("有 8 处问题，未导入任何内容"))
        #expect(answer.said.contains("nothing was imported"))
        #expect(try await desk.count(.residents) == before)
    }

    @Test("Wrong columns are one clear answer, not a wrong cell in every row")
    func wrongColumns() async throws {
        let desk = try await Desk()
        let answer = try await desk.load("residents", "楼栋,单元,室号,姓名,备注\n1,1,101,张三,无\n")
        #expect(!answer.isClean)
        #expect(answer.said.contains("缺少这一列，表头可写作 “与户主关系”"))
        #expect(answer.said.contains("This column is missing; it may be called “与户主关系”"))
        #expect(answer.said.contains("E   备注"))
        #expect(answer.said.contains("--ignore-unknown"))
        #expect(answer.said.contains("有 4 处问题"))
    }

    @Test("The same file again changes nothing, and a corrected one changes what differs")
    func corrections() async throws {
        let desk = try await Desk()
        let row = "示范新苑,1幢,1单元,101室,其他,新来的,,,320499200102280010,"
        let first = try await desk.load("residents", Self.header + row + "19900000001\n") { $0.json = true }
        #expect(first.said.contains(#""new":1,"changed":0,"same":0"#), "\(first.said)")
        let same = try await desk.load("residents", Self.header + row + "+86 199 0000 0001\n") { $0.json = true }
        #expect(same.said.contains(#""new":0,"changed":0,"same":1"#), "\(same.said)")
        let other = try await desk.load("residents", Self.header + row + "19900000002\n") { $0.json = true }
        #expect(other.said.contains(#""new":0,"changed":1,"same":0"#), "\(other.said)")
        // An empty cell says nothing, and takes nothing away.
        let empty = try await desk.load("residents", Self.header + row + "\n") { $0.json = true }
        #expect(empty.said.contains(#""new":0,"changed":0,"same":1"#), "\(empty.said)")
    }

    private static let couple = (
        head: "示范新苑,1,1,101,%,段倩,女,1987-01-25,320499198701250024,\n",
        spouse: "示范新苑,1,1,101,%,沈凯涛,男,1989-04-30,32049919890430001X,\n"
    )

    @Test("Two of a household change places, whichever row comes first; two heads are one too many")
    func heads() async throws {
        let desk = try await Desk()
        let swapped =
            Self.couple.spouse.replacing("%", with: "户主") + Self.couple.head.replacing("%", with: "配偶")
        let answer = try await desk.load("residents", Self.header + swapped) { $0.json = true }
        #expect(answer.said.contains(#""changed":2"#), "\(answer.said)")
        let back = Self.couple.spouse.replacing("%", with: "配偶") + Self.couple.head.replacing("%", with: "户主")
        #expect(try await desk.load("residents", Self.header + back).isClean)
        let both = Self.couple.spouse.replacing("%", with: "户主") + Self.couple.head.replacing("%", with: "户主")
        let refused = try await desk.load("residents", Self.header + both)
        #expect(!refused.isClean && refused.said.contains("household_has_head"), "\(refused.said)")
    }

    @Test("Who lives elsewhere from a later day on has moved; an earlier day is refused")
    func moves() async throws {
        let desk = try await Desk()
        #expect(try await desk.load("dwellings", "小区,楼栋,单元,室号\n示范新苑,1,9,901\n示范新苑,1,9,902\n").isClean)
        let households = "小区,楼栋,单元,室号,入住日\n示范新苑,1,9,901,2019-01-01\n示范新苑,1,9,902,2019-01-01\n"
        #expect(try await desk.load("households", households).isClean)
        let header = "小区,楼栋,单元,室号,与户主关系,姓名,身份证号,入住日期\n"
        let there = "户主,沈凯涛,32049919890430001X,"
        let moved = header + "示范新苑,1,9,901,\(there)2021-06-01\n"
        let answer = try await desk.load("residents", moved) { $0.json = true }
        #expect(answer.said.contains(#""changed":1"#), "\(answer.said)")
        let again = try await desk.load("residents", moved) { $0.json = true }
        #expect(again.said.contains(#""same":1"#), "\(again.said)")
        let earlier = try await desk.load("residents", header + "示范新苑,1,9,902,\(there)2020-12-15\n")
        #expect(!earlier.isClean && earlier.said.contains("too_early"), "\(earlier.said)")
        #expect(try Checkup.examine(try desk.connection()).allSatisfy { $0.problems.isEmpty })
    }

    @Test("A dry run finds out everything and changes nothing")
    func dryRun() async throws {
        let desk = try await Desk()
        let answer = try await desk.load("buildings", "小区,楼号,层数\n示范新苑,66号楼,18\n") { $0.isDryRun = true }
        #expect(answer.isClean && answer.said.contains("Dry run: it can be imported; nothing was changed."))
        #expect(try await desk.count(.buildings) == 39)
        #expect(try await desk.load("buildings", "小区,楼号,层数\n示范新苑,66号楼,18\n").isClean)
        #expect(try await desk.count(.buildings) == 40)
    }

    @Test("A file in GB18030 with semicolons and a title above its header is read")
    func chineseExcel() async throws {
        let desk = try await Desk()
        // 小区;楼号 and 示范新苑;77号楼 below a title.
        let bytes: [UInt8] =
            [0xC2, 0xA5, 0xB2, 0xE1, 0x0D, 0x0A]
            + [0xD0, 0xA1, 0xC7, 0xF8, 0x3B, 0xC2, 0xA5, 0xBA, 0xC5, 0x0D, 0x0A]
            + [0xCA, 0xBE, 0xB7, 0xB6, 0xD0, 0xC2, 0xD4, 0xB7, 0x3B, 0x37, 0x37, 0xBA, 0xC5, 0xC2, 0xA5, 0x0D, 0x0A]
        let answer = try await desk.load("buildings", "", bytes: bytes)
        #expect(answer.isClean && answer.said.contains("gb18030"), "\(answer.said)")
        #expect(try await desk.count(.buildings) == 40)
    }

    @Test("A dwelling comes with its owners, each in a row or all in one cell")
    func owners() async throws {
        let desk = try await Desk()
        let before = try #require(try await desk.count(.ownerships))
        let file = """
            小区,楼栋,单元,室号,建筑面积,业主,业主手机号,产权份额
            示范新苑,1,9单元,901,89.5,张三,19900000001,2/3
            示范新苑,1,9单元,901,89.5,李四,,1/3
            示范新苑,1,9单元,902,70,王五、赵六,,
            """
        let answer = try await desk.load("dwellings", file) { $0.json = true }
        #expect(answer.isClean, "\(answer.said)")
        #expect(try await desk.count(.ownerships) == before + 4)
        let contradiction = try await desk.load("dwellings", file.replacing("89.5,李四", with: "88,李四"))
        #expect(!contradiction.isClean && contradiction.said.contains("与第 2 行对同一房屋的记载不一致"))
    }

    @Test("Two owners of a dwelling without shares are asked once for the column of them, by its name")
    func ownersWithoutShares() async throws {
        let desk = try await Desk()
        let before = try #require(try await desk.count(.ownerships))
        let file = """
            小区,楼栋,单元,室号,建筑面积,业主
            示范新苑,1,9单元,901,89.5,张三
            示范新苑,1,9单元,901,89.5,李四
            示范新苑,1,9单元,902,70,王五
            示范新苑,1,9单元,902,70,赵六
            """
        let answer = try await desk.load("dwellings", file)
        #expect(!answer.isClean)
        #expect(answer.said.split(separator: "请增加“产权份额”列").count == 2, "\(answer.said)")
        #expect(answer.said.contains("第 2 行的产权人未写份额") && answer.said.contains("第 4 行的产权人未写份额"))
        #expect(try await desk.count(.ownerships) == before)
    }

    @Test("An import that is interrupted half-way leaves nothing")
    func interrupted() async throws {
        let desk = try await Desk()
        let before = try await desk.count(.buildings)
        let asked = Atomic(0)
        let rows = try CSVFile(path: try buildings(2000, in: desk), encoding: nil)
        _ = try await desk.store { store in
            await #expect(throws: ImportInterruption.self) {
                try await ImportService(store: store).run(
                    ImportRequest(.buildings),
                    rows,
                    progress: { _ in },
                    isInterrupted: { asked.add(1, ordering: .relaxed).newValue > 1000 }
                )
            }
        }
        #expect(asked.load(ordering: .relaxed) == 1001)
        #expect(try await desk.count(.buildings) == before)
    }

    private func buildings(_ count: Int, in desk: Desk) throws -> String {
        let rows = (1...count).map { "示范新苑,\(1000 + $0)幢\n" }.joined()
        let path = "\(desk.folder.path)/many.csv"
        #expect(FileContents.create(path, Array("小区,楼栋\n\(rows)".utf8)))
        return path
    }

    @Test("An import of another community's file is refused")
    func otherCommunity() async throws {
        let desk = try await Desk()
        let answer = try await desk.load("compounds", "社区,小区\n别的社区,新小区\n国宾社区,新小区二\n")
        #expect(!answer.isClean && answer.said.contains("other_community"))
        #expect(answer.said.contains("有 1 处问题"))
    }

    @Test("The problems are written as a table beside, and a file that is there is kept")
    func reportFile() async throws {
        let desk = try await Desk()
        let path = "\(desk.folder.path)/problems.csv"
        _ = try await desk.load("compounds", "小区,地址\n,某路\n") { $0.reportFile = path }
        let text = String(decoding: FileContents.read(path) ?? [], as: UTF8.self)
        #expect(text.contains("行,列,表头,内容,代码,说明,说明（英文）"))
        #expect(text.contains("2,A,小区,,required,必填,Is required"))
        await #expect(throws: CommandFailure.self) {
            _ = try await desk.load("compounds", "小区\n新\n") { $0.reportFile = path }
        }
    }
}
