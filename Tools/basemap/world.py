"""Writes Sources/CConstatData/compiled/world.json: the outlines of the world's countries for the workbench's map.

Source: Natural Earth 1:50m countries (public domain), as Debian's package r-cran-rnaturalearthdata carries them. Ten
times as fine as basemap.outline (1:110m), which is for small maps.

    python3 -m venv .venv-tools
    .venv-tools/bin/pip install -r Tools/basemap/requirements-world.txt
    .venv-tools/bin/python Tools/basemap/world.py       # needs apt-get and dpkg-deb

The file is what the browser gets: {"FR": {"at": [longitude, latitude], "size": degrees, "rings": [[x, y, dx, dy, ...]]}}.
`at` is the middle of the largest part, where the name goes, in degrees; `size` the square root of that part's area.
Rings are in thousandths of a degree, each point but the first as the step from the one before; the largest first. Fill
with the even-odd rule. Keys are ISO 3166-1 alpha-2 (XK Kosovo), in order. Borders are Natural Earth's de facto ones: a
background, no statement on any border.
"""

import json
import lzma
import subprocess
import tempfile
import warnings
from pathlib import Path

import rdata

PACKAGE = "r-cran-rnaturalearthdata=0.1.0-2"
OUTPUT = Path(__file__).resolve().parents[2] / "Sources/CConstatData/compiled/world.json"

# What Natural Earth keeps apart under codes of its own; drawn with the country that the gazetteer puts their towns in.
OWN_CODES = {"SOL": "SO", "CYN": "CY", "KOS": "XK", "PSX": "PS", "SDS": "SS", "FRA": "FR", "NOR": "NO", "KAS": "IN", "ALD": "FI"}


def unpacked(folder: str) -> Path:
    subprocess.run(["apt-get", "download", PACKAGE], cwd=folder, check=True, capture_output=True)
    [package] = Path(folder).glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
    return Path(folder) / "usr/lib/R/site-library/rnaturalearthdata/data"


def countries(data: Path):
    """R keeps each data set as a piece of one file, and where the pieces lie in another."""
    index = rdata.conversion.convert(rdata.parser.parse_data((data / "Rdata.rdx").read_bytes()))
    start, length = (int(number) for number in index["variables"]["countries50"])
    piece = (data / "Rdata.rdb").read_bytes()[start : start + length]
    # Four bytes of length, "Z" for LZMA, then the stream without a header.
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 26}]
    text = lzma.decompress(piece[5:], format=lzma.FORMAT_RAW, filters=filters)
    return rdata.conversion.convert(rdata.parser.parse_data(text))


def area(points) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def steps(points) -> list[int]:
    """Without points that fall on the one before, and without the last, which repeats the first."""
    thousandths = [(round(x * 1000), round(y * 1000)) for x, y in points]
    kept = [a for a, b in zip(thousandths, [None] + thousandths) if a != b]
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < 3:
        return []
    moves = [number for a, b in zip(kept, kept[1:]) for number in (b[0] - a[0], b[1] - a[1])]
    return [*kept[0], *moves]


def country(rings: list[list[tuple[float, float]]]) -> dict:
    rings.sort(key=area, reverse=True)
    largest = rings[0]
    twice, x, y = 0.0, 0.0, 0.0
    for a, b in zip(largest, largest[1:] + largest[:1]):
        cross = a[0] * b[1] - b[0] * a[1]
        twice, x, y = twice + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    middle = [round(x / (3 * twice), 2), round(y / (3 * twice), 2)]
    return {"at": middle, "size": round(area(largest) ** 0.5, 1), "rings": [ring for ring in map(steps, rings) if ring]}


def main() -> None:
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        shapes = countries(unpacked(folder))
    rings: dict[str, list] = {}
    for (_, row), shape in zip(shapes.data.iterrows(), shapes.polygons):
        code = OWN_CODES.get(str(row["adm0_a3"])) or str(row["iso_a2"])
        if len(code) != 2:
            print("left out:", row["admin"])
            continue
        for part in shape.Polygons:
            points = [(float(x), float(y)) for x, y in part.coords]
            rings.setdefault(code, []).append(points)
    world = {code: country(rings[code]) for code in sorted(rings)}
    OUTPUT.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="ascii")
    points = sum(len(ring) // 2 for shape in world.values() for ring in shape["rings"])
    print(f"{len(world)} countries, {points} points, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
