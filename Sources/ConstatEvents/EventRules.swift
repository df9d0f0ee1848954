/// Every number by which claims are merged, with its reason. `README.md` explains the method.
enum EventRules {
    // MARK: Place

    /// Two places nearer than this are one even if both are points: a town is some kilometres across.
    static let leastReachKm = 10.0
    /// However vague both places are, farther apart is elsewhere.
    static let greatestReachKm = 60.0
    /// Larger than a district: the place alone says little.
    static let vagueRadiusKm = 40.0
    /// An offensive reaches beyond the town it is named for; within one document only.
    static let campaignSlackKm = 25.0

    // MARK: Time

    /// Days that one happening may take; a longer interval is a period, and its toll a total.
    static let longestHappening = 4
    /// The same for an offensive or a battle.
    static let longestCampaign = 14
    /// Two periods are one if together they are hardly longer than the shorter.
    static let onePeriod = 1.25
    /// Bodies are found up to so many days later.
    static let aftermathDays = 4
    /// News of a happening whose day nobody states is at most so many days old.
    static let newsDays = 7

    // MARK: Within one document

    /// So many sentences on, fighting of another kind whose day is not that of what went before is another happening.
    static let threadSentences = 5
    /// So many sentences on, a claim without place and time may still belong to what went before.
    static let memorySentences = 3
    static let sameSentence = 0.6
    static let sameType = 0.3
    static let sameFigure = 0.5
    static let recency = 0.2
    /// What an unknown place or time is worth where a known one that fits is worth 1.
    static let unknown = 0.5

    // MARK: Across documents

    /// Place and time together do not reach the threshold: something told must agree, too.
    static let place = 0.35
    static let time = 0.25
    static let type = 0.2
    static let parties = 0.1
    static let figures = 0.1
    static let wording = 0.05
    static let threshold = 0.62
    /// A figure shared by chance is small or round; one of this size that is shared says that the happening is shared.
    static let tellingFigure = 5.0
}
