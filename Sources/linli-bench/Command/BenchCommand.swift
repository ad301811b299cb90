/// What the command line asks for (命令行), read by hand: the target has no argument library.
enum BenchCommand: Equatable {
    case help
    case run(RunOptions)
    case fill(FillOptions)
    case soak(SoakOptions)
    case torture(TortureOptions)
    case herd(HerdOptions)
    case ballots(BallotOptions)

    static let usage = """
        usage: linli-bench [run] [--cases N] [--communities N] [--seconds S] [--connections N] [--loops N]
                           [--only NAME,…] [--json FILE|-] [--keep DIR] [--server FILE]
               linli-bench fill --data DIR [--cases N] [--communities N] [--search on|off]
               linli-bench soak [--seconds S] [--cases N] [--loops N] [--server FILE]
               linli-bench torture [--rounds N] [--seed S] [--loops N] [--idempotency on|off] [--json -] [--server FILE]
               linli-bench herd [--people N] [--places N] [--connections N] [--loops N] [--server FILE]
               linli-bench ballots [--voters N] [--ballots N] [--connections N] [--loops N] [--server FILE]

        run   starts `linli serve` on a scratch database and measures it, as a table and as JSON
          --cases N        cases in the database (default: 100000)
          --communities N  as with fill; the load then signs in as the administrator of the city (default: 1)
          --seconds S      how long each figure is measured (default: 3)
          --connections N  connections of the reads (default: 32); creates run at 1, 16, 64 and 256
          --loops N        event loops of the server (default: 1)
          --only NAME,…    of \(Workload.allCases.map(\.rawValue).joined(separator: ", ")),
                           \(Situation.allCases.map(\.rawValue).joined(separator: ", ")) (default: all)
          --json FILE      also write the figures as JSON; - for standard output, instead of the table
          --keep DIR       make the database in DIR and leave it there; one that is there already is used again
          --server FILE    the program to measure (default: linli beside this one)

        fill  only makes the database, for a load generator of your own; prints a token and how to serve it
          --data DIR       the folder; a database of this bench that is there already only gets a new token
          --cases N        cases in the database (default: 100000)
          --communities N  1 has 2,000 grids; more make a city, of 20 grids each (default: 1)
          --search X       off: leaves the search index for the server to fill, as after an upgrade (default: on)

        soak  mixed load with clients that die, dawdle and cheat; then memory, descriptors and threads are compared
          --seconds S      how long (default: 600)
          --cases N        cases in the database (default: 20000)
          --loops N        event loops of the server (default: 2)
          --server FILE    the program to test (default: linli beside this one)

        torture  kills the server with signal 9 at random moments and holds its database against what it acknowledged
          --rounds N       kills (default: 500)
          --seed S         of the moments and of what is written (default: 1)
          --loops N        event loops of the server (default: 2)
          --idempotency X  on: each write has an Idempotency-Key, and what was left in doubt is sent again under it
                           (default: off)
          --json -         the figures as JSON instead of the table
          --server FILE    the program to test (default: linli beside this one)

        herd  many sign up at once for few places; none is given twice, and nobody gets an error
          --people N       who sign up (default: 20000)
          --places N       how many places there are (default: 200)
          --connections N  connections that they come by (default: 512)
          --loops N        event loops of the server (default: 1)
          --server FILE    the program to test (default: linli beside this one)

        ballots  everybody on a roll votes at once and changes their mind; then what was counted is held against it
          --voters N       people on the roll (default: 2000)
          --ballots N      ballots of the vote whose tally is timed (default: 20000)
          --connections N  at a time (default: 64)
          --loops N        event loops of the server (default: 1)
          --server FILE    the program to test (default: linli beside this one)

        Exits with 1 when an answer is not 2xx or when a ratio breaks Tests/Thresholds/limits.txt, where that file is
        found from the working directory, or when a soak, a torture, a herd or a vote finds a fault; with 2 when the arguments can not be read.
        """

    init(arguments: [String]) throws(UsageError) {
        if arguments.contains("--help") || arguments.contains("-h") || arguments.first == "help" {
            self = .help
            return
        }
        let name = arguments.first.flatMap {
            ["run", "fill", "soak", "torture", "herd", "ballots"].contains($0) ? $0 : nil
        }
        let rest = name == nil ? arguments[...] : arguments.dropFirst()
        switch name {
        case "fill":
            self = .fill(try FillOptions(try FlagValues(rest, known: ["data", "cases", "communities", "search"])))
        case "soak":
            self = .soak(try SoakOptions(try FlagValues(rest, known: ["seconds", "cases", "loops", "server"])))
        case "ballots":
            let known = ["voters", "ballots", "connections", "loops", "server"]
            self = .ballots(try BallotOptions(try FlagValues(rest, known: known)))
        case "torture":
            let known = ["rounds", "seed", "loops", "idempotency", "json", "server"]
            self = .torture(try TortureOptions(try FlagValues(rest, known: known)))
        case "herd":
            let known = ["people", "places", "connections", "loops", "server"]
            self = .herd(try HerdOptions(try FlagValues(rest, known: known)))
        default:
            let known = ["cases", "communities", "seconds", "connections", "loops", "only", "json", "keep", "server"]
            self = .run(try RunOptions(try FlagValues(rest, known: known)))
        }
    }
}

