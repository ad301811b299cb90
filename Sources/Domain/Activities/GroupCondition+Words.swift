/// What a service group asks and how somebody stands to it, in words (群体条件说明).
extension GroupCondition {
    /// What is asked, in words.
    package var words: Title {
        var chinese: [String] = []
        var english: [String] = []
        let say = { (zh: String, en: String) in
            chinese.append(zh)
            english.append(en)
        }
        if let grid { say("网格“\(gridName ?? "\(grid)")”", "grid “\(gridName ?? "\(grid)")”") }
        if let building { say("楼栋“\(buildingName ?? "\(building)")”", "building “\(buildingName ?? "\(building)")”") }
        if let sex { say(sex.title.chinese, sex.title.english.lowercased()) }
        if let leastAge { say("满 \(leastAge) 周岁", "from \(leastAge) years on") }
        if let mostAge { say("不超过 \(mostAge) 周岁", "up to \(mostAge) years") }
        if let residency { say(residency.title.chinese, residency.title.english.lowercased()) }
        if let careTag { say(careTag.title.chinese, careTag.title.english.lowercased()) }
        return Title(chinese.joined(separator: "、"), english.joined(separator: ", "))
    }

    /// What the person is in those things in which the group asks for something else; a care tag is told to nobody.
    func standing(of person: Applicant, on day: CivilDate) -> Title {
        var chinese: [String] = []
        var english: [String] = []
        let age = Int64(person.birth.age(on: day))
        if let grid, grid != person.grid {
            chinese.append(person.livesIn.chinese)
            english.append(person.livesIn.english)
        }
        if let building, building != person.building {
            chinese.append(person.buildingName.map { "本人住在“\($0)”" } ?? "本人未登记住处")
            english.append(
                person.buildingName.map { "the person lives in “\($0)”" } ?? "the person has no home registered"
            )
        }
        if age < leastAge ?? age || age > mostAge ?? age {
            chinese.append("活动当日的年龄不在此列")
            english.append("of another age on that day")
        }
        if let sex, sex != person.sex {
            chinese.append("登记性别为\(person.sex.title.chinese)")
            english.append("registered as \(person.sex.title.english.lowercased())")
        }
        if let residency, residency != person.residency {
            chinese.append("登记为\(person.residency.title.chinese)")
            english.append("registered as \(person.residency.title.english.lowercased())")
        }
        guard !chinese.isEmpty else { return Title("登记情况不符", "the register says otherwise") }
        return Title(chinese.joined(separator: "、"), english.joined(separator: ", "))
    }
}
