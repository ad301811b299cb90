import JSON
import TestSupport
import Testing

/// Somebody who is about to leave (离岗现场).
extension CaseDesk {
    /// The post of the grid worker in the first grid, with a case, a part and a summons that stand open.
    func busyWorker() throws -> (post: Int64, caseID: Int64) {
        let worker = try account("grid_worker")
        let post = try make(
            "secretary",
            "grid-staff",
            #"{"grid_id": 1, "name": "陈网格", "role": "part_time", "from_date": "2021-03-01", "account_id": \#(worker)}"#
        )
        let id = try report()
        _ = try make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        let other = try report()
        _ = try make("staff", "cases/\(other)/accept", #"{"handler_organization_id": \#(company)}"#)
        let part = #"{"account_id": \#(worker), "task": "陪同上门"}"#
        _ = try make("staff", "cases/\(other)/co-handlers", part)
        let whistle = #"{"matter": "到场", "respond_by": "\#(moment(after: 3600))", "accounts": [\#(worker)]}"#
        _ = try make("staff", "cases/\(other)/whistles", whistle)
        return (post, id)
    }
}
