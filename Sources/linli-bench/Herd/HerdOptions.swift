/// How a herd comes (抢报选项).
struct HerdOptions: Equatable {
    var people = 20_000
    var places = 200
    var connections = 512
    var loops = 1
    var server: String?

    init(_ values: FlagValues) throws(UsageError) {
        people = try values.number("people", 1...1_000_000) ?? people
        places = try values.number("places", 1...people) ?? min(places, people)
        connections = try values.number("connections", 1...1_000) ?? connections
        loops = try values.number("loops", 1...256) ?? loops
        server = values["server"]
    }
}
