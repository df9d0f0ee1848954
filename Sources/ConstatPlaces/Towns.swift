/// The towns of the gazetteers by where they lie, the largest first: what a map writes beside its points.
package struct Towns: Sendable {
    package struct Town: Sendable {
        package var name: String
        package var id: String
        package var latitude: Double
        package var longitude: Double
        /// nil means unknown.
        package var population: Int?
        package var isCapital: Bool
    }

    /// A part of the earth: one of `2^zoom` columns of longitude from 180° west, and rows of latitude from the north pole.
    package struct Tile: Hashable, Sendable {
        package let zoom: Int
        package let column: Int
        package let row: Int

        /// nil where there is no such part.
        package init?(zoom: Int, column: Int, row: Int) {
            guard (0...12).contains(zoom), (0..<(1 << zoom)).contains(column), (0..<(1 << zoom)).contains(row) else {
                return nil
            }
            (self.zoom, self.column, self.row) = (zoom, column, row)
        }
    }

    private struct Entry {
        var town: Town
        /// In parts of the earth's width and height, 0 ..< 1.
        var x: Double { min((town.longitude + 180) / 360, 0.999_999_9) }
        var y: Double { min((90 - town.latitude) / 180, 0.999_999_9) }
    }

    private let entries: [Entry]
    /// Positions in `entries`, the largest first, of each cell of a grid as fine as the tiles of that zoom.
    private let cells: [[Int32]]
    private static let cellZoom = 6

    /// Looks at every place: some tens of milliseconds.
    package init(_ gazetteer: Gazetteer) {
        var entries: [Entry] = []
        for layer in gazetteer.layers {
            for number in 0..<layer.placeCount {
                guard let place = layer.place(number), place.kind == .settlement,
                    place.population != nil || layer.isNotable(number) || layer.isCapital(number)
                else { continue }
                let town = Town(
                    name: place.name, id: place.id, latitude: place.latitude, longitude: place.longitude,
                    population: place.population, isCapital: layer.isCapital(number))
                entries.append(Entry(town: town))
            }
        }
        entries.sort { Self.precedes($0.town, $1.town) }
        let side = 1 << Self.cellZoom
        var cells = [[Int32]](repeating: [], count: side * side)
        for (position, entry) in entries.enumerated() {
            let (column, row) = (Int(entry.x * Double(side)), Int(entry.y * Double(side)))
            cells[row * side + column].append(Int32(position))
        }
        self.entries = entries
        self.cells = cells
    }

    /// Capitals before others, then by people; the seat of a division that nobody counted is no hamlet.
    private static func precedes(_ left: Town, _ right: Town) -> Bool {
        if left.isCapital != right.isCapital { return left.isCapital }
        let people = (left.population ?? 20_000, right.population ?? 20_000)
        return people.0 != people.1 ? people.0 > people.1 : (left.name, left.id) < (right.name, right.id)
    }

    /// The largest towns of a part of the map, largest first.
    package func largest(_ limit: Int, in tile: Tile) -> [Town] {
        let parts = Double(1 << tile.zoom)
        let (columns, rows) = (Self.cellRange(tile.column, tile.zoom), Self.cellRange(tile.row, tile.zoom))
        var found: [Int32] = []
        for row in rows {
            for column in columns {
                let cell = cells[row << Self.cellZoom + column]
                // A cell gives no more than the whole may hold: it is in order.
                var taken = 0
                for position in cell where taken < limit {
                    let entry = entries[Int(position)]
                    guard Int(entry.x * parts) == tile.column, Int(entry.y * parts) == tile.row else { continue }
                    found.append(position)
                    taken += 1
                }
            }
        }
        return found.sorted().prefix(limit).map { entries[Int($0)].town }
    }

    private static func cellRange(_ index: Int, _ zoom: Int) -> Range<Int> {
        guard zoom < cellZoom else { return (index >> (zoom - cellZoom))..<((index >> (zoom - cellZoom)) + 1) }
        return (index << (cellZoom - zoom))..<((index + 1) << (cellZoom - zoom))
    }
}
