"""Puts the workbench under load and says how it bears it: load.py CONSTAT STORE CHROMIUM. See load.sh."""
import os
import subprocess
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(FOLDER, "flows"))
from workbench import Workbench  # noqa: E402

CONNECTIONS, SECONDS = 50, 15

# In the page: the longest time between two frames while the map is dragged about.
FRAMES = """
() => { window.longestFrame = 0; let last = performance.now();
  const frame = (now) => { window.longestFrame = Math.max(window.longestFrame, now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame); }
"""


def measure(server, name, paths):
    for path in paths:
        answer = server.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
    words = subprocess.run(
        ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", os.path.join(FOLDER, "load.lua"), server.address, "--", *paths],
        check=True, capture_output=True, text=True).stdout
    print(f"{name + ' (' + str(len(paths)) + ' addresses)':<28}{words.splitlines()[-1]}", flush=True)


def measure_map(server, chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(server.address + "/map")
        page.wait_for_load_state("networkidle")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        box = page.locator("#map").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.evaluate(FRAMES)
        for turn in range(6):
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + (200 if turn % 2 else -200), y + 120 * (turn % 3 - 1), steps=30)
            page.mouse.up()
        frame = page.evaluate("window.longestFrame")
        print(f"map in Chromium             first paint {paint:.0f} ms, longest frame while panning {frame:.0f} ms")
        browser.close()


def main(program, store, chromium):
    server = Workbench(program, store)
    try:
        print(f"taken in {server.loading_seconds:.1f} s after the first answer")
        days = [f"{year}-{month:02}-15" for year in (2014, 2015, 2016, 2017) for month in (2, 5, 8, 11)]
        measure(server, "map, page", [f"/map?on={day}" for day in days])
        measure(server, "map, data", [f"/map/data?on={day}" for day in days])
        families = ["control", "fighting", "harm", "materiel", "force", "politics", "aid"]
        measure(server, "queue", ["/queue", "/queue?uncertain=on"] + [f"/queue?family={family}" for family in families])
        measure_map(server, chromium)
        print(f"peak memory of the server   {server.peak_megabytes():.0f} MB")
    finally:
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
