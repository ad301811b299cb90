import App
import Dispatch
import Glibc
import SQLite
import Storage
import TestSupport
import Testing
import Torture

@Suite("A cut of the power")
struct PowerCutTests {
    private static let rounds = 100
    private static let clients = 4
    /// So many changes of the disk are a few dozen commits, and now and then a checkpoint.
    private static let furthest = 250
    /// About as many commits.
    private static let furthestSync = 12

    @Test(
        "After each of a hundred cuts all that was acknowledged is there, nothing is half there, nothing is oversold",
        arguments: [false, true]
    )
    func survives(isTorn: Bool) async throws {
        let disk = try FaultyDisk(seed: isTorn ? 2 : 1)
        let folder = try await TestServer.demoFolder()
        var chance = Chance(seed: isTorn ? 4 : 3)
        let ledger = Ledger(run: "cut")
        let token = try await token(folder)
        var kept = 0
        for round in 1...Self.rounds {
            // One in eight falls into the start, with what is left of the last one to be recovered.
            if chance.next() % 8 == 0 { try await cutStart(disk, folder, &chance, isTorn) }
            try await work(disk, folder, token, ledger, &chance, round)
            try await disk.waitUntilClosed()
            try disk.restore(isTorn: isTorn)
            kept = ledger.tally.acknowledged
        }
        let test = try await TestServer(folder: folder, on: disk, loops: 1)
        try check(ledger, folder, disk, Self.rounds + 1)
        await test.stop()
        // Some of what was on its way survived although nobody was told, and is there whole.
        #expect(ledger.tally.foundLater > 0, "\(ledger.tally)")
        #expect(kept > Self.rounds && ledger.tally.refused + ledger.tally.silent > Self.rounds / 2, "\(ledger.tally)")
    }

    /// Checks what the last cut left, and works until the next.
    ///
    /// The server is gone, files and all, when it returns.
    private func work(
        _ disk: FaultyDisk,
        _ folder: TemporaryFolder,
        _ token: String,
        _ ledger: Ledger,
        _ chance: inout Chance,
        _ round: Int
    ) async throws {
        let test = try await TestServer(folder: folder, on: disk, loops: 1)
        try check(ledger, folder, disk, round)
        let line = Line(test, token: token)
        let activity = try #require(Neighbor.openActivity(line, capacity: 5, ledger: ledger))
        if chance.next() % 2 == 0 {
            disk.cutPower(inChange: .random(in: 1...Self.furthest, using: &chance))
        } else {
            disk.cutPower(inSync: .random(in: 1...Self.furthestSync, using: &chance))
        }
        await act(on: test, token, ledger, activity, until: disk, seed: chance.next())
        await test.stop()
    }

    private func token(_ folder: TemporaryFolder) async throws -> String {
        let test = try await TestServer(folder: folder)
        let token = try await test.token("secretary")
        await test.stop()
        return token
    }

    private func cutStart(
        _ disk: FaultyDisk,
        _ folder: TemporaryFolder,
        _ chance: inout Chance,
        _ isTorn: Bool
    ) async throws {
        disk.cutPower(inChange: .random(in: 1...12, using: &chance))
        await startAndStop(folder, disk)
        try await disk.waitUntilClosed()
        try disk.restore(isTorn: isTorn)
    }

    private func startAndStop(_ folder: TemporaryFolder, _ disk: FaultyDisk) async {
        if let test = try? await TestServer(folder: folder, on: disk, loops: 1) { await test.stop() }
    }

    private func check(_ ledger: Ledger, _ folder: TemporaryFolder, _ disk: FaultyDisk, _ round: Int) throws {
        let connection = try Connection(
            path: "\(folder.path)/linli.db",
            access: .readOnly,
            settings: .reader.on(disk.name)
        )
        let faults = try ledger.settle(with: connection).faults
        let problems = try Checkup.examine(connection).flatMap(\.problems)
        try #require(faults.isEmpty && problems.isEmpty, "round \(round): \(faults.prefix(5)) \(problems.prefix(5))")
    }

    /// Clients who act until the power is gone.
    private func act(
        on test: TestServer,
        _ token: String,
        _ ledger: Ledger,
        _ activity: Int64,
        until disk: FaultyDisk,
        seed: UInt64
    ) async {
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            let group = DispatchGroup()
            for number in 0..<Self.clients {
                DispatchQueue(label: "client.\(number)").async(group: group) {
                    let line = Line(test, token: token)
                    var neighbor = Neighbor(
                        ledger,
                        Neighbor.Surroundings(grids: 5, residents: 1000),
                        activity: activity,
                        chance: Chance(seed: seed &+ UInt64(number))
                    )
                    while !disk.isCut { neighbor.act(on: line) }
                    // The last answers are refusals, and clear ones.
                    neighbor.act(on: line)
                    for fault in line.wrong { Issue.record("\(fault)") }
                }
            }
            group.notify(queue: .global()) { done.resume() }
        }
    }
}
