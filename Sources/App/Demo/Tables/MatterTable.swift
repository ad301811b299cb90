/// All the matters of the demonstration (事项表); they come up in the invented compounds alone.
enum MatterTable {
    static let all = civility + epidemic + livelihoodAtHome + livelihoodOutside + petition + dispute
}
