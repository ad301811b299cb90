package import Domain

extension SQLReader {
    /// Digits that only this server can work out, and that say nothing of those before and after them.
    package func doorCode(activity: Int64, _ period: DoorPeriod) throws -> String {
        let hash = vault.lookupHash("door of activity \(activity), period \(period.number)")
        let number = hash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let digits = String(number % Self.codes)
        return String(repeating: "0", count: Self.digits - digits.count) + digits
    }

    /// Six are read at a glance; whoever guesses has so many tries in a minute as writes are let through.
    private static let digits = 6
    private static let codes: UInt64 = 1_000_000

    package func doorTicket(signUp: Int64) throws -> String {
        let hash = vault.lookupHash("ticket of sign-up \(signUp)").prefix(Self.ticketBytes)
        let digits = hash.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return DoorTicket(signUp: signUp, proof: digits.joined()).text
    }

    /// Nobody finds one by trying, and it still fits a small square code.
    private static let ticketBytes = 12
}
