import Domain

extension MatterTable {
    /// The matters of 民生事务 at home and in the stairs.
    static let livelihoodAtHome = [
        Matter(
            .livelihood,
            .help,
            "{小区}{楼}{单元}楼道灯不亮",
            "{单元}三楼楼道灯已坏两天，夜间上下楼不安全，希望尽快修复。",
            "物业已更换灯具，现场试灯正常。",
            at: .unit,
            by: .property,
            weight: 12
        ),
        Matter(
            .livelihood,
            .help,
            "{小区}{楼}{单元}电梯运行异响",
            "{单元}电梯经过中间楼层时有明显异响，担心安全。",
            "维保单位已检修并更换导靴，运行恢复正常，检修记录已公示。",
            at: .unit,
            by: .property,
            weight: 8
        ),
        Matter(
            .livelihood,
            .help,
            "{小区}{楼}{单元}下水管堵塞",
            "{单元}一楼厨房返水，需要尽快疏通主管道。",
            "物业当日疏通主管道，并排查同单元其他楼层。",
            at: .unit,
            by: .property,
            weight: 8
        ),
        Matter(
            .livelihood,
            .help,
            "{小区}{楼}{单元}门禁失灵",
            "{单元}门禁刷卡无反应，单元门常开。",
            "已更换读卡器，门禁恢复使用。",
            at: .unit,
            by: .property,
            weight: 7
        ),
        Matter(
            .livelihood,
            .help,
            "{小区}{楼}顶楼渗水",
            "雨后{楼}顶楼天花板渗水，希望查明原因。",
            "已修补屋面防水层，两次雨后回访未再渗水。",
            at: .building,
            by: .property,
            weight: 5,
            months: [6, 7, 8]
        ),
        Matter(
            .livelihood,
            .errand,
            "为{小区}{楼}{单元}老人办理高龄补贴认证",
            "老人行动不便，希望网格员上门办理高龄补贴认证。",
            "网格员已上门办理认证，并告知下次认证时间。",
            at: .unit,
            by: .grid,
            weight: 9
        ),
        Matter(
            .livelihood,
            .errand,
            "为{小区}{楼}居民代办居住证明",
            "居民工作日无法到社区，申请代办居住证明。",
            "材料已核对，证明由网格员送达。",
            at: .building,
            by: .desk,
            weight: 8
        ),
        Matter(
            .livelihood,
            .consultation,
            "{小区}居民咨询医保缴费",
            "咨询城乡居民医保的缴费时间和渠道。",
            "已告知缴费时间与线上渠道，并提供一次性告知单。",
            at: .building,
            by: .desk,
            weight: 10,
            months: [9, 10, 11, 12]
        ),
        Matter(
            .livelihood,
            .consultation,
            "{小区}居民咨询入学材料",
            "{楼}居民咨询孩子入学需要的房产、户籍材料。",
            "已按当年招生公告逐项说明，并提供材料清单。",
            at: .building,
            by: .desk,
            weight: 8,
            months: [4, 5, 6, 7]
        ),
    ]

    /// The matters of 民生事务 outside, and what people thank for.
    static let livelihoodOutside = [
        Matter(
            .livelihood,
            .help,
            "{小区}{部位}路面破损",
            "{部位}地砖松动破损，雨天积水，老人容易绊倒。",
            "已更换破损地砖并找平，现场验收合格。",
            at: .place,
            by: .property,
            weight: 6
        ),
        Matter(
            .livelihood,
            .help,
            "{小区}{部位}照明不足",
            "{部位}夜间照明不足，居民散步不便。",
            "已更换两盏路灯，亮灯时间延至夜间十时半。",
            at: .place,
            by: .property,
            weight: 5
        ),
        Matter(
            .livelihood,
            .suggestion,
            "建议{小区}{部位}增加休息座椅",
            "{小区}老年居民较多，建议在{部位}增加休息座椅。",
            "已纳入微更新计划，首批两组座椅安装完毕。",
            at: .place,
            by: .staff,
            weight: 4
        ),
        Matter(
            .livelihood,
            .help,
            "{小区}{楼}旁健身器材损坏",
            "{楼}旁健身器材踏板松动，存在隐患。",
            "已停用并更换配件，恢复使用。",
            at: .building,
            by: .property,
            weight: 4
        ),
        Matter(
            .livelihood,
            .praise,
            "感谢网格员帮助{小区}{楼}居民",
            "网格员冒雨帮{楼}居民收晒在外的被褥并关好车库门，特此感谢。",
            "已转达本人，并在网格例会上予以表扬。",
            at: .building,
            by: .desk,
            weight: 4
        ),
        Matter(
            .livelihood,
            .help,
            "{小区}{楼}前树枝遮挡采光",
            "{楼}前香樟枝叶过密，低楼层白天也要开灯。",
            "绿化单位已修剪，低层采光明显改善。",
            at: .building,
            by: .property,
            weight: 5,
            months: [3, 4, 5, 10, 11]
        ),
    ]
}
