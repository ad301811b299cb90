/// Counts and the sums that bind them (计数网络), of which small ones are hidden so that no subtraction gives them back.
///
/// Each count is a flow from one node to another, and at every node as much comes in as goes out: a row of a table with its
/// sum is a node, and so is a column. Whatever somebody can work out from the shown counts is what every flow has in common
/// that agrees with them. A count that is too small is safe when one of those flows gives it a value that is large enough to
/// be shown: then nobody can tell that it is small.
package struct CountNetwork: Sendable {
    /// One count.
    package struct Count: Sendable {
        package let from: Int
        package let to: Int
        package let value: Int64
        package fileprivate(set) var isHidden = false
        /// Whether somebody else decided on it: what another table shows can not be hidden in this one.
        fileprivate let isDecided: Bool
    }

    package private(set) var counts: [Count] = []
    /// The counts that begin or end at each node.
    private var touching: [[Int]] = []

    package init() {}

    /// Adds a count and says its number.
    package mutating func add(_ value: Int64, from: Int, to: Int, isHidden: Bool? = nil) -> Int {
        counts.append(Count(from: from, to: to, value: value, isHidden: isHidden ?? false, isDecided: isHidden != nil))
        while touching.count <= max(from, to) { touching.append([]) }
        touching[from].append(counts.count - 1)
        touching[to].append(counts.count - 1)
        return counts.count - 1
    }

    /// Hides every count below a size, and as few others as it takes to keep them from being worked out.
    package mutating func hide(below smallest: Int64) {
        for index in counts.indices where !counts[index].isDecided {
            counts[index].isHidden = counts[index].value < smallest
        }
        let small = counts.indices.filter { counts[$0].isHidden && counts[$0].value < smallest }
        // What is hidden for one only widens what the others might be.
        for index in small { conceal(index, below: smallest) }
    }

    /// The value of a count, unless it is hidden.
    package func shown(_ index: Int) -> Int64? { counts[index].isHidden ? nil : counts[index].value }

    /// Hides others until the count might as well be as large as the smallest that is shown.
    private mutating func conceal(_ index: Int, below smallest: Int64) {
        var moved = [Int64](repeating: 0, count: counts.count)
        var missing = smallest - counts[index].value
        while missing > 0, let detour = cheapestDetour(around: index, moved) {
            let room = detour.filter { !$0.isForward }.map { counts[$0.index].value + moved[$0.index] }
            let amount = min(missing, room.min() ?? missing)
            for step in detour {
                counts[step.index].isHidden = true
                moved[step.index] += step.isForward ? amount : -amount
            }
            missing -= amount
        }
    }

    /// A count along which more flows, or less.
    private struct Step {
        let index: Int
        let isForward: Bool
    }

    /// The way from the end of a count back to its beginning that hides the fewest people (Dijkstra): along it the other
    /// counts make up for what the one is given more.
    private func cheapestDetour(around index: Int, _ moved: [Int64]) -> [Step]? {
        let (start, goal) = (counts[index].to, counts[index].from)
        var costs = [Int64](repeating: .max, count: touching.count)
        var arrivals = [Step?](repeating: nil, count: touching.count)
        var open = Set([start])
        var closed = Set<Int>()
        costs[start] = 0
        while let node = open.min(by: { (costs[$0], $0) < (costs[$1], $1) }), node != goal {
            open.remove(node)
            closed.insert(node)
            for other in touching[node] where other != index {
                let count = counts[other]
                guard count.isHidden || !count.isDecided else { continue }
                let isForward = count.from == node
                guard isForward || count.value + moved[other] > 0 else { continue }
                let next = isForward ? count.to : count.from
                let cost = costs[node] + (count.isHidden ? 0 : count.value + 1)
                guard !closed.contains(next), cost < costs[next] else { continue }
                costs[next] = cost
                arrivals[next] = Step(index: other, isForward: isForward)
                open.insert(next)
            }
        }
        var steps: [Step] = []
        var node = goal
        while node != start {
            guard let step = arrivals[node] else { return nil }
            steps.append(step)
            node = step.isForward ? counts[step.index].from : counts[step.index].to
        }
        return steps
    }
}
