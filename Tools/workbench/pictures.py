"""Takes the pictures of Documentation/tutorial-workbench.md.

    .venv-workbench/bin/python Tools/workbench/pictures.py .build/release/constat Documentation/images

Tools/workbench/check.sh makes the environment. Chromium must be on the path.
"""
import os
import shutil
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "flows"))
from workbench import Workbench  # noqa: E402

SAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "Examples", "sample")


def take(page, folder):
    """Each picture is what the tutorial has just said to open."""

    def picture(name, height):
        page.set_viewport_size({"width": 1000, "height": height})
        page.wait_for_load_state("networkidle")
        page.screenshot(path=os.path.join(folder, f"workbench-{name}.png"))

    page.goto("/events")
    row = page.locator("table.events tr", has_text="Ténenkou").filter(has_text="14 March 2022")
    row.get_by_role("link", name="attack", exact=True).click()
    picture("event", 900)
    toll = page.locator("table.toll tr", has_text="Agence de presse du fleuve").filter(has_text="Douze soldats")
    toll.get_by_role("link", name="Correct").click()
    picture("claim", 900)
    for name, path, height in [("queue", "/queue", 760), ("map", "/map", 700), ("ledgers", "/ledgers", 900)]:
        page.goto(path)
        picture(name, height)


def main(program, folder):
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        store = os.path.join(scratch, "sample.constat")
        subprocess.run([program, "add", SAMPLE, "--store", store], check=True, capture_output=True)
        server = Workbench(program, store)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(base_url=server.address, locale="en-GB", color_scheme="light")
        cookies = {"constat_language": "en", "constat_reviewer": "Awa%20Diallo"}
        context.add_cookies([{"name": name, "value": value, "url": server.address} for name, value in cookies.items()])
        take(context.new_page(), folder)
        browser.close()
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
