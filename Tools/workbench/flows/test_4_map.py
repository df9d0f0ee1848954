"""Flow 4, map and time: a day and filters in the address, list and map in step."""
import re

from playwright.sync_api import expect


def open_filters(page):
    """In a narrow window they are folded away."""
    folded = page.locator("details:not([open]):has(select[name=type]) > summary")
    if folded.count():
        folded.click()


def test_the_map_shows_the_events_of_a_day(shared, visit, screen):
    page = visit(shared, "/map?window=all", **screen)
    expect(page.locator("#map canvas").first).to_be_attached()
    expect(page.locator("#map-list [data-event]").first).to_be_visible()


def test_a_filter_changes_list_and_address_and_the_address_brings_it_back(shared, visit, screen):
    page = visit(shared, "/map?window=all", **screen)
    all_events = page.locator("#map-list [data-event]").count()
    open_filters(page)
    page.locator("select[name=type]").select_option("control")
    expect(page).to_have_url(re.compile("type=control"))
    expect(page.locator("#map-list [data-event]")).not_to_have_count(all_events)
    some = page.locator("#map-list [data-event]").count()
    assert 0 < some < all_events
    again = visit(shared, page.url.removeprefix(shared.address), **screen)
    expect(again.locator("#map-list [data-event]")).to_have_count(some)


def test_the_slider_moves_the_day(shared, visit):
    page = visit(shared, "/map?window=30")
    day = page.locator("input[name=on]").input_value()
    page.locator("#map-range").focus()
    page.keyboard.press("Home")
    expect(page.locator("input[name=on]")).not_to_have_value(day)
    expect(page).to_have_url(re.compile(r"on=\d{4}-\d\d-\d\d"))


def test_the_list_leads_to_an_event(shared, visit, screen):
    page = visit(shared, "/map?window=all", **screen)
    page.locator("#map-list a[href^='/events/']").first.click()
    expect(page).to_have_url(re.compile("/events/"))


def test_places_are_labelled_in_the_readers_language(shared, visit):
    """The country of the sample, as the map's canvas is told to write it."""
    french = visit(shared, "/map").locator("#map").get_attribute("data-countries")
    english = visit(shared, "/map", language="en").locator("#map").get_attribute("data-countries")
    assert "TD=Tchad" in french and "TD=Chad" in english
