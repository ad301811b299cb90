import Crypto
package import SQLite

/// The schema and how it grew (数据库结构): the migrations travel inside the program.
package enum Schema {
    /// All migrations in their order.
    ///
    /// A test holds this list against the folder.
    package static let migrations: [Migration] = [
        migration("0001_territory", PackageResources._001_territory_sql),
        migration("0002_organizations", PackageResources._002_organizations_sql),
        migration("0003_party", PackageResources._003_party_sql),
        migration("0004_people", PackageResources._004_people_sql),
        migration("0005_access", PackageResources._005_access_sql),
        migration("0006_activities", PackageResources._006_activities_sql),
        migration("0007_deliberation", PackageResources._007_deliberation_sql),
        migration("0008_cases", PackageResources._008_cases_sql),
        migration("0009_idempotency", PackageResources._009_idempotency_sql),
        migration("0010_search", PackageResources._010_search_sql),
        migration("0011_ownership", PackageResources._011_ownership_sql),
        migration("0012_vault_keys", PackageResources._012_vault_keys_sql),
        migration("0013_plans", PackageResources._013_plans_sql),
        migration("0014_case_days", PackageResources._014_case_days_sql),
        migration("0015_audit", PackageResources._015_audit_sql),
        migration("0016_accounts", PackageResources._016_accounts_sql),
        migration("0017_registrations", PackageResources._017_registrations_sql),
        migration("0018_privacy", PackageResources._018_privacy_sql),
        migration("0019_retention", PackageResources._019_retention_sql),
        migration("0021_wechat", PackageResources._021_wechat_sql),
        migration("0022_calendar", PackageResources._022_calendar_sql),
        migration("0023_audit_posts", PackageResources._023_audit_posts_sql),
        migration("0024_case_workflow", PackageResources._024_case_workflow_sql),
        migration("0025_attachments", PackageResources._025_attachments_sql),
        migration("0026_home_visits", PackageResources._026_home_visits_sql),
        migration("0027_proofs", PackageResources._027_proofs_sql),
        migration("0028_publications", PackageResources._028_publications_sql),
        migration("0029_intake", PackageResources._029_intake_sql),
        migration("0030_case_company", PackageResources._030_case_company_sql),
        migration("0031_ledger_marks", PackageResources._031_ledger_marks_sql),
        migration("0032_page_passes", PackageResources._032_page_passes_sql),
        migration("0033_activity_life", PackageResources._033_activity_life_sql),
        migration("0034_deliberation", PackageResources._034_deliberation_sql),
        migration("0035_binding_records", PackageResources._035_binding_records_sql),
        migration("0036_organization_life", PackageResources._036_organization_life_sql),
        migration("0037_work_beside", PackageResources._037_work_beside_sql),
        migration("0038_waiting_line", PackageResources._038_waiting_line_sql),
        migration("0039_confidence", PackageResources._039_confidence_sql),
        migration("0040_service_groups", PackageResources._040_service_groups_sql),
        migration("0041_project_carriers", PackageResources._041_project_carriers_sql),
        migration("0042_door_scans", PackageResources._042_door_scans_sql),
        migration("0043_case_rounds", PackageResources._043_case_rounds_sql),
        migration("0044_opening_exceptions_agree", PackageResources._044_opening_exceptions_agree_sql),
        migration("0045_typed_attendance", PackageResources._045_typed_attendance_sql),
        migration("0046_door_code_tries", PackageResources._046_door_code_tries_sql),
        migration("0047_called_off_votes", PackageResources._047_called_off_votes_sql),
        migration("0048_partner_voices", PackageResources._048_partner_voices_sql),
        migration("0049_case_day_rounds", PackageResources._049_case_day_rounds_sql),
        migration("0050_outcome_registers", PackageResources._050_outcome_registers_sql),
        migration("0051_carried_out", PackageResources._051_carried_out_sql),
        migration("0052_whole_shares", PackageResources._052_whole_shares_sql),
        migration("0053_entry_marks", PackageResources._053_entry_marks_sql),
        migration("0054_extension_by_step", PackageResources._054_extension_by_step_sql),
        migration("0055_unopened_votes", PackageResources._055_unopened_votes_sql),
        migration("0056_series_terms", PackageResources._056_series_terms_sql),
        migration("0057_late_openings", PackageResources._057_late_openings_sql),
        migration("0058_past_ends", PackageResources._058_past_ends_sql),
        migration("0059_case_day_merged", PackageResources._059_case_day_merged_sql),
        migration("0060_sent_visits", PackageResources._060_sent_visits_sql),
        migration("0061_beside_a_case", PackageResources._061_beside_a_case_sql),
        migration("0062_counts_as_codes", PackageResources._062_counts_as_codes_sql),
        migration("0063_co_owners_agents", PackageResources._063_co_owners_agents_sql),
        migration("0064_followed_topics", PackageResources._064_followed_topics_sql),
        migration("0065_waiting_widths", PackageResources._065_waiting_widths_sql),
        migration("0066_activities_last", PackageResources._066_activities_last_sql),
        migration("0067_milestones_are_work", PackageResources._067_milestones_are_work_sql),
        migration("0068_due_by_limits", PackageResources._068_due_by_limits_sql),
        migration("0069_placed_by_days", PackageResources._069_placed_by_days_sql),
        migration("0070_evidence_of_milestones", PackageResources._070_evidence_of_milestones_sql),
        migration("0071_named_and_kept", PackageResources._071_named_and_kept_sql),
        migration("0072_mediations_and_changes", PackageResources._072_mediations_and_changes_sql),
        migration("0073_public_words", PackageResources._073_public_words_sql),
        migration("0074_ended_ownerships", PackageResources._074_ended_ownerships_sql),
        migration("0075_deputies_as_guests", PackageResources._075_deputies_as_guests_sql),
        migration("0076_group_chats", PackageResources._076_group_chats_sql),
        migration("0077_guardians", PackageResources._077_guardians_sql),
        migration("0078_to_check_by_handlers", PackageResources._078_to_check_by_handlers_sql),
        migration("0079_hands_of_a_case", PackageResources._079_hands_of_a_case_sql),
        migration("0080_after_the_end", PackageResources._080_after_the_end_sql),
        migration("0081_sealed_schema", PackageResources._081_sealed_schema_sql),
        migration("0082_own_words_end", PackageResources._082_own_words_end_sql),
        migration("0083_whose_eyes", PackageResources._083_whose_eyes_sql),
        migration("0084_own_remarks_end", PackageResources._084_own_remarks_end_sql),
        migration("0085_brought_photos", PackageResources._085_brought_photos_sql),
        migration("0086_deputies_who_answer", PackageResources._086_deputies_who_answer_sql),
        migration("0087_sealed_timelines", PackageResources._087_sealed_timelines_sql),
        migration("0088_deputies_alone", PackageResources._088_deputies_alone_sql),
    ]

    /// The names of the migrations that a database has, and of those that it has not (迁移状态).
    package typealias Status = (applied: [String], pending: [String])

    /// How far a database has come, which is only read; throws for one that was changed or is newer.
    package static func status(path: String, fileSystem: String? = nil) throws -> Status {
        try status(of: Connection(path: path, access: .readOnly, settings: .reader.on(fileSystem)))
    }

    static func status(of connection: Connection) throws -> Status {
        let status = try Migrator(migrations, digest: SHA256.hexDigest, now: { 0 }).status(of: connection)
        return (status.applied.map(\.name), status.pending)
    }

    /// The migration from which on a database says what its schema is.
    private static let sealing = "0081_sealed_schema"

    /// Brings a database up to this program, or refuses one that was changed or is newer.
    ///
    /// `saving` says where a copy of an older database goes before it is changed. `progress` is told the name of each
    /// migration before it is applied.
    package static func migrate(
        path: String,
        fileSystem: String? = nil,
        saving copy: String? = nil,
        now: @escaping () -> Int64,
        progress: (String) -> Void = { _ in }
    ) throws -> [String] {
        let connection = try Connection(path: path, access: .readWriteCreate, settings: .writer.on(fileSystem))
        let migrator = Migrator(migrations, digest: SHA256.hexDigest, now: now)
        let status = try migrator.status(of: connection)
        if let copy, !status.applied.isEmpty, !status.isCurrent {
            let backup = try OnlineBackup(of: connection, to: copy)
            while try !backup.step(pages: 4_096) {}
            try backup.finish()
        }
        // What was changed by hand is not sealed together with what is new.
        if status.applied.contains(where: { $0.name == sealing }), !status.isCurrent { try proveSealed(connection) }
        return try migrator.migrate(connection, progress: progress, sealing: seal)
    }

    /// What the header of a database says that this program brought up to itself: "Linl", and how many migrations it has.
    package static let mark = DatabaseHeader(
        applicationID: 0x4C69_6E6C,
        userVersion: UInt32(migrations.count),
        isLogged: true
    )

    /// Why keys do not fit a database, or the database not its mark.
    package enum Misfit: Error, Equatable {
        /// It lacks what its mark promises.
        case unrecognized
        /// Its tables, indexes or triggers are not those that the last migration left.
        case altered
        /// They are those of another database.
        case otherKeys
        /// The sealing key of this number is another one, or is missing.
        case sealingKey(Int64)
    }

    /// How far a database has come if it is one of this program's or still empty, and nothing for another's; it is opened for
    /// reading only.
    ///
    /// - Throws: `MigrationError` for one that this program may not bring up to itself.
    package static func recognized(path: String, fileSystem: String? = nil) throws -> Status? {
        let connection = try Connection(path: path, access: .readOnly, settings: .reader.on(fileSystem))
        let status = try status(of: connection)
        if !status.applied.isEmpty { return status }
        let tables = try connection.query("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) }
        // The list of migrations is made before the first of them.
        return tables.allSatisfy { $0 == "schema_migration" || $0.hasPrefix("sqlite_") } ? status : nil
    }

    /// Ties a new database to its keys, and refuses keys that are not those of an old one; sets its daily figures to the
    /// clock of its communities.
    static func bind(_ vault: Vault, to connection: Connection, offsetMinutes: Int, now: Int64) throws {
        try connection.transaction {
            // Also proves that the file can be written, before anybody is answered.
            try connection.run(
                "INSERT INTO vault_print (id, print) VALUES (1, ?) ON CONFLICT DO NOTHING",
                [.blob(vault.print)]
            )
            let print = try connection.first("SELECT print FROM vault_print") { $0.blob(0) }
            guard print == vault.print else { throw Misfit.otherKeys }
            let keys = vault.ring.all
            if let id = keyMissing(of: try sealingKeys(connection), in: vault) { throw Misfit.sealingKey(id) }
            try note(keys, on: connection, now: now)
            try setMark(connection)
            try CaseDays.align(connection, offsetMinutes: offsetMinutes)
        }
    }

    /// With which keys the values of a database were sealed, by their numbers.
    static func sealingKeys(_ connection: Connection) throws -> [Int64: [UInt8]] {
        let keys = try connection.query("SELECT id, print FROM vault_key") { ($0.integer(0), $0.blob(1)) }
        return Dictionary(uniqueKeysWithValues: keys)
    }

    static func keyMissing(of known: [Int64: [UInt8]], in vault: Vault) -> Int64? {
        let keys = vault.ring.all
        return known.keys.sorted().first { id in keys.first { Int64($0.id) == id }?.print != known[id] }
    }

    /// Throws where the header promised what the list of migrations does not hold; `MigrationError` for a list of others.
    static func prove(_ connection: Connection) throws {
        let status = try status(of: connection)
        guard !status.applied.isEmpty, status.pending.isEmpty else { throw Misfit.unrecognized }
    }

    private static func setMark(_ connection: Connection) throws {
        for (name, value) in [("application_id", mark.applicationID), ("user_version", mark.userVersion)] {
            let present = try connection.first("PRAGMA \(name)") { $0.integer(0) }
            if present != Int64(value) { try connection.execute("PRAGMA \(name) = \(value)") }
        }
    }

    static func note(_ keys: [KeyRing.Entry], on connection: Connection, now: Int64) throws {
        for key in keys {
            try connection.run(
                "INSERT INTO vault_key (id, print, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [.integer(Int64(key.id)), .blob(key.print), .integer(now)]
            )
        }
    }

    private static func migration(_ name: String, _ bytes: [UInt8]) -> Migration {
        Migration(name: name, sql: String(decoding: bytes, as: UTF8.self))
    }
}
