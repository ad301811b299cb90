/// The resources of the product (资源); the number is the dense index by which tables of resources are looked up.
package enum ResourceName: Int, Sendable, CaseIterable {
    case subdistricts, communities, compounds, grids, buildings, units, dwellings, households, residents, places, boards
    case gridStaff
    case organizations, venues, halls
    case partyOrganizations, partyMembers
    case honours, activities
    case signUps
    case issues, sessions, projects
    case caseCategories
    case cases
    case caseTimeline, issueTimeline
    case buildingGrids
    case accounts
    case ownerships
    case audit
    case consents
    case partyDisplays, displayedMembers
    case retentionRules, retentionRuns
    case sessionsOfMine
    case apiKeys
    case registrations
    case workingDays
    case notifications, deputies, extensions
    case uploads, attachments
    case homeVisits, heard, wishes
    case caseQuestions, caseAnswers, caseRoutes, replyTemplates, publicCases
    case whistles, summonses, coHandlers, supervisions
    case followers, subscriptions, followUps
    case dutyShifts, weeklyDigests
    case signUpQuotas
    case rooms, openingHours, openingExceptions, offerings, visitCounts, bookings
    case activitySeries
    case attendees, agendaItems, agendaStatements, deliberationPapers
    case issueVersions, issueSupporters, issueEvaluators
    case publicNotices, objections, milestones, issueRatings
    case votes, voters, publishedBallots, issueSteps
    case sessionMinutes, minutesSignatures, minutesObjections, minutesAddenda
    case organizationMembers, organizationStages, contracts, contractItems, contractEvaluations, contractDeliveries
    case placements, activityPartners, activityQuestions, signUpAnswers
    case activityPhotos
    case serviceGroups
    case seriesQuestions, seriesQuotas
    case mediations

    package var index: Int { rawValue }

    /// The name that stands in the path: `party-members`.
    package var path: String { Self.paths[rawValue] }

    private static let paths: [String] = allCases.map { name in
        String(describing: name).reduce(into: "") { path, character in
            if character.isUppercase { path += "-" }
            path += character.lowercased()
        }
    }
}
