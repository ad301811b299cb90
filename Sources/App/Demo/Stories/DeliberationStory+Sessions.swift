import Domain
import Services

/// The evenings of the halls (议事会现场): five parties are called to each, come, and have their say.
extension DeliberationStory {
    /// Whom the article names at the table; they are called by what they are, not by a name.
    private static let called: [(CalledParty, String)] = [
        (.partyMembers, "党员代表"), (.ownersCommittee, "业委会代表"), (.property, "物业服务企业代表"),
        (.police, "社区民警"), (.residents, "居民代表"),
    ]
    /// From the last word to the end of a session.
    private static let closing: Int64 = 10 * 60

    func writeSession(_ session: Int, into diary: inout Diary) {
        let topics = IssueTable.all.filter { $0.session == session && !$0.takesSixSteps }
            .map { "“\($0.title)”" }.joined(separator: "、")
        let planned = Draft(
            .sessions,
            [
                "community_id": groundwork.community,
                "hall_id": .optional(groundwork.organizations.halls[SessionCalendar.hall(session)]),
                "title": .text(topics.isEmpty ? "议题征集与办理情况通报" : "协商\(topics)"),
                "starts_at": .moment(SessionCalendar.start(session)), "status": .choice(SessionStatus.planned),
            ]
        )
        let (sessions, secretary) = (sessions, secretary)
        diary.note(WorkMoment(SessionCalendar.preparation(of: session), slot: 0).instant) { transaction, book in
            let id = try transaction.insert(planned, scope: .everything)
            book[.session(session)] = id
            let called = try sessions.session(id, by: secretary, in: transaction)
            let rows = try sessions.invite(
                Self.called.map { Invitee(party: $0, name: $1) },
                to: called,
                field: "invite",
                try transaction.calendars.settings(community: called.community),
                in: transaction
            )
            for (place, row) in rows.enumerated() { book[.attendee(session, place)] = row }
        }
        diary.note(SessionCalendar.start(session)) { transaction, book in
            let id = book[.session(session)]
            try sessions.open(sessions.session(id, by: secretary, in: transaction), by: secretary, in: transaction)
            try sessions.attend(
                sessions.session(id, by: secretary, in: transaction),
                attendees: Self.called.indices.map { book[.attendee(session, $0)] },
                walkIns: [],
                by: secretary,
                in: transaction
            )
        }
        let summary = "党员、业委会、物业、辖区民警和居民代表参加，\(topics.isEmpty ? "通报议题办理情况" : "就\(topics)协商一致")。"
        let present = Int64(attendance[session])
        let (minutes, files, sheet) = (minutes, files, pictures.sheets[session])
        // The sheet goes round before the last word, since what is agreed rests on it.
        diary.note(SessionCalendar.end(session).advanced(bySeconds: -Self.closing)) { transaction, book in
            guard let sheet,
                let upload = try transaction.attachments.upload(files.keep(sheet, by: secretary, in: transaction))
            else { return }
            let session = try sessions.session(book[.session(session)], by: secretary, in: transaction)
            _ = try transaction.papers.attach(
                upload,
                to: .session(session.id),
                of: session.community,
                as: .signedSheet,
                caption: nil,
                step: nil
            )
        }
        diary.note(SessionCalendar.end(session).advanced(bySeconds: Self.closing)) { transaction, book in
            try sessions.close(
                sessions.session(book[.session(session)], by: secretary, in: transaction),
                present: present,
                summary: summary,
                by: secretary,
                in: transaction
            )
            guard sheet != nil else { return }
            try minutes.write(
                ofSession: book[.session(session)],
                .light,
                text: nil,
                uploads: [],
                by: secretary,
                in: transaction
            )
        }
    }
}
