extension Resource {
    /// Every resource of the product, in the order of the areas.
    package static let all: [Resource] = [
        subdistricts, communities, compounds, grids, buildings, buildingGrids, units, dwellings, ownerships, places,
        boards,
        gridStaff,
        households, residents, consents,
        partyOrganizations, partyMembers, partyDisplays, displayedMembers, honours,
        organizations, venues, halls, rooms, openingHours, openingExceptions, offerings, visitCounts, bookings,
        organizationMembers, organizationStages, contracts, contractItems, contractEvaluations, contractDeliveries,
        placements,
        serviceGroups, activities, signUps, signUpQuotas, activitySeries, activityPartners,
        activityQuestions, signUpAnswers, activityPhotos, seriesQuestions, seriesQuotas,
        issues, issueTimeline, sessions, projects,
        attendees, agendaItems, agendaStatements, deliberationPapers,
        issueVersions, issueSupporters, issueEvaluators, publicNotices, objections, milestones, issueRatings,
        votes, voters, publishedBallots, issueSteps,
        sessionMinutes, minutesSignatures, minutesObjections, minutesAddenda,
        caseCategories, workingDays, cases, caseTimeline, extensions, notifications, deputies, uploads, attachments,
        whistles, summonses, coHandlers, supervisions, mediations, followers, subscriptions, followUps,
        dutyShifts, weeklyDigests,
        homeVisits, heard, wishes,
        caseQuestions, caseAnswers, caseRoutes, replyTemplates, publicCases,
        accounts, audit, retentionRules, retentionRuns, sessionsOfMine, apiKeys, registrations,
    ]

    /// The description of a named resource.
    package static subscript(_ name: ResourceName) -> Resource { byIndex[name.index] }

    private static let byIndex: [Resource] = ResourceName.allCases.map { name in
        guard let resource = all.first(where: { $0.name == name }) else {
            preconditionFailure("\(name.path) has no description")
        }
        return resource
    }
}
