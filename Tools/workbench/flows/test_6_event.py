"""Flow 6, event: what each source said, what is contested, and exports."""
import csv
import io
import re

import pytest
from playwright.sync_api import expect

PROFILES = ["ucdp-ged", "acled", "plover", "geojson", "gpkg", "hxl", "csv", "webannotation", "prov"]


def test_an_event_says_what_each_source_said(shared, visit, screen):
    page = visit(shared, "/events?sort=claims", **screen)
    page.locator("table.events tbody a").first.click()
    assert page.locator("#claims h3.from").count() > 1
    expect(page.locator(".tolls")).to_be_visible()
    page.locator("#claims a[href*='/claims/']").first.click()
    expect(page.locator("article.claim")).to_be_visible()


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_is_exported(shared, profile):
    # The codebooks leave the sample's events out for one rule or another: the page then says which.
    answer = shared.get(f"/export/file?profile={profile}")
    assert answer.status == 200
    if not answer.headers["Content-Type"].startswith("text/html"):
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.body


def test_what_is_left_out_says_why(shared, visit, screen):
    page = visit(shared, "/export", **screen)
    page.locator("input[name=profile][value=acled]").check()
    page.locator("button[name=look]").click()
    expect(page.locator("main [role=status]")).to_be_visible()


def test_a_selection_is_exported_and_no_more(shared, visit):
    page = visit(shared, "/events")
    page.locator("table.events tbody a").first.click()
    event = re.search("/events/([^?#]+)", page.url).group(1)
    rows = list(csv.DictReader(io.StringIO(shared.get(f"/export/file?profile=csv&event={event}").text)))
    assert len(rows) == 1
