/// Why a cell can not be taken (单元格错误): a stable code, and what is expected instead.
package struct CellFault: Error, Sendable, Hashable {
    package let code: String
    package let detail: Title

    package init(_ code: String, _ chinese: String, _ english: String) {
        self.code = code
        detail = Title(chinese, english)
    }
}

extension CellFault {
    static let missing = CellFault("required", "必填", "Is required")

    static let masked = CellFault(
        "masked",
        "这是脱敏后的值，需要完整的值；导出时请用 --unmasked",
        "This is a masked value and the whole one is needed; export with --unmasked"
    )

    static let scientific = CellFault(
        "scientific_notation",
        "Excel 已把号码变成科学计数法或把末尾数字变成 0；请将该列设为“文本”后重新填写",
        "Excel turned the number into a power of ten or its last digits into 0; make the column text and enter it again"
    )

    static let identityNumber = CellFault(
        "bad_id_number",
        "应为 18 位身份证号，日期和校验码须正确（GB 11643-1999）",
        "Is to be an ID number of 18 characters with a date that exists and the right check digit (GB 11643-1999)"
    )

    static let phone = CellFault(
        "bad_mobile",
        "应为 11 位大陆手机号，可带 +86 和空格",
        "Is to be a mobile number of mainland China with 11 digits; +86 and spaces are fine"
    )

    static let date = CellFault(
        "bad_date",
        "应为存在的日期，例如 2021-11-05、2021/11/5、2021.11.5、20211105、2021年11月5日，或 Excel 的日期序号",
        "Is to be a date that exists, such as 2021-11-05, 2021/11/5, 20211105, 2021年11月5日, or Excel's number of a day"
    )

    static let flag = CellFault("wrong_type", "应为“是”或“否”", "Is to be 是 (yes) or 否 (no)")

    static let squareMeters = CellFault(
        "wrong_type",
        "应为平方米数，最多两位小数，例如 89.5",
        "Is to be square meters with at most two decimals, such as 89.5"
    )

    static let share = CellFault(
        "wrong_type",
        "应为份额，例如 1/2、50% 或 1",
        "Is to be a share, such as 1/2, 50% or 1"
    )

    static func integer(_ range: ClosedRange<Int64>) -> CellFault {
        CellFault(
            "out_of_range",
            "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
            "Is to be a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
    }

    static func length(_ range: ClosedRange<Int>, not count: Int) -> CellFault {
        CellFault(
            count < range.lowerBound ? "too_short" : "too_long",
            "应为 \(range.lowerBound) 到 \(range.upperBound) 个字，现为 \(count) 个",
            "Is to have \(range.lowerBound) to \(range.upperBound) characters, not \(count)"
        )
    }

    static let controlCharacter = CellFault(
        "control_character",
        "含有控制字符或不可见字符",
        "Has a control or invisible character in it"
    )

    static func choice(_ enumeration: Enumeration) -> CellFault {
        let chinese = enumeration.values.map(\.title.chinese).joined(separator: "、")
        let english = enumeration.values.map { "\($0.title.chinese) (\($0.code))" }.joined(separator: ", ")
        return CellFault("unknown_value", "应为：\(chinese)", "Is to be one of: \(english)")
    }
}
