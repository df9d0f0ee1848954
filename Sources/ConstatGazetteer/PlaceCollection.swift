import ConstatPlaces

/// The places of all sources of a run, each once.
struct PlaceCollection {
    private var records: [SourceRecord] = []
    private var numbers: [String: Int] = [:]
    private(set) var nameCount = 0

    var count: Int { records.count }

    /// A place that came before, under this identifier or as the same place of GeoNames, gets the new names.
    mutating func add(_ record: SourceRecord) {
        let known = (record.geoNamesID.flatMap { numbers[$0] } ?? numbers[record.id]).flatMap { number in
            // Some sources give a town and its district the same concordance.
            records[number].kind == record.kind ? number : nil
        }
        if let known { return complete(known, with: record) }
        var record = record
        if let geoNamesID = record.geoNamesID, numbers[geoNamesID] == nil {
            numbers[record.id] = records.count
            record.id = geoNamesID
        }
        if numbers[record.id] == nil { numbers[record.id] = records.count }
        nameCount += record.names.count
        records.append(record)
    }

    private mutating func complete(_ number: Int, with record: SourceRecord) {
        records[number].names += record.names
        records[number].population = records[number].population ?? record.population
        records[number].isCapital = records[number].isCapital || record.isCapital
        records[number].isNotable = records[number].isNotable || record.isNotable
        nameCount += record.names.count
    }

    /// - Returns: whether the place is here.
    mutating func add(_ row: AlternateNames.Row) -> Bool {
        guard let number = numbers[row.place] else { return false }
        records[number].names.append((row.name, row.isUsual))
        nameCount += 1
        return true
    }

    /// The index file, and how many names it could take.
    func file(rules: [UInt8]) -> (bytes: [UInt8], names: Int) {
        var writer = GazetteerWriter(rules: rules)
        var kept = 0
        for record in records {
            let place = Place(
                name: record.name, id: record.id, latitude: record.latitude, longitude: record.longitude,
                kind: record.kind, country: record.country, population: record.population,
                radiusKm: record.radiusKm ?? FeatureClass.radiusKm(record.kind, population: record.population))
            kept += writer.add(
                place, isCapital: record.isCapital, isNotable: record.isNotable, names: record.names)
        }
        return (writer.file(), kept)
    }
}
