import Domain
import Services

extension DeliberationStory {
    /// A demand that the grid brings in: nobody is named, as some lie in the real compounds.
    func submit(_ demand: Int, _ title: String, _ place: IssuePlace, on date: CivilDate, into diary: inout Diary) {
        var draft = Draft(
            .cases,
            [
                "community_id": groundwork.community,
                "kind": .choice(title.hasPrefix("建议") ? CaseKind.suggestion : .help),
                "source": .choice(demand.isMultiple(of: 2) ? CaseSource.hall : .patrol),
                "category_id": .optional(groundwork.organizations.categories[.livelihood]), "title": .text(title),
                "description": .text("\(title)，希望通过议事协商解决。"),
            ]
        )
        if let placeID = place.placeID {
            draft["place_id"] = .integer(placeID)
        } else {
            draft["compound_id"] = .integer(place.compoundID)
            draft["grid_id"] = .integer(place.gridID)
        }
        let (cases, staff, complete) = (cases, groundwork.principal(.staff), draft)
        let opened = WorkMoment(date, slot: demand % 3)
        diary.note(opened.instant) { transaction, book in
            book[.hallCase(demand)] = try cases.submit(complete, by: staff, in: transaction)
        }
        diary.note(opened.later(1).instant) { transaction, book in
            let id = book[.hallCase(demand)]
            try cases.move(id, CaseAct(.accept), by: staff, in: transaction)
            var dispatch = CaseAct(.dispatch)
            dispatch.handler = staff.accountID.map(CaseHandler.person)
            try cases.move(id, dispatch, by: staff, in: transaction)
        }
    }

    /// The issue completed has brought its demands to their check; they are looked at, closed and published.
    func close(_ demands: Range<Int>, at moment: WorkMoment, into diary: inout Diary) {
        let (cases, staff, secretary) = (cases, groundwork.principal(.staff), groundwork.principal(.secretary))
        diary.note(moment.instant) { transaction, book in
            for demand in demands {
                let id = book[.hallCase(demand)]
                var close = CaseAct(.close)
                close.remark = "议题完成，予以结案。"
                // Whoever did the work does not look at it.
                try cases.move(id, close, by: secretary, in: transaction)
                // What the hall did is read by everybody on the publicity board.
                var tell = CaseAct(.tell)
                tell.told = .published
                try cases.move(id, tell, by: staff, in: transaction)
            }
        }
    }
}
