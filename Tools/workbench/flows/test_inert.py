"""Script in titles, texts, names of places, parties, sources and reviewers: every page shows it as the words that it is."""
import re

from playwright.sync_api import expect

SCRIPT = "\"'></a><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
PAGES = ["/", "/documents", "/documents?q=script", "/queue", "/events", "/map?window=all", "/ledgers", "/history", "/export?look=on",
         "/settings", "/agreement"]


def assert_inert(page):
    assert page.evaluate("window.hacked") is None, page.url
    assert page.locator("img[src=x]").count() == 0, page.url


def correct(page, address):
    """Gives a claim names that somebody typed to do harm, with a point on the map."""
    page.goto(address)
    page.locator("input[name='place.name']").fill(SCRIPT)
    for name, value in [("latitude", "14.5"), ("longitude", "-4.2"), ("radius", "5")]:
        page.locator(f"input[name='place.{name}']").fill(value)
    for name in ("actor.0.name", "source.0.name", "quantity.0.party", "quantity.0.unit"):
        if page.locator(f"[name='{name}']").count():
            page.locator(f"[name='{name}']").fill(SCRIPT)
    page.locator("textarea[name=reason]").fill(SCRIPT)
    page.locator(".claim-form button[value=correct]").click()
    expect(page.locator(".saved")).to_be_visible()


def sweep(page):
    """Points at everything on the map."""
    box = page.locator("#map").bounding_box()
    for y in range(20, int(box["height"]), 40):
        for x in range(20, int(box["width"]), 40):
            page.mouse.move(box["x"] + x, box["y"] + y)


def test_names_that_hold_script_stay_words_on_every_page(reports, serve, visit):
    server = serve(reports({
        "id": SCRIPT, "title": SCRIPT, "publisher": SCRIPT, "url": "javascript:window.hacked=1", "language": "fr",
        "published": "2023-03-01", "text": f"Deux soldats ont été tués mardi à Gao, selon l’armée.\n\n{SCRIPT}"}))
    document = re.search(r'href="(/documents/[0-9a-f]+)"', server.get("/documents").text).group(1)
    page = visit(server, document, name=SCRIPT)
    assert_inert(page)
    expect(page.locator("h1")).to_have_text(SCRIPT)
    assert page.locator("a[href^='javascript']").count() == 0
    for link in page.locator(".card a[href*='/claims/']").evaluate_all("links => links.map((link) => link.getAttribute('href'))"):
        correct(page, link)
    event = re.search(r'href="(/events/[0-9a-z]+)"', server.get("/events").text).group(1)
    for path in PAGES + [document, event]:
        page.goto(path)
        assert_inert(page)
        if path.startswith("/map"):
            sweep(page)
            assert_inert(page)
