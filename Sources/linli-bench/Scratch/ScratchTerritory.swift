/// How many of everything the scratch database has, and which of them belong together (测试辖区).
///
/// All ids count from 1, each community's in one stretch, so that the load can name any of them without asking.
struct ScratchTerritory: Equatable {
    let communities: Int
    /// Communities of one sub-district: as many as a street of a large city has.
    let communitiesOfSubdistrict = 10
    /// What follows is of each community.
    let grids: Int
    let compounds: Int
    let categories = 8
    let organizations: Int
    let residents: Int

    /// One community with the rows of many, so that its grids have as many cases as those of a city.
    static let oneCommunity = ScratchTerritory(
        communities: 1,
        grids: 2_000,
        compounds: 40,
        organizations: 20,
        residents: 5_000
    )

    /// Communities of the usual size: a city of a thousand has 20,000 grids and 200,000 residents.
    static func city(communities: Int) -> ScratchTerritory {
        ScratchTerritory(communities: communities, grids: 20, compounds: 4, organizations: 5, residents: 200)
    }

    static func of(communities: Int) -> ScratchTerritory {
        communities == 1 ? oneCommunity : city(communities: communities)
    }

    private init(communities: Int, grids: Int, compounds: Int, organizations: Int, residents: Int) {
        self.communities = communities
        self.grids = grids
        self.compounds = compounds
        self.organizations = organizations
        self.residents = residents
    }

    var isCity: Bool { communities > 1 }
    var subdistricts: Int { (communities - 1) / communitiesOfSubdistrict + 1 }
    var buildings: Int { grids * 2 }
    var allGrids: Int { communities * grids }

    /// Cases go round the communities, so that any stretch of ids holds some of each.
    func community(ofCase number: Int) -> Int { (number - 1) % communities + 1 }

    func subdistrict(ofCommunity community: Int) -> Int { (community - 1) / communitiesOfSubdistrict + 1 }

    /// The id of the so-manieth row of a community, where each community has so many.
    func id(_ number: Int, of each: Int, in community: Int) -> Int { (community - 1) * each + number }

    /// The grid that the so-manieth building of a community lies in, as its so-manieth.
    func grid(ofBuilding building: Int) -> Int { (building + 1) / 2 }

    func compound(ofBuilding building: Int) -> Int { (building - 1) * compounds / buildings + 1 }
}
