/// What a file may be (文件类型): photos that every browser shows, and papers.
package enum MediaType: String, TitledEnum {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webP = "image/webp"
    case pdf = "application/pdf"

    package var title: Title {
        switch self {
        case .jpeg: Title("JPEG 照片", "JPEG photo")
        case .png: Title("PNG 图片", "PNG picture")
        case .webP: Title("WebP 图片", "WebP picture")
        case .pdf: Title("PDF 文件", "PDF paper")
        }
    }

    /// What the name of such a file ends with.
    package var ending: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .webP: "webp"
        case .pdf: "pdf"
        }
    }
}

/// When a photo of a case was taken (拍摄时点).
package enum AttachmentMoment: String, TitledEnum {
    case before, after, other

    package var title: Title {
        switch self {
        case .before: Title("处理前", "Before")
        case .after: Title("处理后", "After")
        case .other: Title("其他", "Other")
        }
    }
}

/// Whether the public may see an attachment (附件审核).
package enum AttachmentStatus: String, TitledEnum {
    case pending, approved, rejected

    package var title: Title {
        switch self {
        case .pending: Title("待审核", "Pending")
        case .approved: Title("可公开", "Approved")
        case .rejected: Title("不公开", "Rejected")
        }
    }
}

/// A decision about one attachment (附件审核动作); each may be taken back by the other.
package enum AttachmentMove: String, Sendable, CaseIterable {
    case approve, reject

    package var result: AttachmentStatus {
        switch self {
        case .approve: .approved
        case .reject: .rejected
        }
    }

    package var title: Title {
        switch self {
        case .approve: Title("通过附件审核，公众可见", "Let the public see an attachment")
        case .reject: Title("附件不公开", "Keep an attachment from the public")
        }
    }
}
