/// 公示牌内容: the grid, its buildings, and its staff with the numbers they agreed to show.
package struct GridBoard: Sendable {
    package let community: ReportedCommunity
    package let date: CivilDate
    package let gridID: Int64
    package let code: String
    package let name: String
    package let buildings: [[ReportValue]]
    package let staff: [[ReportValue]]

    package init(
        community: ReportedCommunity,
        date: CivilDate,
        gridID: Int64,
        code: String,
        name: String,
        buildings: [[ReportValue]],
        staff: [[ReportValue]]
    ) {
        self.community = community
        self.date = date
        self.gridID = gridID
        self.code = code
        self.name = name
        self.buildings = buildings
        self.staff = staff
    }

    package var report: ReportDocument {
        ReportDocument(
            name: "board",
            title: Title("\(name)公示牌", "Publicity board of \(name)"),
            header: [ReportFigure(key: "on", title: Title("日期", "Date"), value: .text(date.description))]
                + community.header,
            chapters: [
                ReportChapter(
                    title: Title("网格", "Grid"),
                    sections: [
                        .figures(
                            key: "grid",
                            title: Title("网格", "Grid"),
                            [
                                ReportFigure(key: "id", title: Title("编号", "Id"), value: .integer(gridID)),
                                ReportFigure(key: "code", title: Title("编码", "Code"), value: .text(code)),
                                ReportFigure(key: "name", title: Title("名称", "Name"), value: .text(name)),
                            ]
                        ),
                        .rows(
                            key: "staff",
                            title: Title("网格人员", "Staff"),
                            columns: [
                                .text("name", "姓名", "Name", 1...50), .choice("role", "岗位", "Post", GridPost.self),
                                .text("phone", "服务电话", "Service phone", 1...20),
                                .text("photo_url", "照片", "Photo", 1...200),
                            ],
                            rows: staff
                        ),
                        .rows(
                            key: "buildings",
                            title: Title("责任楼栋", "Buildings"),
                            columns: [
                                .integer("id", "编号", "Id", 1...Int64.max), .text("compound", "小区", "Compound", 1...50),
                                .text("name", "楼栋", "Building", 1...50),
                            ],
                            rows: buildings
                        ),
                    ]
                )
            ]
        )
    }
}
