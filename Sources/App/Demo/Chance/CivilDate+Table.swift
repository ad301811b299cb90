import Domain

extension CivilDate {
    /// A day that stands in the tables of the demonstration; one that does not exist is a mistake of the program.
    static func on(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("\(year)-\(month)-\(day) is not a day")
        }
        return date
    }
}
