/// Which readings of a resource leave an entry in the audit (审计读取); pages on a screen that are masked and show no door never do.
package enum Watch: Sendable, Hashable {
    case nothing
    /// Whoever carries all of them off, one entry for each person.
    case exports
    /// That, and whoever is shown which door is whose, of one home or on a page of them.
    case homes
    /// That, and whoever looks at a single one.
    case records
    /// That, and whoever reads a page of them, since nothing of them is masked there, one entry for each.
    case pages
    /// Those of its rows that are records of the Party, whenever their content is shown, one entry for each.
    case partyRecords

    /// Whether whoever carries any of them off as a file leaves an entry for each, all at once or page by page.
    package var notesExports: Bool {
        switch self {
        case .exports, .homes, .records, .pages: true
        case .nothing, .partyRecords: false
        }
    }

    /// Whether whoever looks at a single one leaves an entry; then a change that changes nothing does, too, as it answers with the row.
    package var notesReadings: Bool {
        switch self {
        case .homes, .records, .pages: true
        case .nothing, .exports, .partyRecords: false
        }
    }
}

extension Resource {
    /// Whether a file of it, as somebody asks for it, is of people: it is by what it holds, or by whose names stand in or beside its
    /// rows.
    package func isOfPeople(_ view: View) -> Bool {
        watch.notesExports
            || fields.indices.contains { index in
                fields[index].isName && view.shows(fields[index]) && view.fields?.contains(index) ?? true
            }
            || view.expand.contains { index in
                guard case .reference(.residents) = fields[index].type else { return false }
                return view.fields?.contains(index) ?? true
            }
    }

    /// Whether whoever looks so is shown the door behind which its people live.
    package func showsDoor(_ view: View) -> Bool {
        // One's own door tells nobody anything.
        guard watch == .homes, !view.scope.isOfResident else { return false }
        return fields.indices.contains { index in
            guard case .reference(.dwellings) = fields[index].type else { return false }
            return view.shows(fields[index]) && view.fields?.contains(index) ?? true
        }
    }
}
