import ConstatText

/// What a page says about itself, outside its article.
struct PageFacts: Equatable {
    var title: String?
    var publishedOn: CalendarDay?
    var publisher: String?
    /// As stated: `fr`, `fr-FR`, `fr_FR`.
    var language: String?
    var url: String?

    init(_ page: PageTree) {
        let metas = Self.metas(page)
        let data = LinkedData(page.linkedData)
        publisher = Self.firstWords(
            metas["og:site_name"], data.publisher, metas["publisher"], metas["dc.publisher"], Self.microPublisher(page))
        title = Self.title(page, metas: metas, data: data, publisher: publisher)
        publishedOn = Self.publicationDay(page, metas: metas, data: data)
        language = Self.firstWords(
            page.nodes.first?["lang"], page.nodes.first?["xml:lang"], metas["og:locale"], metas["dc.language"],
            metas["language"], data.language)
        url = Self.url(page, metas: metas)
    }

    /// The first of the values that has a word, blanks made single.
    private static func firstWords(_ values: String?...) -> String? {
        for value in values {
            guard let value else { continue }
            var words = PageWords()
            words.add(value)
            if !words.isEmpty { return words.trimmed() }
        }
        return nil
    }

    /// The first content of each `<meta>` by its property, name or itemprop, lower case.
    private static func metas(_ page: PageTree) -> [String: String] {
        var metas: [String: String] = [:]
        for node in page.nodes where node.tag == "meta" {
            guard let content = node["content"], !content.isEmpty else { continue }
            for key in [node["property"], node["name"], node["itemprop"].map { "itemprop:" + $0 }] {
                guard let key = key?.lowercased(), metas[key] == nil else { continue }
                metas[key] = content
            }
        }
        return metas
    }

    private static func title(
        _ page: PageTree, metas: [String: String], data: LinkedData, publisher: String?
    ) -> String? {
        let heading = page.nodes.indices.first { page.nodes[$0].tag == "h1" && !page.words(of: $0).isEmpty }
        let titleElement = page.nodes.indices.first { page.nodes[$0].tag == "title" }
        let stated = firstWords(
            metas["og:title"], data.headline, heading.map { page.words(of: $0) },
            titleElement.map { page.words(of: $0) })
        return stated.map { withoutSite($0, publisher: publisher) }
    }

    /// "Trêve à Alep - Le Courrier", "Trêve à Alep | Le Courrier | Monde": without the site's name.
    private static func withoutSite(_ title: String, publisher: String?) -> String {
        for separator in [" | ", " - ", " – ", " — "] {
            let parts = title.split(separator: separator)
            guard parts.count > 1, let last = parts.last else { continue }
            if let publisher, last.description.folded == publisher.folded {
                return parts.dropLast().joined(separator: separator)
            }
            if separator == " | ", parts[0].split(separator: " ").count >= 3 { return String(parts[0]) }
        }
        return title
    }

    private static func microPublisher(_ page: PageTree) -> String? {
        guard let index = page.nodes.indices.first(where: { page.nodes[$0]["itemprop"] == "publisher" }) else {
            return nil
        }
        let inside = page.nodes[index..<page.nodes[index].end]
        return inside.first { $0["itemprop"] == "name" }?["content"]
    }

    private static func url(_ page: PageTree, metas: [String: String]) -> String? {
        let link = page.nodes.first { $0.tag == "link" && $0["rel"]?.lowercased() == "canonical" }
        for candidate in [link?["href"], metas["og:url"]] {
            if let url = firstWords(candidate), url.hasPrefix("http://") || url.hasPrefix("https://") { return url }
        }
        return nil
    }

