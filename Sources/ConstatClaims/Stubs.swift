import ConstatLanguage
import ConstatText
import ConstatActors
struct FrenchActorReader: Sendable { init() {}; func mentions(in sentences: [Sentence], countries: [String], publishedOn: CalendarDay?) -> [ActorMention] { [] } }
