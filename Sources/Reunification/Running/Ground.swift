/// Why a verdict is what it is.
///
/// Each has a sentence in `law/sentences.yaml`, under its name in `snake_case`.
public enum Ground: UInt8, Sendable, CaseIterable {
    case lodgedByEmail, emailDateCounts, appearanceDateCounts
    case admissible, agedOutContested, agedOutInTime, agedOutLate, amountMayHaveChanged, amountStillHolds
    case appealFromDecision, appealFromNotification, appealTermRuns, cameAlong, cameAlongExempt
    case childBornAfterArrival, childBornLaterOfEarlierMarriage, childFollowsMarriage, childMarried, childMinor
    case childOfAge, completedInTime, completedLate, completionContested, completionDayOpen
    case completionRunsFromGrant, completionRunsFromLodging, conditionalStay, contributionAsEnacted
    case contributionContested, contributionDue, contributionExempt, contributionNotDue, custodyConsentMissing
    case custodyMissing, custodySettled, decisionTermRuns, dependentSibling, dependentSiblingContested
    case disabledChildMinor, disabledChildOfAge, dwellingUnfit, fiveYearsFromArrival, fiveYearsFromRegistration
    case formationExcluded, formationNotExcluded, fullWait, fundConfirms, generalRegimeClosed, generalRegimeOpen
    case housingNotRequired, housingProven, incomeBelowReference, incomeBetweenReadings, incomeNotRequired
    case incomeSuffices, insuranceNotProven, insuranceNotRequired, largerStepHolds, latenessExcused
    case latenessMayBeExcused, latenessNotExcused, leaseNotRegistered, lodgedBetweenTermAndWorkingDay
    case lodgedInTime, lodgedLate, longerTermHolds, lowerAgeContested, lowerAgeIsGone, lowerAgeSurvives
    case needsAssessment, needsAssessmentFavourable, needsAssessmentUnfavourable, noCategory
    case noCategoryNoExemption, noDocumentedObstacle, noOwnDwelling, noReceiptNoTerm, noVisaNeeded
    case noWaitForOnlyChildren, noWaitForParentsOfMinor, noWindow, notYetAdmissible, onlyMinorChildren
    case onlyOneSpouse, otherSpouseComes, otherSpouseInBelgium, ownRegimeDoesNotExempt, ownRegimeExempts
    case parentAccompaniedNotYetLaw, parentAgedOutContested, parentAgedOutInTime, parentAgedOutLate
    case parentAgedOutNotExempt, parentOfAccompaniedMinor, parentOfAccompaniedStateless, parentTieAfterArrival
    case parentsExempt, parentsExemptionContested, parentsKeepExemption, parentsLoseExemption, partnerOfAge
    case partnerTooYoung, readingsAgree, readingsDiffer, receiptStartsTerm, referenceNotAssured, regimeResolved
    case registerBy, registrationProofMissing, relationshipNotProven, renewCardBetween, shorterTermHolds
    case shorterWaitForEarlierTie, siblingOnlyForRefugees, smallerStepHolds, sponsorMarried, sponsorNotMinor
    case sponsorStillMinor, spouseOfAge, spouseTooYoung, temporaryProtectionGeneralRegime
    case temporaryProtectionOwnRegime, termEndsOnItsDay, termMovesToWorkingDay, thisSpouseComes, tieAfterArrival
    case tieBeforeArrival, titleDeedMissing, travelCoverSuffices, unaccompaniedMinorOtherStatus, useDecisionBy
    case violenceClause, visaHandlingDue, waitingContested, waitingTermUnverified
    case windowOfOwnRegimeUnknown

    /// The key of the sentence.
    public var sentence: String { snakeCase(String(describing: self)) }
}
