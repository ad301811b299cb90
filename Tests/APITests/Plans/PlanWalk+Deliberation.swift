extension PlanWalk {
    private static func post(
        _ path: String,
        _ body: String = "{}",
        as name: String? = nil,
        by login: String = "secretary"
    ) -> Step {
        Step(login, "POST", path, body, as: name)
    }

    private static let topic = #"{"title": "议题", "description": "内容", "proposer": "张三", "compound_id": 1}"#
    private static let ownCase = """
        {"kind": "help", "category_id": 3, "title": "灯不亮", "description": "楼道", "building_id": 9}
        """

    /// Topics, evenings of the hall, notices and projects (议事全程).
    static let deliberation: [Step] =
        [
            // So that an evening needs few, and a vote of few does not wait for its day.
            Step("secretary", "PATCH", "settings", #"{"session_quorum_percent": 0, "decided_vote_closes": 1}"#),
            post("cases", ownCase, as: "beneath", by: "resident"),
            post(
                "sessions",
                #"{"hall_id": 1, "title": "旧会", "starts_at": "2035-01-02T19:00:00+08:00"}"#,
                as: "dropped"
            ),
            post("issues", topic, as: "issue"),
            post("issues/$issue/cases", #"{"cases": [$beneath]}"#),
            post("issues/$issue/support", #"{"resident_id": 1}"#),
            post("issues/$issue/support", #"{"resident_id": 2}"#),
            post("issues/$issue/unsupport", #"{"resident_id": 2}"#),
            post("issues/$issue/evaluators", #"{"account_id": 2}"#, as: "asked"),
            post("issue-evaluators/$asked/answer", #"{"opinion": "feasible", "reason": "可行"}"#, by: "secretary"),
            post("issues/$issue/answer", #"{"answer": "已列入计划"}"#),
            Step("secretary", "GET", "issues/$issue/public-view"),
            post("issues/$issue/screen"),
            post(
                "sessions",
                """
                {"hall_id": 1, "title": "新会", "starts_at": "2026-01-01T19:00:00+08:00", "agenda": [{"title": "通报"}],
                 "invite": [{"party": "residents", "resident_id": 1}, {"party": "property", "organization_id": 1}, {"party": "police", "name": "民警"}]}
                """,
                as: "session"
            ),
            post("sessions/$session/invitations", #"{"people": [{"party": "residents", "resident_id": 2}]}"#),
            post(
                "sessions/$session/agenda",
                #"{"agenda": [{"title": "通报"}, {"issue_id": $issue, "required": ["residents"]}]}"#
            ),
            post("issues/$issue/take-off"), post("issues/$issue/schedule", #"{"session_id": $session}"#),
            list("sessions/$session/attendance", as: "guest"),
            post("attendees/$guest/answer", #"{"answer": "coming"}"#),
            post("sessions/$session/open"), Step("secretary", "GET", "sessions/$session/check-in-code"),
            post(
                "sessions/$session/attendance",
                #"{"attendees": [$guest], "walk_ins": [{"party": "experts", "name": "专家"}]}"#
            ),
            post("sessions/$session/check-in", #"{"code": "$digits"}"#, by: "resident"),
            post("sessions/$session/check-in", #"{"code": "$digits"}"#, by: "partner"),
            Step("resident", "GET", "sessions/$session/attendance"),
            Step("partner", "GET", "sessions/$session/attendance"),
            Step("secretary", "GET", "attendees/$guest"),
            list("sessions/$session/agenda", as: "item"), Step("secretary", "GET", "agenda-items/$item"),
            post("agenda-items/$item/take-up"),
            post("agenda-items/$item/statements", #"{"party": "residents", "speaker": "张三", "text": "同意"}"#),
            Step("resident", "GET", "agenda-items/$item/statements"),
            post("uploads", "%PDF-1.4 table", as: "tabled"),
            post("agenda-items/$item/papers", #"{"uploads": [$tabled], "kind": "document"}"#),
            Step("resident", "GET", "agenda-items/$item/papers"),
            post("agenda-items/$item/settle", #"{"status": "noted", "outcome": "已通报"}"#),
            post("uploads", "%PDF-1.4 agreed", as: "agreed"),
            post("issues/$issue/agree", #"{"outcome": "同意", "uploads": [$agreed]}"#),
            post("sessions/$session/close", #"{"summary": "一致"}"#),
            post("sessions/$dropped/cancel", #"{"reason": "停电"}"#),
            post("uploads", "%PDF-1.4 sheet", as: "sheet"),
            post("sessions", #"{"hall_id": 1, "title": "补录", "starts_at": "2026-01-03T19:00:00+08:00"}"#, as: "past"),
            post(
                "sessions/$past/record",
                #"{"walk_ins": [{"party": "residents", "name": "张三"}], "summary": "通报", "uploads": [$sheet]}"#
            ),
            list("sessions/$past/papers", as: "paper"), Step("secretary", "GET", "deliberation-papers/$paper"),
            Step("secretary", "GET", "deliberation-papers/$paper/content"),
            post("issues/$issue/publish", "{}", as: "notice"), Step("resident", "GET", "public-notices/$notice"),
            post("public-notices/$notice/objections", #"{"text": "太贵"}"#, as: "objection", by: "resident"),
            Step("resident", "GET", "objections"), Step("secretary", "GET", "objections/$objection"),
            post("objections/$objection/answer", #"{"answer": "已比价"}"#),
            // Without a notice it is carried out at once.
            post("issues", topic, as: "quick"), post("issues/$quick/screen"),
            post("sessions", #"{"hall_id": 1, "title": "又一会", "starts_at": "2026-01-04T19:00:00+08:00"}"#, as: "third"),
            post("issues/$quick/schedule", #"{"session_id": $third}"#), post("sessions/$third/open"),
            post("sessions/$third/attendance", #"{"walk_ins": [{"party": "residents", "name": "李四"}]}"#),
            post("uploads", "%PDF-1.4 signed", as: "signed"),
            post("sessions/$third/papers", #"{"uploads": [$signed], "kind": "signed_sheet"}"#),
            post("issues/$quick/agree", #"{"outcome": "同意"}"#),
            post(
                "issues/$quick/start",
                """
                {"project": {"name": "项目", "quantity": 1, "quantity_unit": "个", "milestones": [{"title": "安装", "weight": 1}]},
                 "tasks": [{"title": "清理", "category_id": 3, "handler_id": 2}]}
                """
            ),
            list("projects?issue_id=$quick", as: "built"),
            post("projects/$built/milestones", #"{"milestones": [{"title": "误加", "weight": 1}]}"#),
            list("milestones?project_id=$built&sort=-id", as: "extra"),
            Step("secretary", "DELETE", "milestones/$extra"), post("projects/$built/start"),
            post("projects/$built/milestones", #"{"milestones": [{"title": "收尾", "weight": 1}]}"#),
            list("projects/$built/milestones?sort=id", as: "step"),
            list("milestones?project_id=$built&sort=-id", as: "laststep"),
            Step("secretary", "GET", "milestones/$step"),
            Step("secretary", "PATCH", "milestones/$laststep", #"{"due_on": "2035-01-01"}"#),
            post("uploads", "%PDF-1.4 done", as: "proof"),
            post("milestones/$step/done", #"{"remark": "装好", "uploads": [$proof]}"#),
            post("uploads", "%PDF-1.4 shown", as: "evidence"),
            post("milestones/$laststep/papers", #"{"uploads": [$evidence]}"#),
            Step("resident", "GET", "milestones/$laststep/papers"),
            post("milestones/$laststep/done", #"{"remark": "好"}"#),
            post("uploads", "%PDF-1.4 needless", as: "needless"), Step("secretary", "DELETE", "uploads/$needless"),
            post("uploads", "%PDF-1.4 before", as: "earlier"),
            post("projects/$built/papers", #"{"uploads": [$earlier], "kind": "before"}"#),
            list("projects/$built/papers", as: "shown"),
            post("uploads", "%PDF-1.4 plan", as: "drawing"),
            post("issues/$quick/papers", #"{"uploads": [$drawing], "kind": "document"}"#),
            list("issues/$quick/papers", as: "shown"),
            post("uploads", "%PDF-1.4 list", as: "names"),
            post("sessions/$session/papers", #"{"uploads": [$names], "kind": "document"}"#),
            post("projects/$built/complete"), post("projects/$built/accept", #"{"maintainer": "物业"}"#, by: "staff"),
            list("cases?limit=1", as: "tasked"), post("cases/$tasked/void", #"{"remark": "误立"}"#),
            post("issues/$quick/complete", #"{"outcome": "完成"}"#, by: "staff"),
            post("issues/$quick/ratings", #"{"score": 5}"#, by: "resident"),
            Step("resident", "GET", "issues/$quick/ratings"),
            post("issues/$quick/evaluate"),
            post("issues", topic, as: "declined"),
            post("issues/$declined/decline", #"{"reason": "not_ours", "remark": "不属于社区"}"#),
            post("issues", topic, as: "withdrawn"), post("issues/$withdrawn/withdraw", #"{"reason": "solved"}"#),
            post("issues", topic, as: "put"), post("issues", topic, as: "twin"),
            post("issues/$twin/support", #"{"resident_id": 3}"#),
            post("issues/$twin/merge", #"{"issue_id": $put}"#),
            post("issues/$put/screen"),
            post("sessions", #"{"hall_id": 1, "title": "四会", "starts_at": "2026-01-05T19:00:00+08:00"}"#, as: "fourth"),
            post("issues/$put/schedule", #"{"session_id": $fourth}"#),
            list("sessions/$fourth/agenda", as: "put_item"),
            post("issues/$put/defer", #"{"remark": "再议"}"#),
            // Nothing is edited freely from now on, so that a change keeps what stood before.
            Step("secretary", "PATCH", "settings", #"{"topic_edit_hours": 0}"#),
            post("issues", topic, as: "edited"), Step("secretary", "PATCH", "issues/$edited", #"{"title": "改题"}"#),
            Step("secretary", "GET", "issues/$edited/versions"),
            Step("secretary", "GET", "issues/$issue/supporters"), Step("resident", "GET", "issues/$issue/evaluators"),
            decided("committee", as: "board"), post("issues/$board/screen"),
            vote("board", "committee", #", "members": [{"name": "甲"}, {"name": "乙"}, {"name": "丙", "account_id": 2}]"#),
            list("voters?vote_id=$boardvote&sort=-id", as: "third_voter"),
            list("votes/$boardvote/roll?sort=id", as: "first_voter"),
            Step("secretary", "GET", "voters/$first_voter"), Step("secretary", "GET", "votes/$boardvote"),
            post("issues/$board/recusals", #"{"voter_id": $first_voter, "reason": "利益相关"}"#),
            post("uploads", "%PDF-1.4 proxy", as: "written"),
            post("issues/$board/proxies", #"{"voter_id": $third_voter, "proxy": "丁", "upload_id": $written}"#),
            post(
                "issues/$board/ballots",
                #"{"ballots": [{"voter_id": $third_voter, "choice": "for", "channel": "proxy"}]}"#
            ),
            Step("secretary", "GET", "issues/$board/tally"),
            decided("residents", as: "people"), post("issues/$people/screen"), vote("people", "residents"),
            post("issues/$people/ballots", #"{"choice": "for"}"#, by: "resident"),
            decided("residents", as: "homes"), post("issues/$homes/screen"), vote("homes", "households"),
            post("issues/$homes/ballots", #"{"choice": "for"}"#, by: "resident"),
            decided("committee", as: "one"), post("issues/$one/screen"),
            vote("one", "committee", #", "members": [{"name": "甲", "account_id": 2}]"#),
            post("issues/$one/ballots", #"{"choice": "for"}"#), post("issues/$one/close-vote"),
            decided("owners", as: "owned"), post("issues/$owned/screen"),
            post("uploads", "%PDF-1.4 result", as: "result"),
            post(
                "issues/$owned/record-outcome",
                """
                {"rule": "owners_special", "matter": 8, "convenor": "业委会", "noticed_on": "2020-01-01", "held_on": "$today", "eligible": 3,
                 "eligible_area": 300, "deviation_reason": "登记未全", "for": 3, "for_area": 300, "against": 0, "abstain": 0, "passed": true, "uploads": [$result]}
                """
            ),
        ] + closed + sixSteps + minutes + [
            Step("secretary", "GET", "issues/$owned/chain"), Step("secretary", "GET", "sessions/$session/chain"),
            Step("secretary", "GET", "projects/$built/chain"), Step("secretary", "GET", "cases/$beneath/chain"),
            Step("secretary", "GET", "votes/$boardvote/chain"),
            Step("secretary", "GET", "public-notices/$notice/chain"),
            Step("secretary", "GET", "objections/$objection/chain"),
            Step("secretary", "GET", "agenda-items/$put_item/chain"),
            Step("secretary", "GET", "milestones/$step/chain"),
            Step("secretary", "GET", "session-minutes/$minutes/chain"),
            Step("secretary", "GET", "reports/deliberation"),
            Step("secretary", "GET", "reports/deliberation/cases?kind=complaint&from_days=30"),
            Step("secretary", "GET", "reports/activities/ages?year=2021&age=from_60"),
            post("projects", #"{"name": "新项目"}"#, as: "project"), post("projects", #"{"name": "空想"}"#, as: "idea"),
        ]

    /// A closed vote with a ballot under seal, one in the box, and its published list.
    private static let closed: [Step] = [
        decided("committee", as: "secret"), post("issues/$secret/screen"),
        vote(
            "secret",
            "committee",
            #", "secrecy": "closed", "members": [{"name": "甲", "account_id": 2}, {"name": "乙"}, {"name": "丙"}, {"name": "丁"}]"#
        ),
        list("voters?vote_id=$secretvote&sort=-id", as: "aside"),
        post("issues/$secret/recusals", #"{"voter_id": $aside, "reason": "利益相关"}"#),
        list("voters?vote_id=$secretvote&recused=false&sort=-id", as: "boxed"),
        post("issues/$secret/sealed-ballot", #"{"choice": "for"}"#),
        post("uploads", "%PDF-1.4 signed for", as: "signed"),
        post(
            "issues/$secret/paper-voters",
            #"{"voters": [{"voter_id": $boxed, "channel": "paper"}], "uploads": [$signed]}"#
        ),
        post("issues/$secret/paper-voters/take-back", #"{"voter_id": $boxed, "reason": "误登"}"#),
        post("issues/$secret/paper-voters/take-back", #"{"voter_id": $boxed, "reason": "误登"}"#, by: "staff"),
        list("votes/$secretvote/roll?sort=id&limit=2", as: "standing"),
        Step("secretary", "GET", "issues/$secret/tally"),
        decided("residents", as: "hidden"), post("issues/$hidden/screen"),
        vote("hidden", "residents", #", "secrecy": "closed""#),
        post("issues/$hidden/sealed-ballot", #"{"choice": "for"}"#, by: "resident"),
        decided("committee", as: "ended"), post("issues/$ended/screen"),
        vote(
            "ended",
            "committee",
            #", "secrecy": "closed", "members": [{"name": "甲"}, {"name": "乙", "account_id": 3}, {"name": "丙", "account_id": 2}]"#
        ),
        list("voters?vote_id=$endedvote&sort=id", as: "one_of"),
        post("uploads", "%PDF-1.4 signed too", as: "signed"),
        post(
            "issues/$ended/paper-voters",
            #"{"voters": [{"voter_id": $one_of, "channel": "paper"}], "uploads": [$signed]}"#
        ),
        list("votes/$endedvote/roll?sort=-id", as: "two_of"),
        post("issues/$ended/sealed-ballot", #"{"choice": "for"}"#),
        post("issues/$ended/sealed-ballot", #"{"choice": "for"}"#, by: "staff"),
        post("issues/$ended/close-vote", #"{"paper": {"for": 1, "against": 0, "abstain": 0}}"#),
        list("votes/$endedvote/ballots", as: "ballot"), Step("secretary", "GET", "published-ballots/$ballot"),
        Step("resident", "GET", "published-ballots?vote_id=$endedvote"),
        Step("secretary", "GET", "issues/$ended/tally"), Step("auditor", "GET", "votes/$endedvote/roll"),
        post("issues/$secret/cancel-vote", #"{"reason": "名册有误"}"#),
        post("issues/$hidden/cancel-vote", #"{"reason": "日期有误"}"#),
        post("issues/$board/cancel-vote", #"{"reason": "名册有误"}"#),
    ]

    private static func taken(_ step: String) -> Step {
        post(
            "issues/$stepped/steps",
            """
            {"step": "\(step)", "held_on": "2020-02-01", "minutes": "同意", "due": 3, "present": 3, "for": 3, "against": 0,
             "abstain": 0}
            """,
            as: "taken"
        )
    }

    private static let sixSteps: [Step] = [
        post(
            "issues",
            #"{"title": "六步", "description": "内容", "proposer": "张三", "authority": "residents", "six_steps": true}"#,
            as: "stepped"
        ),
        post("issues/$stepped/screen"), taken("party_proposal"), taken("committees_consult"), taken("party_meeting"),
        post("uploads", "%PDF-1.4 decision", as: "decision"),
        post(
            "issues/$stepped/record-outcome",
            """
            {"rule": "representatives", "convenor": "居委会", "noticed_on": "2020-01-01", "held_on": "$today", "eligible": 3,
             "for": 3, "against": 0, "abstain": 0, "passed": true, "uploads": [$decision]}
            """
        ),
        post("issues/$stepped/publish", #"{"place": "宣传栏"}"#),
        Step("secretary", "GET", "issues/$stepped/steps"), Step("resident", "GET", "issue-steps?issue_id=$stepped"),
        Step("secretary", "GET", "issue-steps/$taken"),
    ]

    /// Minutes in their full form, beside those that the evening filed by itself.
    private static let minutes: [Step] = [
        post("sessions/$session/minutes", #"{"form": "full", "text": "一致"}"#, as: "minutes"),
        Step("secretary", "PATCH", "session-minutes/$minutes", #"{"text": "协商一致"}"#),
        post("session-minutes/$minutes/circulate"),
        post(
            "session-minutes/$minutes/objections",
            #"{"text": "有误", "item_id": $item}"#,
            as: "against",
            by: "resident"
        ),
        Step("resident", "GET", "minutes-objections"), Step("secretary", "GET", "minutes-objections/$against"),
        Step("secretary", "GET", "session-minutes/$minutes/objections"),
        post("minutes-objections/$against/answer", #"{"answer": "已改"}"#),
        post("session-minutes/$minutes/sign", by: "resident"), post("session-minutes/$minutes/sign", by: "partner"),
        list("session-minutes/$minutes/signatures?sort=id", as: "signature"),
        Step("secretary", "GET", "minutes-signatures/$signature"), Step("resident", "GET", "minutes-signatures"),
        Step("partner", "GET", "minutes-signatures"),
        Step("secretary", "PATCH", "settings", #"{"minutes_signed_percent": 0}"#),
        post("session-minutes/$minutes/archive"),
        post("session-minutes/$minutes/addenda", #"{"text": "补充"}"#, as: "addendum"),
        Step("secretary", "GET", "session-minutes/$minutes/addenda"),
        Step("secretary", "GET", "minutes-addenda/$addendum"),
        Step("resident", "GET", "session-minutes/$minutes/fingerprint"),
        Step("secretary", "GET", "sessions/$session/minutes"), Step("resident", "GET", "session-minutes"),
        Step("secretary", "GET", "session-minutes/$minutes"), Step("secretary", "GET", "minutes-addenda"),
        Step("secretary", "GET", "reports/sessions/$session/minutes"),
    ]

    private static func decided(_ authority: String, as name: String) -> Step {
        post(
            "issues",
            #"{"title": "决定", "description": "内容", "proposer": "张三", "authority": "\#(authority)"}"#,
            as: name
        )
    }

    /// A vote on an issue that was screened.
    private static func vote(_ issue: String, _ rule: String, _ more: String = "") -> Step {
        post(
            "issues/$\(issue)/open-vote",
            """
            {"rule": "\(rule)", "convenor": "居委会", "noticed_on": "2020-01-01", "closes_at": "$nextweekT00:00:00+08:00"\(more)}
            """,
            as: "\(issue)vote"
        )
    }

    private static func list(_ path: String, as name: String) -> Step { Step("secretary", "GET", path, nil, as: name) }
}
