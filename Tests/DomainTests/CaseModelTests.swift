import Domain
import Testing

@Suite("Random moves by random people against a simple model of a case")
struct CaseModelTests {
    /// Where each move leads, written down once more, plainly: the rules must agree with it.
    private static let model: [String: (from: Set<String>, to: Set<String>)] = {
        let open: Set = [
            "received", "verifying", "filed", "dispatched", "handling", "returned", "arbitration", "referred",
            "checking",
            "shelved",
        ]
        return [
            "accept": (["received", "verifying"], ["filed", "dispatched"]),
            "verify-first": (["received"], ["verifying"]), "decline": (["received", "verifying"], ["declined"]),
            "answer": (["received", "filed", "dispatched", "handling"], ["checking", "closed"]),
            "dispatch": (["filed", "returned"], ["dispatched"]),
            "reassign": (["dispatched", "handling"], ["dispatched", "handling"]),
            "start": (["dispatched"], ["handling"]),
            "return": (["dispatched", "handling"], ["returned", "arbitration"]),
            "rule": (["arbitration"], ["dispatched"]), "refer-up": (["filed", "dispatched", "handling"], ["referred"]),
            "refer-back": (["referred"], ["filed", "dispatched", "handling"]),
            "extend": (["dispatched", "handling"], ["dispatched", "handling"]),
            "report-done": (["dispatched", "handling"], ["checking", "closed"]),
            "send-back": (["checking"], ["handling"]),
            "close": (["checking"], ["closed"]),
            "shelve": (["filed", "dispatched", "handling", "returned"], ["shelved"]),
            "wake": (["shelved"], ["filed", "dispatched", "handling", "returned"]), "withdraw": (open, ["withdrawn"]),
            "void": (open, ["void"]), "merge": (open, ["closed"]),
            "tell": (["closed", "declined", "shelved"], ["closed", "declined", "shelved"]),
            "rate": (["closed"], ["closed"]), "reopen": (["closed"], ["dispatched"]), "supervise": (open, open),
        ]
    }()

    /// A small generator of its own, so that a failure can be repeated by its seed.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    private func act(_ move: CaseMove, _ dice: inout Dice, at now: Instant) -> CaseAct {
        CaseSample.act(move) { act in
            act.answer = "答复"
            act.remark = "说明"
            act.handler = [nil, .person(CaseSample.worker), .organization(4)][dice.roll(3)]
            act.handlerName = "王师傅"
            act.until = now.advanced(bySeconds: Int64(dice.roll(20) - 2) * 86_400)
            act.limit = TimeLimit(2, .workingDays)
            act.hasPhotos = dice.roll(2) == 0
            act.hasPhotoAfter = act.hasPhotos
            act.isDrawn = dice.roll(10) == 0
            act.target = MergeTarget(id: Int64(7 + dice.roll(2)), community: 1)
            act.rating = CaseRating(speed: 3, result: 3, attitude: 3, isSolved: true, comment: nil, asksAgain: false)
        }
    }

    private func party(_ file: CaseFile, _ dice: inout Dice) -> CaseParty {
        switch dice.roll(5) {
        case 0: CaseSample.leadership
        case 1: CaseSample.reporting
        case 2: CaseSample.handling(file)
        case 3: CaseParty(account: 99, actors: [])
        default: CaseSample.desk
        }
    }

    /// What holds for a case at any time, whatever was done to it.
    private func faults(_ file: CaseFile, after before: CaseFile) -> [String] {
        var faults: [String] = []
        if file.status.isFinal != (file.step == nil) { faults.append("a limit runs exactly while a case is open") }
        if !file.status.isFinal, file.dueAt == nil { faults.append("an open case has a deadline") }
        if file.status.isFinal != (file.closedAt != nil) { faults.append("what has ended knows when") }
        if file.createdAt != before.createdAt { faults.append("its age counts from the first report") }
        if file.warningLevel < before.warningLevel { faults.append("warnings only rise") }
        if [.dispatched, .handling, .checking].contains(file.status), file.handler == nil {
            faults.append("what is handled has a handler")
        }
        if (file.status == .shelved || file.status == .referred) != (file.resume != nil) {
            faults.append("what stands still knows where it came from")
        }
        if file.standing == nil, !file.status.isFinal { faults.append("an open case is in the backlog") }
        return faults
    }

    @Test("A hundred thousand steps end where the model ends, and what must hold holds", arguments: [1, 2, 3, 4, 5])
    func steps(seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9)
        let rules = CaseSample.rules([.none, .photo, .reporter, .independent, .photo][seed % 5])
        var (file, now) = (CaseSample.file(rules), CaseSample.morning)
        var (made, refused) = (0, 0)
        for step in 0..<20_000 {
            if step % 30 == 0 { (file, now) = (CaseSample.file(rules), CaseSample.morning) }
            now = now.advanced(bySeconds: Int64(1 + dice.roll(7_200)))
            while let look = file.lookAt, look <= now {
                guard let turn = try? rules.looked(at: file, now) else { break }
                #expect(faults(turn.file, after: file).isEmpty)
                file = turn.file
            }
            // Every other move is one that begins here; else most cases would not get far.
            let all = dice.roll(2) == 0 ? CaseMove.allCases : file.status.moves
            let moves = all.filter { $0 != .undo } + [.accept]
            let move = moves[dice.roll(moves.count)]
            let (act, party) = (act(move, &dice, at: now), party(file, &dice))
            let model = Self.model[move.rawValue] ?? (from: [], to: [])
            do {
                let turn = try rules.turn(act, file, by: party, at: now)
                #expect(model.from.contains(file.status.rawValue), "\(move) from \(file.status)")
                #expect(model.to.contains(turn.file.status.rawValue), "\(move) to \(turn.file.status)")
                #expect(!party.actors.isEmpty)
                let faults = faults(turn.file, after: file)
                #expect(faults.isEmpty, "\(move): \(faults)")
                file = turn.file
                made += 1
            } catch {
                // What does not begin here says so, and nothing else is said of it.
                #expect(
                    (error.code == "illegal_move") == !model.from.contains(file.status.rawValue),
                    "\(move): \(error.code)"
                )
                refused += 1
            }
        }
        #expect(made > 1_000 && refused > 1_000)
    }
}
