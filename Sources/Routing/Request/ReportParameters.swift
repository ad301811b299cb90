package import Domain

extension Call {
    /// The format and the parameters of a report (报表参数), all faults at once.
    package func reportParameters(
        _ parameters: [QueryParameter]
    ) throws -> (format: Format, csv: View.CSVOptions, values: [String: FieldValue]) {
        var faults: [FieldError] = []
        let format = try format(Format.allCases)
        let csv = csvOptions(&faults)
        let values = try values(parameters, beside: ["format", "header", "bom", "raw"], faults)
        return (format, csv, values)
    }

    /// The parameters of a page.
    package func pageParameters(_ parameters: [QueryParameter]) throws -> [String: FieldValue] {
        try values(parameters, beside: [], [])
    }

    private func values(
        _ parameters: [QueryParameter],
        beside shared: [String],
        _ others: [FieldError]
    ) throws -> [String: FieldValue] {
        var faults = others
        var values: [String: FieldValue] = [:]
        for item in query.items where !shared.contains(item.name) {
            guard let parameter = parameters.first(where: { $0.name == item.name }) else {
                let names = (parameters.map(\.name) + shared).joined(separator: ", ")
                faults.append(
                    .parameter(item.name, "unknown_parameter", "可用的参数：\(names)", "The parameters are: \(names)")
                )
                continue
            }
            let field = Field(parameter.name, parameter.title.chinese, parameter.title.english, parameter.type)
            switch FieldParser.parse(item.value, as: field, in: time) {
            case .success(let value): values[item.name] = value
            case .failure(let fault): faults.append(fault.at(.parameter(item.name)))
            }
        }
        // Of one that is there and means nothing it was said already.
        let told = Set(faults.map(\.location))
        for parameter in parameters
        where parameter.isRequired && values[parameter.name] == nil && !told.contains(.parameter(parameter.name)) {
            faults.append(.parameter(parameter.name, "required", "必填", "Required"))
        }
        guard faults.isEmpty else { throw DomainError.badParameters(faults) }
        return values
    }
}