    private static func publicationDay(
        _ page: PageTree, metas: [String: String], data: LinkedData
    ) -> CalendarDay? {
        let stated: [String?] = [
            metas["article:published_time"], metas["og:article:published_time"], data.datePublished,
            metas["itemprop:datepublished"], microDate(page), metas["date"], metas["dc.date"], metas["dc.date.issued"],
            metas["dcterms.created"], metas["dcterms.date"], metas["pubdate"], metas["publishdate"],
            metas["publish-date"], metas["publication_date"], metas["article.published"], metas["parsely-pub-date"],
            metas["sailthru.date"], metas["itemprop:datecreated"], timeElement(page),
        ]
        for case let value? in stated {
            if let day = day(value) { return day }
        }
        return nil
    }

    private static func microDate(_ page: PageTree) -> String? {
        guard
            let index = page.nodes.indices.first(where: {
                page.nodes[$0]["itemprop"]?.lowercased() == "datepublished"
            })
        else { return nil }
        return page.nodes[index]["datetime"] ?? page.nodes[index]["content"] ?? page.words(of: index)
    }

    /// The first `<time>` of the article; without an article the page's only day.
    private static func timeElement(_ page: PageTree) -> String? {
        let times = page.nodes.indices.filter { page.nodes[$0].tag == "time" && page.nodes[$0]["datetime"] != nil }
        let articles = page.nodes.indices.filter { page.nodes[$0].tag == "article" || page.nodes[$0].tag == "main" }
        let inside = times.filter { time in articles.contains { page.contains($0, time) } }
        if let first = inside.first { return page.nodes[first]["datetime"] }
        let days = Set(times.compactMap { page.nodes[$0]["datetime"].flatMap(day) })
        return days.count == 1 ? times.first.flatMap { page.nodes[$0]["datetime"] } : nil
    }

    /// `2020-05-15T16:27:07+02:00`, `2020/05/15`, `20200515`, `15/05/2020` (day first: the pages are French). The day
    /// is the page's own; it is not carried into another time zone.
    static func day(_ text: String) -> CalendarDay? {
        let text = text.drop { $0 == " " }
        if let day = CalendarDay(text) { return day }
        let numbers = text.prefix { $0.isNumber || "/.-".contains($0) }.split { !$0.isNumber }.compactMap { Int($0) }
        if numbers.count == 3, numbers[0] > 31 {
            return CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
        }
        if numbers.count == 3, numbers[2] > 31 {
            return CalendarDay(year: numbers[2], month: numbers[1], day: numbers[0])
        }
        if numbers.count == 1, text.prefix(8).count == 8, (19_000_101...99_991_231).contains(numbers[0]) {
            return CalendarDay(year: numbers[0] / 10000, month: numbers[0] / 100 % 100, day: numbers[0] % 100)
        }
        return nil
    }
}

/// The article's data in `<script type="application/ld+json">` (schema.org).
struct LinkedData: Equatable {
    private(set) var headline: String?
    private(set) var datePublished: String?
    private(set) var publisher: String?
    private(set) var language: String?

    init(_ scripts: [String]) {
        for script in scripts {
            guard let value = try? JSONParser.value(of: script.utf8) else { continue }
            search(value)
        }
    }

    /// Breadth first, so that the page's own article comes before articles that it mentions.
    private mutating func search(_ value: JSONValue) {
        var values = [value]
        var next = 0
        while next < values.count, next < 10_000 {
            let value = values[next]
            next += 1
            if Self.isArticle(value["@type"]) { take(value) }
            values += value.children
        }
    }

    private static func isArticle(_ type: JSONValue?) -> Bool {
        let names = [type?.text].compactMap { $0 } + (type?.children.compactMap(\.text) ?? [])
        return names.contains { $0.hasSuffix("Article") || $0.hasSuffix("Report") || $0.hasSuffix("Posting") }
    }

    private mutating func take(_ article: JSONValue) {
        headline = headline ?? article["headline"]?.text
        datePublished = datePublished ?? article["datePublished"]?.text
        publisher = publisher ?? article["publisher"]?["name"]?.text
        language = language ?? article["inLanguage"]?.text
    }
}
