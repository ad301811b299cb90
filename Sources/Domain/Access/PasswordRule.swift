/// What a password must be like (口令规则): long, and not what an attacker tries first.
///
/// NIST 800-63B-4 asks for length and a list of what is common, and advises against rules of composition and against
/// changes by the calendar.
package struct PasswordRule: Sendable {
    private let shortest: Int
    private let common: Set<String>

    /// NIST 800-63B-4 asks 15 of a password that stands alone.
    package static let shortestByDefault = 15

    /// Passwords are of one piece more than this: less is a listed word with something behind it.
    private static let leastOwn = 8
    /// A listed word, of those that are looked for inside a password; shorter ones stand in every sentence.
    private static let listedLengths = 4...16
    /// So many listed words in a row are a phrase of its own, which is hard to guess.
    private static let phraseWords = 3
    /// Fewer different characters are a pattern of the hand.
    private static let leastDifferent = 5

    package init(shortest: Int = shortestByDefault, common: Set<String>) {
        self.shortest = shortest
        self.common = common
    }

    /// Everything that is wrong with a password for an account, as faults of a member of the body.
    package func faults(_ password: String, login: String, name: String, in member: String) -> [FieldError] {
        var faults: [FieldError] = []
        if password.unicodeScalars.count < shortest {
            faults.append(
                .body(
                    member,
                    "too_short",
                    "密码至少 \(shortest) 个字符；可以用一句只有您知道的话",
                    "A password has at least \(shortest) characters; a sentence that only you know will do"
                )
            )
        }
        let lowercase = password.lowercased()
        if contains(lowercase, login) || contains(lowercase, name) {
            faults.append(
                .body(member, "contains_name", "密码不能含有登录名或姓名", "A password must not contain the login or the name")
            )
        }
        if isPattern(Array(lowercase.unicodeScalars)) {
            faults.append(
                .body(
                    member,
                    "pattern",
                    "密码不能是重复或连续的字符",
                    "A password must not be made of repeated or consecutive characters"
                )
            )
        } else if isCommon(lowercase) {
            faults.append(
                .body(
                    member,
                    "common_password",
                    "密码过于常见，或由常见密码拼成",
                    "The password is a common one, or made of common ones"
                )
            )
        }
        return faults
    }

    /// A name of one Chinese character, or of two letters, stands in many a sentence by chance.
    private func contains(_ password: String, _ name: String) -> Bool {
        let name = name.lowercased()
        return name.utf8.count >= 4 && password.contains(name)
    }

    private func isCommon(_ password: String) -> Bool {
        if common.contains(password) { return true }
        let letters = Array(password)
        var (place, own, words) = (0, 0, 0)
        while place < letters.count {
            if let length = listed(letters, at: place) {
                words += 1
                place += length
            } else {
                own += 1
                place += 1
            }
        }
        return (1..<Self.phraseWords).contains(words) && own < Self.leastOwn
    }

    /// The length of the longest listed word that begins at a place.
    private func listed(_ letters: [Character], at place: Int) -> Int? {
        let longest = min(Self.listedLengths.upperBound, letters.count - place)
        guard longest >= Self.listedLengths.lowerBound else { return nil }
        return (Self.listedLengths.lowerBound...longest).reversed().first { length in
            common.contains(String(letters[place..<place + length]))
        }
    }

    /// Whether a short piece is repeated, or nearly every character follows or repeats the one before.
    private func isPattern(_ letters: [Unicode.Scalar]) -> Bool {
        guard letters.count > 1 else { return true }
        if Set(letters).count < Self.leastDifferent { return true }
        let isRepeated = (1...letters.count / 2).contains { period in
            letters.indices.dropFirst(period).allSatisfy { letters[$0] == letters[$0 - period] }
        }
        let steps = zip(letters, letters.dropFirst()).filter { pair in
            abs(Int64(pair.0.value) - Int64(pair.1.value)) <= 1
        }
        return isRepeated || steps.count * 5 >= (letters.count - 1) * 4
    }
}
