/// What the server itself writes where people write their own words (系统用语): a code, said in the language of whoever reads.
///
/// A code begins with a sign that nobody types, so that it is never taken for what somebody said.
package enum HouseWord: String, TitledEnum {
    case notReached = "§not_reached"
    case sessionCancelled = "§session_cancelled"
    case agendaChanged = "§agenda_changed"
    case accepted = "§accepted"
    case writtenProxy = "§written_proxy"
    case ballotSheet = "§ballot_sheet"
    case publicWording = "§public_wording"
    case belonging = "§belonging"

    package var title: Title {
        switch self {
        case .notReached: Title("本次未议", "Not reached this time")
        case .belonging:
            Title("所属的小区、网格或党组织有修改", "The compound, grid or Party branch that it belongs to was changed")
        case .sessionCancelled: Title("议事会取消", "The session was cancelled")
        case .agendaChanged: Title("议程已改，随该项撤回", "The agenda was changed, and its item went with it")
        case .accepted: Title("验收合格", "Accepted")
        case .writtenProxy: Title("委托书", "Written proxy")
        case .publicWording: Title("公开文字已改", "By what words everybody reads of it was changed")
        case .ballotSheet: Title("纸质票签领单", "Sheet signed for ballots on paper")
        }
    }

    /// Before the codes of the parties that were absent.
    package static let absent = "§absent:"
    package static let absentTitle = Title("必到方缺席：", "Absent, and required: ")

    /// That an item was put off because required parties were absent.
    package static func absent(_ parties: [CalledParty]) -> String {
        absent + parties.map(\.rawValue).joined(separator: " ")
    }

    /// Why a session was cancelled, to whoever waits for a topic of it.
    package static func cancelled(for reason: String) -> Title {
        let words = sessionCancelled.title
        return Title("\(words.chinese)。\(reason)", "\(words.english). \(reason)")
    }

    /// A step of the six that was taken.
    package static func step(_ step: DecisionStep) -> String { "§step:\(step.rawValue)" }

    /// That an issue became for somebody else to decide.
    package static func authority(_ before: IssueAuthority, _ after: IssueAuthority) -> String {
        "§authority:\(before.rawValue)>\(after.rawValue)"
    }

    /// Every code that stands alone, with what it says.
    package static let sayings: [(code: String, title: Title)] =
        allCases.map { ($0.rawValue, $0.title) } + DecisionStep.allCases.map { (step($0), $0.title) }
        + IssueAuthority.allCases.flatMap { before in
            IssueAuthority.allCases.filter { $0 != before }.map { after in
                (
                    authority(before, after),
                    Title(
                        "决定权：\(before.title.chinese) → \(after.title.chinese)",
                        "Whose decision it is: \(before.title.english) → \(after.title.english)"
                    )
                )
            }
        }

    /// What a text says: that of a code in both languages, and what people wrote as they wrote it.
    package static func title(of text: String) -> Title {
        if text.hasPrefix(absent) {
            let parties = text.dropFirst(absent.count).split(separator: " ").compactMap {
                CalledParty(rawValue: String($0))?.title
            }
            return Title(
                absentTitle.chinese + parties.map(\.chinese).joined(separator: "、"),
                absentTitle.english + parties.map(\.english).joined(separator: ", ")
            )
        }
        return sayings.first { $0.code == text }?.title ?? Title(text, text)
    }
}
