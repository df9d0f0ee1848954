import ConstatText
import Testing

@testable import ConstatIntake

@Suite struct PageTests {
    private func text(_ body: String, head: String = "") -> String? {
        arrival(Sample.page(head: head, body), name: "p.html")?.document?.text
    }

    private let body = "<p>\(Sample.first)</p><p>\(Sample.second)</p><p>\(Sample.third)</p>"
    private let bodyText = [Sample.first, Sample.second, Sample.third].joined(separator: "\n\n")

    @Test func theTitleStandsBeforeTheBody() {
        #expect(text("<h1>Trêve à Alep</h1>" + body) == "Trêve à Alep\n\n" + bodyText)
        #expect(
            text("<h1>Trêve</h1>" + body, head: #"<meta property="og:title" content="Trêve à Alep">"#)
                == "Trêve à Alep\n\n" + bodyText)
        #expect(
            text("<article><p>Trêve à Alep</p>" + body + "</article>", head: "<title>Trêve à Alep</title>")
                == "Trêve à Alep\n\n" + bodyText)
    }

    @Test func furnitureIsLeftOut() {
        let page = """
            <header class="site"><a href="/">Le Courrier</a><nav><ul><li><a href="/m">Monde</a></li></ul></nav></header>
            <div id="cookie-banner"><p>Nous utilisons des cookies pour mesurer l'audience, et vous pouvez les refuser.</p></div>
            <div class="container"><div class="article-content">
            <p class="byline">Par la rédaction, le 3 mars</p>
            <p>\(Sample.first)</p>
            <div class="a-lire-aussi"><p>À lire aussi</p><a href="/x">La capitale a été bombardée dans la nuit de lundi.</a></div>
            <p><strong>Lire aussi : <a href="/y">Au nord, la trêve est rompue</a></strong></p>
            <p>\(Sample.second)</p>
            <figure><img src="a.jpg"><figcaption>Un char dans une rue de la ville, le 2 mars. © Agence</figcaption></figure>
            <p>La suite après cette publicité</p>
            <div class="ad-slot"><p>Une voiture neuve pour dix euros par mois, c'est maintenant et c'est ici.</p></div>
            <p>\(Sample.third)</p>
            <p>© Agence 2020. Tous droits réservés.</p>
            <div class="social-share"><a href="#">Partager</a> <a href="#">Envoyer</a></div>
            </div>
            <section id="comments"><p>Un lecteur pense que tout cela est faux, et il le dit ici en bien des mots.</p></section>
            <aside><p>Les plus lus : une liste de titres qui n'ont rien à voir avec ce qui précède, hélas.</p></aside></div>
            <footer><p>Mentions légales, et tout ce que la loi demande d'écrire au bas d'une page de presse.</p></footer>
            """
        #expect(text(page) == bodyText)
    }

    @Test func theStandfirstBeforeTheBodyIsKeptOnce() {
        let lead = "La ville est coupée du monde depuis lundi."
        let page = """
            <article><header><h1>Siège</h1><p class="chapo">\(lead)</p></header>
            <div itemprop="articleBody">\(body)</div></article>
            """
        #expect(text(page) == "Siège\n\n\(lead)\n\n\(bodyText)")
        let repeated = """
            <article><h1>Siège</h1><div class="standfirst"><p>\(Sample.first)</p></div>
            <div itemprop="articleBody">\(body)</div></article>
            """
        #expect(text(repeated) == "Siège\n\n" + bodyText)
    }

    @Test func paragraphsFollowBlocksAndDoubleBreaks() {
        #expect(
            text("<div>\(Sample.first)<br><br>\(Sample.second)<br>\(Sample.third)</div>")
                == "\(Sample.first)\n\n\(Sample.second)\n\(Sample.third)")
        #expect(
            text("<main>\(body)<h2>Au sud</h2><ul><li>\(Sample.first.dropLast()) ;</li></ul></main>")
                == bodyText + "\n\nAu sud\n\n" + Sample.first.dropLast() + " ;")
    }

    @Test func blanksAreThoseThatABrowserShows() {
        #expect(
            text("<p>\n  Des   combats <b>ont</b>\topposé l&#39;arm&eacute;e\n&nbsp;: \(Sample.text)</p>")
                == "Des combats ont opposé l'armée \u{A0}: \(Sample.text)")
    }

    @Test func anOldPageOfTablesIsRead() {
        let links = (1...20).map { "<a href='/\($0)'>Rubrique \($0)</a><br>" }.joined()
        let page = """
            <table><tr><td width=150><font size=2>\(links)</font></td>
            <td><font face=Arial>\(body)</font></td></tr></table>
            """
        #expect(text(page) == bodyText)
    }

    @Test func aThemeThatNamesTheWholePageLikeFurnitureIsRead() {
        let page = """
            <div class="page has-sidebar"><div class="post category-monde tag-mali"><h1>Mali</h1>
            <div class="entry-meta"><span>3 mars</span></div>\(body)</div><div class="sidebar"><p>Météo : 27 °C</p></div></div>
            """
        #expect(text(page) == "Mali\n\n" + bodyText)
    }

    @Test(arguments: [
        "<h1>404</h1><p>La page demandée n'existe pas. Retour à l'accueil.</p>",
        "<ul>\((1...50).map { "<li><a href='/\($0)'>Un titre de l'actualité du jour numéro \($0), assez long</a></li>" }.joined())</ul>",
        "<div id=app></div><script>render('Des combats ont opposé mardi.')</script>",
        "",
        "<p>",
    ])
    func aPageWithoutAnArticleIsRefused(body: String) {
        #expect(arrival(Sample.page(body), name: "p.html")?.refusal?.identifier == "page-without-article")
    }

    @Test func aListOfTeasersIsNoArticle() {
        let teasers = (1...8).map {
            "<article><h2><a href='/\($0)'>Titre \($0)</a></h2><p>Les combats du jour \($0) ont été vifs, et la suite est ailleurs.</p></article>"
        }
        let found = arrival(Sample.page("<main>\(teasers.joined())</main>"), name: "p.html")
        #expect(found?.refusal?.identifier == "page-without-article")
    }

    // MARK: Facts

    @Test func factsComeFromTheMetas() throws {
        let head = """
            <title>Trêve à Alep - Le Courrier</title>
            <meta property="og:site_name" content="Le Courrier"><meta property="og:locale" content="fr_FR">
            <meta property="article:published_time" content="2020-05-15T23:27:07+02:00">
            <link rel="canonical" href="https://courrier.example/treve">
            """
        let document = try #require(arrival(Sample.page(head: head, body), name: "p.html")?.document)
        #expect(document.title == "Trêve à Alep")
        #expect(document.publisher == "Le Courrier")
        #expect(document.publishedOn == CalendarDay("2020-05-15"))
        #expect(document.url == "https://courrier.example/treve")
        #expect(document.language == "fr")
    }

    @Test func factsComeFromLinkedData() throws {
        let data = """
            {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"X"},{"@type":["NewsArticle"],
            "headline":"Trêve &agrave; Alep","datePublished":"2019-11-29T16:57:00Z","inLanguage":"fr",
            "publisher":{"@type":"Organization","name":"L'Écho"}}]}
            """
        let head =
            "<script type=\"application/ld+json\">not json</script><script type=\"application/ld+json\">\(data)</script>"
        let document = try #require(arrival(Sample.page(head: head, body), name: "p.html")?.document)
        #expect(document.publishedOn == CalendarDay("2019-11-29"))
        #expect(document.publisher == "L'Écho")
    }

    @Test(arguments: [
        ("2020-05-15", "2020-05-15"), ("2020-05-15 16:27", "2020-05-15"), ("20200515", "2020-05-15"),
        ("2020/05/15", "2020-05-15"), ("15/05/2020 à 16h27", "2020-05-15"), ("5.3.2020", "2020-03-05"),
        ("2020-13-45", nil), ("hier", nil), ("", nil), ("15/05/20", nil),
    ])
    func daysAreReadInTheirUsualForms(text: String, day: String?) {
        #expect(PageFacts.day(text)?.description == day)
    }

    @Test(arguments: [
        #"<meta name="date" content="2020-05-15">"#, #"<meta name="DC.date.issued" content="2020-05-15">"#,
        #"<meta itemprop="datePublished" content="2020-05-15">"#,
    ])
    func theDateMayStandInManyMetas(meta: String) {
        #expect(
            arrival(Sample.page(head: meta, body), name: "p.html")?.document?.publishedOn == CalendarDay("2020-05-15"))
    }

    @Test func aTimeElementOfTheArticleGivesTheDate() {
        let page =
            "<time datetime='2021-01-01'>hier</time><article><time datetime='2020-05-15T10:00'>15 mai</time>\(body)</article>"
        #expect(arrival(Sample.page(page), name: "p.html")?.document?.publishedOn == CalendarDay("2020-05-15"))
    }

    @Test func theUsersDateStandsAgainstThePages() {
        let options = IntakeOptions(publishedOn: CalendarDay("2016-06-01"))
        let page = Sample.page(head: #"<meta name="date" content="2020-05-15">"#, body)
        #expect(arrival(page, name: "p.html", options: options)?.document?.publishedOn == CalendarDay("2016-06-01"))
    }

    // MARK: Encodings

    @Test func thePagesEncodingIsFound() {
        let page = "<html><head><meta charset=\"iso-8859-1\"></head><body>\(body)</body></html>"
        let latin = page.unicodeScalars.map { UInt8($0.value) }
        let found = arrival(latin, name: "p.html")
        #expect(found?.document?.text == bodyText)
        #expect(found?.notes == [])
        // Stated wrongly, which is common.
        #expect(arrival(Array(page.utf8), name: "p.html")?.document?.text == bodyText)
        // Not stated.
        let silent = "<html><body>\(body)</body></html>".unicodeScalars.map { UInt8($0.value) }
        #expect(arrival(silent, name: "p.html")?.document?.text == bodyText)
        #expect(arrival(silent, name: "p.html")?.notes.map(\.identifier) == ["windows-1252"])
    }

    @Test func anOtherStatedEncodingIsLeftToTheParser() {
        var bytes = Array("<html><head><meta charset=\"iso-8859-15\"></head><body><p>Le prix de 10 ".utf8)
        bytes += [0xA4]
        bytes += Array(" est pay".utf8) + [0xE9] + Array(". \(Sample.text.unicodeScalars.filter(\.isASCII))</p>".utf8)
        #expect(arrival(bytes, name: "p.html")?.document?.text.hasPrefix("Le prix de 10 € est payé.") == true)
    }

    // MARK: Hostile pages

    @Test(arguments: ["div", "p", "b", "table", "a", "li", "article", "font", "blockquote"])
    func endlessNestingIsNoCrash(tag: String) {
        let nest = String(repeating: "<\(tag)>", count: 10_000)
        #expect(arrival(Sample.page(nest + body), name: "p.html") != nil)
    }

    @Test func textBelowEndlessNestingIsKept() {
        let nest = String(repeating: "<div>", count: 100_000)
        let found = arrival(Sample.page(nest + body), name: "p.html")
        #expect(found?.document?.text == bodyText)
        #expect(found?.notes.map(\.identifier) == ["page-too-deep"])
    }

    @Test func unclosedTagsLoseNothing() {
        #expect(text("<div><p>\(Sample.first)<p>\(Sample.second)<p><b>\(Sample.third)") == bodyText)
    }

    @Test func scriptSoupIsNoText() {
        let soup = "<script>if (a<b) document.write('<p>' + \"</p>\");</script><style>p { color: red }</style>"
        #expect(text(soup + body + soup) == bodyText)
    }

    @Test func entitiesAreReadAndBadOnesDoNotHarm() {
        #expect(
            text("<p>&laquo;&nbsp;Trêve&nbsp;&raquo; &amp; &bogus; &#0; &#x1F600; &#99999999; \(Sample.text)</p>")?
                .hasPrefix("«\u{A0}Trêve\u{A0}» & &bogus;") == true)
    }

    @Test func zeroBytesDoNotEndThePage() {
        #expect(text("<p>\(Sample.first)</p>\0<p>\(Sample.second)\0</p><p>\(Sample.third)</p>") == bodyText)
    }

    @Test func pagesThatWouldTakeTooLongAreRefused() {
        let attributes = (0..<100_000).map { "a\($0)=x" }.joined(separator: " ")
        #expect(
            arrival(Sample.page("<div \(attributes)>" + body), name: "p.html")?.refusal?.identifier
                == "page-too-complex")
        let tags = String(repeating: "<p>a", count: 500_000)
        #expect(arrival(Sample.page(tags), name: "p.html")?.refusal?.identifier == "page-too-complex")
        let image = #"<img src="data:image/png;base64,"# + String(repeating: "A b=", count: 50_000) + #"">"#
        #expect(text(image + body) == bodyText)
    }
}
