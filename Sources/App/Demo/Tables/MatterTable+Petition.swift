import Domain

extension MatterTable {
    /// The matters of 信访维稳.
    static let petition = [
        Matter(
            .petition,
            .complaint,
            "反映{小区}公共收益公示不及时",
            "希望按季度公示{小区}公共收益收支明细。",
            "已督促补充公示，今后按季度在公告栏和线上同步公布。",
            at: .compound,
            by: .property,
            weight: 4
        ),
        Matter(
            .petition,
            .complaint,
            "反映{小区}物业服务标准",
            "认为{小区}保洁、保安服务与约定标准有差距，要求答复。",
            "已召集双方面对面沟通，物业逐条书面答复并限期整改。",
            at: .compound,
            by: .staff,
            weight: 5
        ),
        Matter(
            .petition,
            .consultation,
            "咨询{小区}维修资金使用程序",
            "咨询{小区}使用维修资金的表决和申报程序。",
            "已书面说明程序与所需材料，并告知主管部门窗口。",
            at: .compound,
            by: .desk,
            weight: 4
        ),
        Matter(
            .petition,
            .report,
            "举报{小区}{楼}疑似群租",
            "{楼}一套房屋疑似分隔出租，人员进出频繁。",
            "已会同警务室上门核查，要求房东恢复原有布局并登记租客信息。",
            at: .building,
            by: .police,
            weight: 4
        ),
        Matter(
            .petition,
            .complaint,
            "反映{小区}周边施工夜间噪声",
            "{小区}外侧施工夜间噪声影响休息。",
            "已联系主管部门，施工方调整夜间作业时间。",
            at: .compound,
            by: .staff,
            weight: 4,
            months: [3, 4, 5, 9, 10, 11]
        ),
    ]
}
