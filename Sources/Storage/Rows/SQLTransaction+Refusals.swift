import Domain
import SQLite

extension SQLTransaction {
    /// Runs a write and turns what the schema refuses into a sentence for people: the schema holds the rule, this
    /// says it.
    func explaining(_ draft: Draft, _ projection: Projection, id: Int64?, _ write: () throws -> Void) throws {
        do {
            try write()
        } catch let error as SQLiteError {
            throw try refusal(error, of: draft, projection, id: id)
        }
    }

    private func refusal(
        _ error: SQLiteError,
        of draft: Draft,
        _ projection: Projection,
        id: Int64?
    ) throws -> any Error {
        if error.isUnique { return try duplicate(draft, projection, id: id) }
        if error.isForeignKey {
            return DomainError(
                .invalid,
                "unknown_reference",
                "引用的记录不存在或属于另一个社区",
                "Something it refers to does not exist or belongs to another community"
            )
        }
        if error.isCheck || error.isNotNull {
            return DomainError(
                .invalid,
                "check_failed",
                "各字段的取值互相矛盾",
                "The values of the fields contradict each other"
            )
        }
        if error.isTrigger, projection.resource.name == .ownerships {
            return try tooManyShares(of: draft, id: id)
        }
        if error.isTrigger {
            return DomainError(
                .conflict,
                "rule_violated",
                "与已有记录冲突",
                "It contradicts records that are there already"
            )
        }
        return error
    }

    /// Says which shares of the dwelling there are beside the one that is too much.
    private func tooManyShares(of draft: Draft, id: Int64?) throws -> DomainError {
        let sql = """
            SELECT coalesce(group_concat(o.share_numerator || '/' || o.share_denominator, ' + '), '0') FROM ownership o
            WHERE o.id <> ?1 AND o.until_date IS NULL AND o.dwelling_id = coalesce(?2, (SELECT x.dwelling_id FROM ownership x WHERE x.id = ?1))
            """
        let there = try connection.first(sql, [.integer(id ?? 0), .optional(draft.integer("dwelling_id"))]) {
            $0.text(0)
        }
        return DomainError.invalid([
            .body(
                "share_numerator",
                "shares_exceed_whole",
                "该房屋已登记份额 \(there ?? "0")，连同此项超过 1；请先更正或注销原产权人",
                "The dwelling has the shares \(there ?? "0") already; with this one they are more than the whole, so correct or "
                    + "end the earlier ones first"
            )
        ])
    }

    /// Names the fields whose values stand together already.
    private func duplicate(_ draft: Draft, _ projection: Projection, id: Int64?) throws -> DomainError {
        var faults: [FieldError] = []
        for names in projection.resource.unique {
            let taken = try isTaken(names, draft, projection, except: id)
            guard taken else { continue }
            let named = names.filter { $0 != "community_id" }
            faults += named.map { name in
                let title = projection.resource.field(name)?.title ?? Title(name, name)
                return .body(name, "duplicate", "该“\(title.chinese)”已存在", "This “\(title.english)” is taken")
            }
        }
        return DomainError(
            .conflict,
            "duplicate",
            "已有相同的\(projection.resource.title.chinese)",
            "There is one like it already",
            fields: faults
        )
    }

    private func isTaken(_ names: [String], _ draft: Draft, _ projection: Projection, except id: Int64?) throws -> Bool
    {
        var conditions = ["id <> ?"]
        var values: [Value] = [.integer(id ?? 0)]
        for name in names {
            guard let index = projection.resource.index(of: name) else { return false }
            let isSealed = projection.sealed.contains(index)
            let column = isSealed ? "\(name)_hash" : name
            switch draft[index] {
            case .text(let text)? where isSealed:
                conditions.append("\(column) = ?")
                values.append(.blob(reader.vault.lookupHash(text)))
            case let value? where value != .null:
                conditions.append("\(column) = ?")
                values.append(Value(value))
            case nil where id != nil:
                conditions.append(
                    "\(column) = (SELECT \(column) FROM \(projection.source.table) WHERE id = \(id ?? 0))"
                )
            default:
                return false
            }
        }
        let sql = "SELECT 1 FROM \(projection.source.table) WHERE \(conditions.joined(separator: " AND ")) LIMIT 1"
        return try connection.first(sql, values) { _ in true } ?? false
    }
}
