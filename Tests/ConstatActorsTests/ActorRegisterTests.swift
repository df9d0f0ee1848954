import ConstatLanguage
import ConstatText
import Testing

@testable import ConstatActors

@Suite struct ActorRegisterTests {
    let register = ActorRegister()

    @Test func everyLineIsUnderstood() {
        #expect(register.problems.isEmpty)
        #expect(FrenchPeopleLexicon().problems.isEmpty)
    }

    @Test func theWorldIsCovered() {
        #expect(register.actors.filter { $0.adjective == nil && $0.service == nil }.count >= 250)
        #expect(register.actors.filter { $0.adjective != nil }.count >= 120)
    }

    @Test func parentsExist() {
        for actor in register.actors {
            if let parent = actor.parent { #expect(register[parent] != nil, "\(actor.id): no \(parent)") }
        }
    }

    @Test func peoplesPointToActors() {
        for people in FrenchPeopleLexicon().peoples.values {
            if let actor = people.actor { #expect(register[actor] != nil, "no \(actor)") }
        }
    }

    /// Two actors may share a name only where their countries tell them apart.
    @Test func namesDoNotClash() {
        var owners: [String: [RegisteredActor]] = [:]
        for actor in register.actors {
            for field in ["fr", "fr-metonym", "fr-people"] {
                for name in actor.names[field] ?? [] {
                    let key = WordSequence.words(of: name.text.folded).joined(separator: " ")
                    if !owners[key, default: []].contains(where: { $0.id == actor.id }) {
                        owners[key, default: []].append(actor)
                    }
                }
            }
        }
        for (name, actors) in owners.sorted(by: { $0.key < $1.key }) where actors.count > 1 {
            for (index, left) in actors.enumerated() {
                for right in actors[(index + 1)...] {
                    let shared = Set(left.countries).intersection(right.countries)
                    #expect(
                        shared.isEmpty && !left.countries.isEmpty && !right.countries.isEmpty,
                        "\(name): \(left.id) and \(right.id)")
                }
            }
        }
    }
}
