import ConstatLanguage
import ConstatText
import ConstatTime
import ConstatActors
struct FrenchTimeReader: Sendable { init() {}; func mentions(in sentences: [Sentence], publishedOn: CalendarDay?) -> [TimeMention] { [] } }
struct FrenchActorReader: Sendable { init() {}; func mentions(in sentences: [Sentence], countries: [String], publishedOn: CalendarDay?) -> [ActorMention] { [] } }
