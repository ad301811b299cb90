package import Domain

/// Files that nothing needs (未使用的文件).
extension AttachmentService {
    /// Forgets a file that its sender does not need, and says what it is called; what something else rests on stays.
    package func drop(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws -> String {
        try await store.write { transaction in
            guard let account = principal.accountID, let upload = try transaction.attachments.upload(id),
                upload.account == account
            else { throw DomainError.notFound }
            try transaction.expect(.uploads, id: id, ifVersion: ifVersion, scope: .everything)
            // Whose it was is told by a report without a name as little as when it was sent.
            if principal.isResident { transaction.hideSender() }
            guard !upload.isAttached, let name = try transaction.attachments.drop(id) else {
                throw DomainError(
                    .conflict,
                    "upload_used",
                    "该文件已使用，不能删除",
                    "The file is in use already and is not dropped"
                )
            }
            return name
        }
    }
}
