import Domain
import JSON

/// A chart as SVG (柱状图): text as text, values beside the bars, whole coordinates, and neither script nor style.
struct BarChart {
    let title: String
    /// What it shows, for those who do not see it.
    let description: String
    let bars: [(label: String, value: Int64)]

    /// More bars are a wall; the table below has them all.
    static let limit = 40
    private static let (width, row, head) = (720, 24, 32)
    /// Where the bars begin and how long the longest is.
    private static let (left, longest) = (200, 420)
    /// Letters of a name that fit before the bars.
    private static let letters = 12

    func write(into out: inout ByteWriter) {
        let height = Self.head + bars.count * Self.row + 8
        let most = max(1, bars.map(\.value).max() ?? 1)
        out.append("<svg role=\"img\" viewBox=\"0 0 \(Self.width) \(height)\">")
        out.element("title", title)
        out.element("desc", description)
        text(title, x: 0, y: 20, in: &out)
        for (number, bar) in bars.enumerated() {
            let top = Self.head + number * Self.row
            let length = Int(max(0, bar.value) * Int64(Self.longest) / most)
            text(Self.cut(bar.label), x: 0, y: top + 15, in: &out)
            out.append("<rect x=\"\(Self.left)\" y=\"\(top + 2)\" width=\"\(length)\" height=\"16\" fill=\"#36c\"/>")
            text("\(bar.value)", x: Self.left + length + 6, y: top + 15, in: &out)
        }
        out.append("</svg>")
    }

    private static func cut(_ label: String) -> String {
        label.count > letters ? "\(label.prefix(letters - 1))…" : label
    }

    private func text(_ words: String, x: Int, y: Int, in out: inout ByteWriter) {
        out.append("<text x=\"\(x)\" y=\"\(y)\" font-size=\"13\">")
        out.appendHTML(words)
        out.append("</text>")
    }
}
