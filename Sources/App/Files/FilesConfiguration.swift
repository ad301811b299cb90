/// What can be set about files that people send (文件配置): how large they may be, and how long they may lie unused.
package struct FilesConfiguration: Sendable {
    /// The largest file in MiB: a photo of a telephone has three to eight.
    package var mebibytes = 10
    /// Hours after which a file is forgotten that was attached to nothing.
    package var unusedHours = 24

    package var bytes: Int64 { Int64(mebibytes) << 20 }
}

extension Configuration {
    package var filesFolder: String { "\(dataDirectory)/files" }

    /// The largest body that brings a file: a form has a head and fields beside it.
    var fileBodyBytes: Int { Int(files.bytes) + 65_536 }
}

extension Setting {
    /// What can be set about files.
    static let files: [Setting] = [
        number("upload-mib", "largest file that may be sent in MiB (default: 10)", 1...1024) {
            $1.files.mebibytes = $0
        },
        number("upload-hours", "hours after which a file that nobody attached is removed (default: 24)", 1...8760) {
            $1.files.unusedHours = $0
        },
    ]
}
