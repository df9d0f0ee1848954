"""What every flow is given: the program, stores, servers that are stopped at the end, and a browser that tells on pages.

A page that `visit` opens must, at the end of the test, have written no error to the console, broken no rule of its
security policy, asked no other machine for anything, and never have been wider than its window.
"""
import json
import os
import shutil
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))
from workbench import Workbench, assert_fits  # noqa: E402

SAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "..", "Examples", "sample")

# A debug build on a busy machine is slow; a test waits for what should come and no longer.
PATIENCE_MS = 60_000

# Runs in every page before its own scripts.
WATCH = """
(() => {
  document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`));
  const measure = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) console.error(`too wide: ${scrollWidth} of ${clientWidth} px in ${location.href}`);
  };
  addEventListener("load", measure);
  addEventListener("pagehide", measure);
})()
"""


def pytest_addoption(parser):
    parser.addoption("--constat", required=True, help="the built program")
    parser.addoption("--chromium", default="none", help="the browser; none to leave out what needs it")
    parser.addoption("--shots", help="a folder for pictures of every page")


def pytest_configure(config):
    config.addinivalue_line("markers", "browser: needs Chromium")


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def program(request):
    return os.path.abspath(request.config.getoption("--constat"))


# -- Stores


@pytest.fixture(scope="session")
def made_store(program, tmp_path_factory):
    """Makes a store of the reports at some paths, once for the whole session."""
    folder = tmp_path_factory.mktemp("stores")
    made = {}

    def make(*paths):
        if paths not in made:
            made[paths] = folder / f"{len(made)}.constat"
            subprocess.run([program, "add", *paths, "--store", made[paths]], check=True, capture_output=True)
        return made[paths]

    return make


@pytest.fixture(scope="session")
def sample(made_store):
    """The store of the sample reports. Read it; to change something, ask for `serve` with a copy."""
    return made_store(SAMPLE)


@pytest.fixture
def reports(tmp_path, made_store):
    """A store of reports given as records: `reports({"id": ..., "text": ..., "title": ...}, ...)`."""

    def make(*records):
        path = tmp_path / "reports.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return made_store(str(path))

    return make


# -- Servers


@pytest.fixture
def serve(program, tmp_path):
    """Starts servers, each over its own copy of a store (or an empty one), and stops them at the end."""
    started = []

    def start(store=None, *arguments, copies=True):
        path = store
        if copies:
            path = tmp_path / f"served-{len(started)}.constat"
            if store:
                shutil.copy(store, path)
        server = Workbench(program, path, *arguments)
        started.append(server)
        return server

    yield start
    for server in started:
        if server.is_alive():
            server.stop()


@pytest.fixture(scope="module")
def shared(program, sample, tmp_path_factory):
    """One server over the sample for all tests of a file, for those that change nothing."""
    path = tmp_path_factory.mktemp("shared") / "sample.constat"
    shutil.copy(sample, path)
    server = Workbench(program, path)
    yield server
    assert server.is_alive(), server.said()
    server.stop()


# -- Browser


@pytest.fixture(scope="session")
def browser(request):
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=request.config.getoption("--chromium"))
        yield browser
        browser.close()


class Watched:
    """Notes what pages of one context should not do."""

    def __init__(self, context, address, expected):
        self.complaints = []
        self.address, self.expected = address, expected
        context.add_init_script(WATCH)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))

    def _request(self, request):
        if not request.url.startswith((self.address + "/", "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def _console(self, message):
        if message.type == "error" and not any(words in message.text for words in self.expected):
            self.complaints.append(f"console: {message.text}")


@pytest.fixture
def visit(browser):
    """Opens a page of a server in a browser of its own, for a visitor with a language and a name.

    `expected` are words of console errors that belong to the test.
    """
    opened = []

    def open_page(server, path="/", language="fr", width=1280, scheme="light", name="Awa Diallo", expected=()):
        height = 800 if width > 600 else 844
        context = browser.new_context(
            base_url=server.address, locale={"fr": "fr-FR", "en": "en-GB"}[language], color_scheme=scheme,
            viewport={"width": width, "height": height}, has_touch=width < 600, service_workers="block")
        context.set_default_timeout(PATIENCE_MS)
        cookies = {"constat_language": language}
        if name:
            cookies["constat_reviewer"] = name.replace(" ", "%20")
        context.add_cookies([{"name": key, "value": value, "url": server.address} for key, value in cookies.items()])
        opened.append((context, Watched(context, server.address, expected)))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    complaints = []
    for context, watched in opened:
        for page in context.pages:
            assert_fits(page)
        context.close()
        complaints += watched.complaints
    assert complaints == []


# One walk in each language, each on another screen: what is wrong in a small or dark window shows.
SCREENS = [
    pytest.param({"language": "fr", "width": 1280, "scheme": "light"}, id="fr-1280-light"),
    pytest.param({"language": "en", "width": 390, "scheme": "dark"}, id="en-390-dark"),
]


@pytest.fixture(params=SCREENS)
def screen(request):
    """How `visit` is to show pages: `visit(server, "/queue", **screen)`."""
    return request.param
