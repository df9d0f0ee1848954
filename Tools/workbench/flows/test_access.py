"""Every page, read by axe-core as a screen reader would: in both languages, light and dark, wide and narrow."""
import os
import re

import pytest
from workbench import assert_fits

LISTS = ["/", "/documents", "/queue", "/events", "/map", "/ledgers", "/history", "/export", "/settings", "/nothing"]

# All rules where words or what is laid out differ; contrast alone where only colours do.
ALL_RULES = [(1280, "light", None), (390, "dark", None)]
CONTRAST = [(1280, "dark", ["color-contrast"]), (390, "light", ["color-contrast"])]
LOOKS = {"fr": ALL_RULES + CONTRAST, "en": ALL_RULES}


def linked(server, path, pattern):
    """The first address of that form that the page leads to."""
    found = re.search(f'href="({pattern})[?#"]', server.get(path).text)
    assert found, f"{path} leads to no {pattern}"
    return found.group(1)


@pytest.fixture(scope="module")
def paths(shared):
    """One page of every kind."""
    return LISTS + [
        linked(shared, "/documents", r"/documents/[^/?#\"]+"), linked(shared, "/events", r"/events/[^/?#\"]+"),
        linked(shared, "/queue", r"/claims/[^/?#\"]+/[^/?#\"]+"),
    ]


def serious(axe, page, rules):
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    return [
        f"{violation['id']}: {violation['help']}: {', '.join(str(node['target'][0]) for node in violation['nodes'][:4])}"
        for violation in axe.run(page, options=options).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("language", LOOKS)
def test_no_page_has_a_serious_violation(shared, visit, paths, language, request):
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), {}
    shots = request.config.getoption("--shots")
    page = visit(shared, language=language, expected=["404"])
    for path in paths:
        page.goto(path)
        for width, scheme, rules in LOOKS[language]:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            assert_fits(page)
            violations = serious(axe, page, rules)
            if violations:
                found[f"{path} {width} {scheme}"] = violations
            if shots:
                name = re.sub(r"[^a-z]+", "-", path.split("/")[1]) or "start"
                name += "-one" if path.count("/") > 1 else ""
                page.screenshot(path=os.path.join(shots, f"{name}-{language}-{width}-{scheme}.png"))
    assert found == {}
