import Testing

@testable import ConstatPlaces

@Suite struct GazetteerIndexTests {
    static func place(
        _ name: String, _ id: String, _ latitude: Double, _ longitude: Double, _ kind: PlaceKind = .settlement,
        population: Int? = nil, country: String = "XA"
    ) -> Place {
        Place(
            name: name, id: id, latitude: latitude, longitude: longitude, kind: kind, country: country,
            population: population, radiusKm: 10)
    }

    static let places: [(Place, [(name: String, isUsual: Bool)])] = [
        (place("Tarvane", "gn:1", 10.5, -20.25, population: 5000), [("Tarvane", true), ("تروان", true)]),
        (place("Tarvane Province", "gn:2", 10.6, -20, .region), [("Tarvane Province", true), ("Tarvane", true)]),
        (place("Vieux-Tarvane", "own:x", -89.99999, 179.99999), [("Vieux-Tarvane", true), ("Tarvane", false)]),
        (place("El Morsak", "wof:77", 0, 0, country: "SY"), [("El Morsak", true)]),
    ]

    static func file(_ places: [(Place, [(name: String, isUsual: Bool)])] = places) -> [UInt8] {
        var writer = GazetteerWriter(rules: Gazetteer.spellingRules)
        for (place, names) in places { writer.add(place, names: names) }
        return writer.file()
    }

    @Test func whatIsWrittenIsFound() throws {
        let gazetteer = Gazetteer(only: [try GazetteerIndex(Self.file())])
        #expect(gazetteer.places(named: "tarvane").map(\.id) == ["gn:1", "gn:2", "own:x"])
        #expect(gazetteer.places(named: "تروان") == [Self.places[0].0])
        #expect(gazetteer.places(named: "vieux tarvane") == [Self.places[2].0])
        // Syrian towns are named with and without their article.
        #expect(gazetteer.places(named: "morsak").map(\.id) == ["wof:77"])
        #expect(gazetteer.places(named: "tarvan").isEmpty)
    }

    @Test func theOrderOfPlacesDoesNotMatter() {
        #expect(Self.file() == Self.file(Self.places.reversed()))
    }

    @Test func anEmptyIndexHasNothing() throws {
        let gazetteer = Gazetteer(only: [try GazetteerIndex(Self.file([]))])
        #expect(gazetteer.places(named: "tarvane").isEmpty)
        #expect(gazetteer.matches(named: "tarvane").isEmpty)
    }

    @Test func everyKeyOfAnIndexIsFoundAgain() throws {
        let own = try #require(Gazetteer().layers.first)
        var keys = 0
        var lost: [String] = []
        own.eachKey { key in
            keys += 1
            if keys % 50 == 0, own.entry(of: Array(key.utf8)) == nil { lost.append(key) }
        }
        #expect(keys == own.keyCount)
        #expect(lost == [])
    }

    @Test func otherFilesAreToldApart() {
        func fault(_ bytes: [UInt8]) -> GazetteerIndex.Fault? {
            do throws(GazetteerIndex.Fault) {
                _ = try GazetteerIndex(bytes)
                return nil
            } catch {
                return error
            }
        }
        let file = Self.file()
        #expect(fault([]) == .notAnIndex)
        #expect(fault(Array("id\tname\n".utf8)) == .notAnIndex)
        #expect(fault(Array("CSTGAZ99".utf8) + file.dropFirst(8)) == .otherVersion("99"))
        #expect(fault(Array(file.dropLast())) == .incomplete(said: file.count, found: file.count - 1))
        #expect(fault(Array(file.prefix(30))) == .incomplete(said: file.count, found: 30))
        var damaged = file
        damaged[23] = 0x7F  // The first section begins far outside.
        #expect(fault(damaged) == .damaged)
    }

    /// Each byte of the file set to each of some values: look-ups may find anything, but must come to an end.
    @Test func aDamagedFileNeverTraps() {
        let file = Self.file()
        for index in 8..<file.count {
            for value in [0x00, 0x01, 0x7F, 0xFF, file[index] ^ 0x10] as [UInt8] {
                var damaged = file
                damaged[index] = value
                guard let opened = try? GazetteerIndex(damaged) else { continue }
                let gazetteer = Gazetteer(only: [opened])
                for name in ["tarvane", "morsak", "تروان", "vieux tarvanes"] {
                    for match in gazetteer.matches(named: name) {
                        #expect((-90...90).contains(match.place.latitude))
                        #expect((-180...180).contains(match.place.longitude))
                    }
                    _ = gazetteer.candidates(soundingLike: name, in: ["XA", "SY"])
                }
                _ = opened.summary
            }
        }
    }

    // MARK: Layers

    @Test func aPlaceOfTwoLayersIsToldOnce() throws {
        let near = Self.place("Tarvane", "own:near", 10.52, -20.26, population: 9000)
        let far = Self.place("Tarvane", "own:far", 12, -20)
        let poorer = Self.place("Tarvane", "gn:2", 10.7, -20.1, .region)
        let other = Self.file([
            (near, [("Tarvane", true), ("Tarwan", true)]), (far, [("Tarvane", true)]), (poorer, [("Tarvane", false)]),
        ])
        let gazetteer = Gazetteer(only: [try GazetteerIndex(Self.file()), try GazetteerIndex(other)])
        // The richer of two neighbours under the first one's identifier; the far one stays; of one identifier the layer
        // that names it as usual.
        #expect(gazetteer.places(named: "tarvane").map(\.id) == ["gn:1", "own:far", "gn:2", "own:x"])
        #expect(gazetteer.places(named: "tarvane").first?.population == 9000)
        #expect(gazetteer.places(named: "tarvane").first { $0.id == "gn:2" }?.latitude == 10.6)
        #expect(gazetteer.places(named: "tarwan").map(\.id) == ["own:near"])
    }

    @Test func layersOfOtherRulesAreAskedByTheirOwn() throws {
        var writer = GazetteerWriter(rules: Array("vieux=old".utf8))
        writer.add(Self.places[2].0, names: [("Old Tarvane", true)])
        let gazetteer = Gazetteer(only: [try GazetteerIndex(Self.file([])), try GazetteerIndex(writer.file())])
        #expect(gazetteer.places(named: "vieux tarvane").map(\.id) == ["own:x"])
    }

    // MARK: Search

    @Test func similarNamesComeOnlyWhereNoneIsExact() throws {
        let gazetteer = Gazetteer(only: [try GazetteerIndex(Self.file())])
        #expect(gazetteer.matches(named: "Tarvane").first?.agreement == .usual)
        #expect(gazetteer.matches(named: "Tarvane").last?.agreement == .alternate)
        // A consonant more, so that the skeletons differ.
        let similar = gazetteer.matches(named: "Tarvanet")
        #expect(similar.first?.place.id == "gn:1")
        #expect(similar.first?.agreement == .similar(letters: 1))
        #expect(similar.first?.knownName == "tarvane")
        #expect(gazetteer.matches(named: "Tarv").isEmpty)
        #expect(gazetteer.matches(named: "Tarvane", in: ["SY"]).isEmpty)
    }
}
