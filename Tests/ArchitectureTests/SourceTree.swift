import Glibc

/// The sources of the project, as the tests about its shape read them.
struct SourceTree {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()

    /// The Swift files below a folder of the project, by their path in it.
    func swiftFiles(below folder: String) -> [(path: String, text: String)] {
        files(below: folder).filter { $0.hasSuffix(".swift") }.map { ($0, text(of: $0)) }
    }

    func folders(in folder: String) -> [String] {
        entries(of: folder).filter { $0.isFolder }.map(\.name).sorted()
    }

    func text(of path: String) -> String {
        guard let file = fopen("\(root)/\(path)", "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func files(below folder: String) -> [String] {
        entries(of: folder).flatMap { entry in
            entry.isFolder ? files(below: "\(folder)/\(entry.name)") : ["\(folder)/\(entry.name)"]
        }.sorted()
    }

    private func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
        guard let directory = opendir("\(root)/\(folder)") else { return [] }
        defer { closedir(directory) }
        var found: [(String, Bool)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            found.append((name, entry.pointee.d_type == UInt8(DT_DIR)))
        }
        return found
    }
}
