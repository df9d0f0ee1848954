"""Flow 2, reader: words and cards lead to each other, and the tree says why."""
import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def report(shared):
    """The report with the most kinds of claims."""
    page = shared.get("/documents").text
    return re.search(r'href="(/documents/[0-9a-f]+)"[^>]*><bdi>[^<]*Ténenkou', page).group(1)


def test_pointing_at_words_lights_their_card_and_back(shared, visit, report):
    page = visit(shared, report)
    words = page.locator(".report mark[data-t]").first
    claim = words.get_attribute("data-t").split()[0]
    card = page.locator(f".card[data-claim='{claim}']")
    words.hover()
    expect(card).to_have_class(re.compile(r"\bon\b"))
    page.locator("h1").hover()
    expect(card).not_to_have_class(re.compile(r"\bon\b"))
    card.locator(".field").first.hover()
    expect(page.locator(".report .lit").first).to_be_visible()


def test_keys_go_from_claim_to_claim(shared, visit, report, screen):
    page = visit(shared, report, **screen)
    page.keyboard.press("j")
    first = page.locator(".card.current").get_attribute("data-claim")
    page.keyboard.press("j")
    expect(page.locator(".card.current")).not_to_have_attribute("data-claim", first)
    page.keyboard.press("k")
    expect(page.locator(".card.current")).to_have_attribute("data-claim", first)


def test_fields_are_on_the_card_with_their_words(shared, visit, report, screen):
    page = visit(shared, report, **screen)
    card = page.locator(".card").first
    card.scroll_into_view_if_needed()
    slots = card.locator(".field").evaluate_all("fields => fields.map(field => field.dataset.slot.split('.')[1])")
    assert slots and set(slots) <= {"who", "where", "when", "amount", "source"}
    # What the text does not say is told on one line.
    expect(card.locator(".unsaid")).to_have_count(0 if len(slots) == 5 else 1)
    expect(card.locator("q").first).to_be_visible()


def test_the_tree_says_why(shared, visit, report, screen):
    page = visit(shared, report, **screen)
    page.locator(".card-links a[href*='/tree?']").first.click()
    expect(page.locator("svg").first).to_be_visible()


def test_the_bytes_come_back_as_they_came(shared, report):
    answer = shared.get(report + "/original")
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"<html" in answer.body.lower()
