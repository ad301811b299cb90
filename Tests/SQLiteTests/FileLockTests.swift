import Foundation
import Glibc
import SQLite
import Testing

@Suite("Lock file")
struct FileLockTests {
    let store: TemporaryDatabase
    var path: String { store.path + ".lock" }

    init() throws {
        store = try TemporaryDatabase()
    }

    @Test("A second holder is refused and told the process that has the lock")
    func held() throws {
        let lock = try FileLock(path: path)
        withExtendedLifetime(lock) {
            #expect(throws: FileLockError.held(pid: getpid())) { try FileLock(path: path) }
            #expect((try? String(contentsOfFile: path, encoding: .utf8)) == "\(getpid())\n")
        }
    }

    @Test("The lock is free again when its holder is gone")
    func released() throws {
        do { _ = try FileLock(path: path) }
        let again = try FileLock(path: path)
        withExtendedLifetime(again) {}
    }

    @Test("Another process that has the lock is named")
    func otherProcess() throws {
        let script = "echo $$ > \(path); exec 9<> \(path); flock -n 9 && echo ready && read line"
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        #expect(output.fileHandleForReading.availableData == Data("ready\n".utf8))
        #expect(throws: FileLockError.held(pid: process.processIdentifier)) { try FileLock(path: path) }
        try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        process.waitUntilExit()
        let lock = try FileLock(path: path)
        withExtendedLifetime(lock) {}
    }

    @Test("A folder that does not exist is told as such, in both languages")
    func unusable() {
        let error = #expect(throws: FileLockError.self) { try FileLock(path: "/no/such/folder/x.lock") }
        #expect(error == .unusable(errno: ENOENT))
        #expect(error?.description.contains("No such file or directory") == true)
        #expect(error?.chinese.contains("锁文件") == true)
        #expect(FileLockError.held(pid: 42).description.contains("process (42)"))
        #expect(FileLockError.held(pid: 42).chinese.contains("进程（42）"))
    }
}
