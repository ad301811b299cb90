import Domain
import Testing

@Suite("无记名选票：what stands in the seal")
struct ClosedVoteRuleTests {
    @Test(
        "A sealed ballot is as long whatever it says, and says it again when it is opened",
        arguments: BallotChoice.allCases
    )
    func sealed(choice: BallotChoice) {
        let ballot = SealedBallot(choice: choice, receipt: "ABCD-EFGH-JKLM-NPQR")
        #expect(ballot.bytes.count == 20)
        #expect(SealedBallot(ballot.bytes) == ballot)
    }

    @Test("Ten thousand receipts are of nineteen characters that are told apart, and no two are the same")
    func receipts() {
        var generator = SystemRandomNumberGenerator()
        let all = (0..<10_000).map { _ in BallotReceipt.text(from: &generator) }
        #expect(Set(all).count == all.count)
        #expect(
            all.allSatisfy {
                $0.count == 19 && !$0.contains("0") && !$0.contains("O") && !$0.contains("1") && !$0.contains("I")
            }
        )
    }
}