/// How a run is made (测量选项).
struct RunOptions: Equatable {
    var cases = 100_000
    var communities = 1
    var seconds = 3
    var connections = 32
    var loops = 1
    var only = Workload.allCases
    var situations = Situation.allCases
    var json: String?
    var keep: String?
    var server: String?

    var territory: ScratchTerritory { .of(communities: communities) }

    fileprivate init(_ values: FlagValues) throws(UsageError) {
        cases = try values.number("cases", 1_000...100_000_000) ?? cases
        communities = try values.number("communities", FillOptions.communityRange) ?? communities
        seconds = try values.number("seconds", 1...3_600) ?? seconds
        connections = try values.number("connections", 1...1_000) ?? connections
        loops = try values.number("loops", 1...256) ?? loops
        json = values["json"]
        keep = values["keep"]
        server = values["server"]
        guard let names = values["only"] else { return }
        (only, situations) = ([], [])
        for name in names.split(separator: ",").map(String.init) {
            if let workload = Workload(rawValue: name) {
                only.append(workload)
            } else if let situation = Situation(rawValue: name) {
                situations.append(situation)
            } else {
                let all = Workload.allCases.map(\.rawValue) + Situation.allCases.map(\.rawValue)
                throw UsageError("--only has “\(name)”; there are \(all.joined(separator: ", "))")
            }
        }
        if only.isEmpty, situations.isEmpty { throw UsageError("--only needs at least one name") }
    }
}

/// How a database is made (造数选项).
struct FillOptions: Equatable {
    /// More would not fit into the six digits of their codes.
    static let communityRange = 1...10_000

    let data: String
    var cases = 100_000
    var communities = 1
    var fillsSearch = true

    var territory: ScratchTerritory { .of(communities: communities) }

    fileprivate init(_ values: FlagValues) throws(UsageError) {
        guard let data = values["data"] else { throw UsageError("fill needs --data DIR") }
        self.data = data
        cases = try values.number("cases", 1_000...100_000_000) ?? cases
        communities = try values.number("communities", Self.communityRange) ?? communities
        switch values["search"] {
        case nil, "on": break
        case "off": fillsSearch = false
        case let other?: throw UsageError("--search is “\(other)” and is to be on or off")
        }
    }
}

/// How a soak is made (浸泡选项).
struct SoakOptions: Equatable {
    var seconds = 600
    var cases = 20_000
    var loops = 2
    var server: String?

    fileprivate init(_ values: FlagValues) throws(UsageError) {
        seconds = try values.number("seconds", 1...86_400) ?? seconds
        cases = try values.number("cases", 1_000...100_000_000) ?? cases
        loops = try values.number("loops", 1...256) ?? loops
        server = values["server"]
    }
}

/// How a torture is made (中断测试选项).
struct TortureOptions: Equatable {
    var rounds = 500
    var seed = 1
    var loops = 2
    /// Whether every write has an Idempotency-Key.
    var sendsKeys = false
    var isJSON = false
    var server: String?

    fileprivate init(_ values: FlagValues) throws(UsageError) {
        rounds = try values.number("rounds", 1...1_000_000) ?? rounds
        seed = try values.number("seed", 0...Int.max) ?? seed
        loops = try values.number("loops", 1...256) ?? loops
        server = values["server"]
        switch values["idempotency"] {
        case nil, "off": break
        case "on": sendsKeys = true
        case let other?: throw UsageError("--idempotency is “\(other)” and is to be on or off")
        }
        switch values["json"] {
        case nil: break
        case "-": isJSON = true
        case let other?: throw UsageError("--json is “\(other)” and is to be - for standard output")
        }
    }
}

/// How a vote is measured (表决测量选项).
struct BallotOptions: Equatable {
    var voters = 2_000
    var ballots = 20_000
    var connections = 64
    var loops = 1
    var server: String?

    fileprivate init(_ values: FlagValues) throws(UsageError) {
        voters = try values.number("voters", 10...100_000) ?? voters
        ballots = try values.number("ballots", 10...1_000_000) ?? ballots
        connections = try values.number("connections", 1...1_000) ?? connections
        loops = try values.number("loops", 1...256) ?? loops
        server = values["server"]
    }
}
