"""The first page of Documentation/tutorial-workbench.md, step by step, as its reader would go: by the pages alone."""
import csv
import io
import time

from playwright.sync_api import expect


def test_a_wrong_toll_is_corrected_and_exported(serve, visit, capsys):
    page = visit(serve(), language="en", name=None)
    begun = time.monotonic()
    page.get_by_role("button", name="Read the sample").click()
    expect(page.locator(".sample-read")).to_be_visible()
    page.get_by_role("link", name="Who are you?").click()
    page.get_by_label("Your name").fill("Awa Diallo")
    page.keyboard.press("Enter")
    expect(page.locator(".visitor")).to_have_text("Awa Diallo")
    page.keyboard.press("g")
    page.keyboard.press("e")
    row = page.locator("table.events tr", has_text="Ténenkou").filter(has_text="14 March 2022")
    row.get_by_role("link", name="attack", exact=True).click()
    page.wait_for_url("**/events/*")
    event = page.url

    toll = page.locator("table.toll tr", has_text="Agence de presse du fleuve").filter(has_text="Douze soldats")
    toll.get_by_role("link", name="Correct").click()
    for bound in ("low", "best", "high"):
        page.locator(f"input[name='quantity.0.{bound}']").fill("13")
    page.locator("textarea[name=reason]").fill("The hospital's list has thirteen names")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".saved")).to_be_visible()
    history = page.locator(".panel.history")
    for words in ("Awa Diallo", "thirteen names"):
        expect(history).to_contain_text(words)
    expect(history.locator("del")).to_contain_text("12")
    expect(history.locator("ins")).to_contain_text("13")

    page.goto(event)
    expect(page.locator("table.toll")).to_contain_text(["13"])
    with page.expect_download() as download:
        page.locator("#export").get_by_role("link", name="UCDP GED").click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    assert len(rows) == 1
    with capsys.disabled():
        print(f"\na wrong toll corrected and GED exported, by a program: {time.monotonic() - begun:.0f} s", flush=True)
