"""Flow 1, start: files and texts come in, and what was not read says why."""
import os

import pytest
from playwright.sync_api import expect

SAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "..", "Examples", "sample")

GOOD = "Deux soldats ont été tués mardi à Gao, selon l’armée."


def upload(page, *files):
    page.set_input_files("#files", [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files])
    expect(page.locator("#results > li")).to_have_count(len(files))


def test_an_empty_store_is_one_click_from_the_sample(serve, visit, screen):
    server = serve()
    page = visit(server, **screen)
    page.locator("form[action='/sample'] button").click()
    expect(page.locator(".sample-read li")).to_have_count(len(os.listdir(SAMPLE)))
    page.locator(".sample-read a").first.click()
    expect(page.locator(".card").first).to_be_visible()


def test_bad_files_are_refused_one_by_one_and_the_others_read(serve, visit, screen):
    server = serve()
    page = visit(server, **screen)
    hostile = "<img src=x onerror=alert(1)>.txt"
    upload(
        page, ("good.txt", GOOD.encode()), ("empty.txt", b""), ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("broken.html", b"<p>\xff\xfe<<<!--<table><b>" + GOOD.encode()), (hostile, (GOOD + " Encore.").encode()),
        ("../../etc/passwd", (GOOD + " Et encore.").encode()))
    results = page.locator("#results > li")
    expect(results.nth(0)).to_have_class("o-added")
    expect(results.nth(1)).to_have_class("o-refused")
    expect(results.nth(2)).to_have_class("o-refused")
    expect(results.nth(4)).to_have_class("o-added")
    for refused in (1, 2):
        expect(results.nth(refused).locator(".words")).not_to_be_empty()
    assert page.locator("#results img").count() == 0
    page.goto("/documents")
    expect(page.locator("table.documents")).to_contain_text(hostile.removesuffix(".txt"))
    assert page.locator("main img").count() == 0


def test_a_file_that_is_too_large_is_refused_and_the_next_one_read(serve, visit):
    server = serve()
    page = visit(server, expected=["413"])
    upload(page, ("large.txt", b"a" * 20_000_000), ("good.txt", GOOD.encode()))
    expect(page.locator("#results > li").nth(0)).to_have_class("o-refused")
    expect(page.locator("#results > li").nth(1)).to_have_class("o-added")


def test_fifty_megabytes_are_refused_and_not_kept(serve):
    server = serve()
    before = server.peak_megabytes()
    token = {"X-Constat-Token": server.form_token()}
    assert server.request("POST", "/documents?name=large.txt", b"a" * 50_000_000, token).status == 413
    if before:
        # A report of 16 MB is taken, and stands there more than once while it is.
        assert server.peak_megabytes() < before + 100
    assert server.request("POST", "/documents?name=good.txt", GOOD.encode(), token).status == 200


def test_what_was_handed_in_before_is_known(serve, visit):
    server = serve()
    page = visit(server)
    upload(page, ("good.txt", GOOD.encode()))
    page.reload()
    upload(page, ("again.txt", GOOD.encode()))
    expect(page.locator("#results > li")).to_have_class("o-known")


def test_a_pasted_text_is_read_at_once(serve, visit, screen):
    server = serve()
    page = visit(server, **screen)
    page.locator("#paste textarea").fill(GOOD)
    page.locator("#paste input[name=name]").fill("Titre / <b>collé</b>")
    page.locator("#paste input[name=published]").fill("2023-03-01")
    page.locator("#paste button").click()
    expect(page.locator("h1")).to_contain_text("<b>collé")
    expect(page.locator(".card").first).to_contain_text("Gao")


@pytest.mark.parametrize("published", ["2023-02-31", "hier", "' OR 1=1"])
def test_a_day_that_is_none_is_refused(serve, published):
    server = serve()
    assert server.post("/documents/text", {"text": GOOD, "published": published}).status == 400
    assert 'href="/documents/' not in server.get("/documents").text


def test_arabic_is_shown_from_right_to_left(reports, serve, visit, screen):
    """The program reads no Arabic yet: a French report with an Arabic title and words is kept and shown as it is."""
    title = "مقتل جنديين في غاو"
    server = serve(reports({
        "id": "arabe", "title": title, "language": "fr", "published": "2023-03-01", "publisher": "وكالة",
        "text": GOOD + "\n\nقتل جنديان يوم الثلاثاء في غاو."}))
    page = visit(server, "/documents", **screen)
    link = page.locator("table.documents a", has_text=title)
    assert link.evaluate("link => getComputedStyle(link.querySelector('bdi') ?? link).direction") == "rtl"
    link.click()
    heading = page.locator("h1")
    expect(heading).to_have_text(title)
    assert heading.evaluate("element => getComputedStyle(element).direction") == "rtl"
    paragraph = page.locator(".report p", has_text="قتل جنديان")
    assert paragraph.evaluate("element => getComputedStyle(element).direction") == "rtl"
