/// What a report in a category must bring (上报要求): its own demands together with those of the categories above it.
package struct CaseForm: Sendable {
    package let questions: [CaseQuestion]
    package let needsPhoto: Bool
    package let place: PlaceNeed?
    /// Whether what is reported in it is nobody else's business.
    package let isPrivate: Bool
    /// Whether a case is given to whoever takes them as soon as it is accepted.
    package let routesAtOnce: Bool

    package init(
        questions: [CaseQuestion],
        needsPhoto: Bool,
        place: PlaceNeed?,
        isPrivate: Bool,
        routesAtOnce: Bool
    ) {
        self.questions = questions
        self.needsPhoto = needsPhoto
        self.place = place
        self.isPrivate = isPrivate
        self.routesAtOnce = routesAtOnce
    }
}

/// Where the matter of a category is (须填地点).
package enum PlaceNeed: String, TitledEnum {
    case building, unit, household
    case publicPlace = "public_place"

    package var title: Title {
        switch self {
        case .building: Title("楼栋", "Building")
        case .unit: Title("单元", "Unit")
        case .household: Title("住户", "Household")
        case .publicPlace: Title("公共部位", "Public place")
        }
    }

    /// The field of a case that names it.
    package var field: String {
        switch self {
        case .building: "building_id"
        case .unit: "unit_id"
        case .household: "household_id"
        case .publicPlace: "place_id"
        }
    }
}

/// An answer in the form in which it is kept (存档的回答).
package struct KeptAnswer: Sendable, Hashable {
    package let question: CaseQuestion
    package let value: String
}

extension CaseForm {
    /// The answers as they are kept; throws all that is missing or does not fit at once.
    package func kept(_ given: [String: GivenAnswer]) throws -> [KeptAnswer] {
        try questions.kept(given, asker: Title("该类别", "The category"))
    }
}

extension [CaseQuestion] {
    /// The answers to questions that somebody asks, as they are kept; throws all faults at once.
    func kept(_ given: [String: GivenAnswer], asker: Title) throws -> [KeptAnswer] {
        var faults: [FieldError] = []
        var kept: [KeptAnswer] = []
        for question in self {
            guard let answer = given[question.code] else {
                guard question.isRequired else { continue }
                faults.append(
                    .body(
                        "answers/\(question.code)",
                        "required",
                        "请回答“\(question.title)”",
                        "Answer “\(question.title)”"
                    )
                )
                continue
            }
            switch question.kept(answer) {
            case .success(let value): kept.append(KeptAnswer(question: question, value: value))
            case .failure(let fault): faults.append(fault.error)
            }
        }
        let codes = map(\.code)
        for code in given.keys.sorted() where !codes.contains(code) {
            let names =
                codes.isEmpty ? Title("无", "none") : Title(codes.joined(separator: "、"), codes.joined(separator: ", "))
            faults.append(
                .body(
                    "answers/\(code.escapedInPointer)",
                    "unknown_question",
                    "\(asker.chinese)没有此问题；现有：\(names.chinese)",
                    "\(asker.english) does not ask this; it asks: \(names.english)"
                )
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        return kept
    }
}

extension CaseForm {
    /// Throws what the report of a person on the spot lacks beside its answers.
    ///
    /// Whoever calls by telephone or writes in a group holds no photo, and staff write down for them.
    package func checkWhole(_ draft: Draft, photos: Int) throws {
        var faults: [FieldError] = []
        if let place, draft.integer(place.field) == nil {
            faults.append(
                .body(
                    place.field,
                    "required",
                    "此类诉求须填写\(place.title.chinese)",
                    "Such a case names its \(place.title.english.lowercased())"
                )
            )
        }
        let isOfWords = draft.text("source").flatMap(CaseSource.init)?.isOfWords ?? false
        if needsPhoto, photos == 0, !isOfWords {
            faults.append(.body("attachments", "required", "此类诉求须附照片", "Such a case comes with a photo"))
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }
}

extension String {
    /// A member name in a JSON Pointer (RFC 6901 section 3).
    fileprivate var escapedInPointer: String {
        map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
    }
}
