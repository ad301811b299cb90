import Domain

/// Files that were sent before and become part of a case (随单附件), whichever call brings them.
enum CaseFiles {
    /// Those that were sent before, only one's own, each once, and none that is used already; then those that came with the
    /// call.
    ///
    /// `field` is the member of the body that names them, where faults are told.
    static func own(
        _ ids: [Int64],
        and files: [KeptFile] = [],
        field: String,
        of principal: Principal,
        in transaction: any Transaction
    ) throws -> [Upload] {
        var faults: [FieldError] = []
        var uploads: [Upload] = []
        for (place, id) in ids.enumerated() {
            guard let upload = try transaction.attachments.upload(id), upload.account == principal.accountID,
                !upload.isAttached, !uploads.contains(upload)
            else {
                faults.append(
                    .body(
                        "\(field)/\(place)",
                        "unknown_upload",
                        "没有这个待用的文件，或不是您上传的",
                        "There is no such unused file, or somebody else sent it"
                    )
                )
                continue
            }
            uploads.append(upload)
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        for file in files {
            let id = try transaction.attachments.insert(file, account: principal.accountID ?? 0)
            if let upload = try transaction.attachments.upload(id) { uploads.append(upload) }
        }
        return uploads
    }

    static func attach(
        _ uploads: [Upload],
        to caseID: Int64,
        as moment: AttachmentMoment,
        caption: String? = nil,
        in transaction: any Transaction
    ) throws -> [Int64] {
        let there = try transaction.attachments.count(ofCase: caseID)
        guard there + Int64(uploads.count) <= Attachment.caseLimit else {
            throw DomainError(
                .conflict,
                "too_many_attachments",
                "一件诉求最多 \(Attachment.caseLimit) 个附件，现有 \(there) 个",
                "A case has \(Attachment.caseLimit) attachments at most; there are \(there)"
            )
        }
        return try uploads.map { try transaction.attachments.attach($0, to: caseID, as: moment, caption: caption) }
    }
}
