import Domain
import HTTPWire
import Photos

/// Why a file is not taken, in words that its sender can act on (文件拒收).
enum FileRefusal {
    static let empty = DomainError(.invalid, "empty_file", "文件是空的", "The file is empty")

    static func tooLarge(_ limit: Int64) -> DomainError {
        DomainError(
            .tooLarge,
            "file_too_large",
            "文件不能超过 \(limit >> 20) MB",
            "A file has \(limit >> 20) MB at most"
        )
    }

    static func fieldTooLong(_ name: String, _ limit: Int) -> DomainError {
        DomainError(
            .tooLarge,
            "field_too_large",
            "表单字段 \(name) 不能超过 \(limit >> 10) KB",
            "The field \(name) of a form has \(limit >> 10) KB at most"
        )
    }

    /// A form that is not whole, or has more than is read of one.
    static func form(_ fault: MultipartForm.Fault) -> DomainError {
        switch fault {
        case .malformed:
            DomainError(
                .badRequest,
                "malformed_form",
                "请求体不是完整的 multipart/form-data 表单",
                "The body is not a whole form of multipart/form-data"
            )
        case .tooManyParts:
            DomainError(
                .tooLarge,
                "too_many_parts",
                "一个表单最多 \(MultipartForm.partLimit) 个字段和文件",
                "A form has \(MultipartForm.partLimit) fields and files at most"
            )
        case .headTooLong:
            DomainError(
                .tooLarge,
                "part_head_too_long",
                "表单中每一项的头部（含文件名）不能超过 \(MultipartForm.headLimit >> 10) KB",
                "The head of each part, with its file name, has \(MultipartForm.headLimit >> 10) KB at most"
            )
        }
    }

    private static let accepted: [(name: String, value: DomainError.Detail)] = [
        ("accepts", .texts(MediaType.allCases.map(\.rawValue)))
    ]

    static let unknownType = DomainError(
        .unsupported,
        "unsupported_file_type",
        "只接收 JPEG、PNG、WebP 照片和 PDF；文件类型按内容判断，与文件名无关",
        "Only photos in JPEG, PNG and WebP, and PDF are taken; the content decides, not the name",
        details: accepted
    )

    static let container = DomainError(
        .unsupported,
        "unsupported_file_type",
        "不接收 HEIC/AVIF 照片；请在手机相机设置中选择“兼容性最佳”（JPEG）后重试",
        "Photos in HEIC or AVIF are not taken; set the camera to “most compatible” (JPEG) and try again",
        details: accepted
    )

    /// What can not be read to its end may still say where somebody lives.
    static func photo(_ fault: PhotoFault) -> DomainError {
        switch fault {
        case .cut:
            DomainError(.invalid, "photo_incomplete", "照片不完整，请重新上传", "The photo is not whole; send it again")
        case .malformed:
            DomainError(
                .invalid,
                "photo_unreadable",
                "照片无法解析，不能确认已去除位置信息，因此没有保存",
                "The photo can not be read, so that its position could not be taken out; it was not kept"
            )
        case .unsupported:
            DomainError(.invalid, "moving_picture", "不接收动图", "Moving pictures are not taken")
        }
    }
}
