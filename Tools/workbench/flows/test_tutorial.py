"""The first page of the tutorial: a new user corrects a wrong toll and exports GED, by the pages alone."""
import csv
import io
import time

from playwright.sync_api import expect


def test_a_wrong_toll_is_corrected_and_exported(serve, visit, capsys):
    page = visit(serve())
    begun = time.monotonic()
    # The sample is one click away.
    page.locator("form[action='/sample'] button").click()
    expect(page.locator(".sample-read")).to_be_visible()
    # Its largest toll waits first for a reader.
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue")
    claim = page.locator("form.actions input[name=claim]").get_attribute("value")
    page.keyboard.press("e")
    low, best, high = (page.locator(f"input[name='quantity.0.{bound}']") for bound in ("low", "best", "high"))
    for field in (low, best, high):
        field.fill("31")
    page.locator("textarea[name=reason]").fill("Bilan revu par l’hôpital")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".saved")).to_be_visible()
    # The event has it, beside what the others say.
    document, number = claim.split("#")
    page.goto(f"/claims/{document}/{number}")
    page.locator("article.claim a[href^='/events/']").first.click()
    expect(page.locator(".tolls")).to_contain_text("31")
    event = page.url.split("/events/")[1].split("?")[0]
    page.locator("a[href^='/export?']").first.click()
    page.locator("input[name=profile][value=ucdp-ged]").check()
    with page.expect_download() as download:
        page.locator(".export-form button.primary").click()
    with capsys.disabled():
        print(f"\na wrong toll corrected and GED exported in {time.monotonic() - begun:.0f} s by a program", flush=True)
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    assert len(rows) == 1, event
    assert "31" in (rows[0]["best"], rows[0]["high"])
