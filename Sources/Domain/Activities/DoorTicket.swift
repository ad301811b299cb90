/// What somebody shows at the door as a square code (入场票): whose sign-up it is, and a proof that this server made it.
package struct DoorTicket: Sendable, Hashable {
    package let signUp: Int64
    package let proof: String

    package init(signUp: Int64, proof: String) {
        self.signUp = signUp
        self.proof = proof
    }

    /// `LT-17-0f1e…`; nothing for a text that is no ticket at all.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "LT", let signUp = Int64(parts[1]), !parts[2].isEmpty else { return nil }
        self.init(signUp: signUp, proof: String(parts[2]))
    }

    package var text: String { "LT-\(signUp)-\(proof)" }
}
