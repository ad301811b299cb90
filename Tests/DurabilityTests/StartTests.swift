import App
import Domain
import Glibc
import SQLite
import Storage
import TestSupport
import Testing

@Suite("A start on a disk that fails")
struct StartTests {
    private let disk: FaultyDisk

    init() throws { disk = try FaultyDisk() }

    private func configuration(_ folder: TemporaryFolder) -> Configuration {
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        configuration.fileSystem = disk.name
        return configuration
    }

    @Test(
        "Whichever operation fails, the start goes well or ends with a sentence, and the next start goes well",
        arguments: FaultyDisk.Operation.allCases
    )
    func everyOperation(operation: FaultyDisk.Operation) async throws {
        let folder = try await TestServer.demoFolder()
        // A log that has to be recovered makes the start do all that it can do.
        try leaveLog(folder)
        var (number, failures) = (0, 0)
        repeat {
            // The first ones are all different; later the same pages are read and locked by one connection after another.
            number += number < 30 ? 1 : 17
            disk.fail(operation, at: number)
            do {
                try await startAndStop(folder)
            } catch {
                #expect(isClear(error), "\(operation) \(number): \(error)")
            }
            failures = disk.failures
            disk.heal()
            try await disk.waitUntilClosed()
        } while failures > 0
        let test = try await TestServer(folder: folder, on: disk, loops: 1)
        let token = try await test.token("secretary")
        #expect(try test.client().send("GET", "/api/v1/cases?limit=1", token: token).status == 200)
        await test.stop()
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readOnly, settings: .reader)
        #expect(try Checkup.examine(connection).allSatisfy(\.problems.isEmpty))
    }

    private func startAndStop(_ folder: TemporaryFolder) async throws {
        let test = try await TestServer(folder: folder, on: disk, loops: 1)
        await test.stop()
    }

    @Test("A new database on a disk that fills up is begun again later, from any point")
    func newDatabase() async throws {
        var number = 1
        while true {
            let folder = try TemporaryFolder()
            disk.fail(.space, at: number, times: .max)
            let error = problem(in: folder)
            let failures = disk.failures
            disk.heal()
            if failures == 0 { break }
            // Some of what failed is not needed: a log that is not copied at the end of a connection is copied later.
            if let error {
                let text = "\(error)"
                #expect(error is DatabaseProblem, "\(number): \(text)")
                #expect(text.contains("no space left") && text.contains("空间不足"), "\(number): \(text)")
            }
            #expect(problem(in: folder) == nil)
            // A prime number of writes further, so that pages and frames of every sort are met.
            number += 397
        }
        #expect(number > 100)
    }

    /// Why a store does not open; one that does is closed again.
    private func problem(in folder: TemporaryFolder) -> (any Error)? {
        do {
            try OpenStore(configuration(folder), clock: SystemClock()).store.stop()
            return nil
        } catch {
            return error
        }
    }

    @Test("A database that may only be read is refused at the start with a sentence in both languages")
    func readOnly() async throws {
        let folder = try await TestServer.demoFolder()
        disk.setReadOnly(true)
        let problem = #expect(throws: DatabaseProblem.self) {
            try OpenStore(configuration(folder), clock: SystemClock())
        }
        let text = problem?.description ?? ""
        #expect(text.contains("can not be opened for writing") && text.contains("无法以读写方式打开"), "\(text)")
        try await disk.waitUntilClosed()
        disk.setReadOnly(false)
        try OpenStore(configuration(folder), clock: SystemClock()).store.stop()
    }

    private func isClear(_ error: any Error) -> Bool {
        switch error {
        case is DatabaseProblem: true
        case let error as SQLiteError: error.refusal != nil
        case let error as DomainError: error.kind == .unavailable || error.kind == .noSpace
        default: false
        }
    }

    /// Leaves writes that are in the log alone, as after a crash: the files are copied while they are open.
    private func leaveLog(_ folder: TemporaryFolder) throws {
        let saved = try filesWhileOpen("\(folder.path)/linli.db")
        for (path, bytes) in saved {
            unlink(path)
            guard FileContents.create(path, bytes) else { throw TestFailure("\(path) can not be put back") }
        }
    }

    private func filesWhileOpen(_ path: String) throws -> [(String, [UInt8])] {
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        try connection.run("UPDATE place SET version = version + 1")
        return try [path, "\(path)-wal"].map { path in
            guard let bytes = FileContents.read(path), !bytes.isEmpty else { throw TestFailure("\(path) is not there") }
            return (path, bytes)
        }
    }
}
