"""Reads the exports in a folder with readers from PyPI and checks what each format promises. Uses no network."""

import json
import pathlib
import sys

import geopandas
import hxl
import pandas
import pyogrio
import rdflib
from hxl.input import InputOptions
from pyld import jsonld

folder = pathlib.Path(sys.argv[1])
failures = []


def check(holds, words):
    if not holds:
        failures.append(words)


GED = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob""".split()
ACLED = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
latitude longitude geo_precision source source_scale notes fatalities tags timestamp""".split()


def table(name, columns=None):
    frame = pandas.read_csv(folder / name)
    if columns:
        check(list(frame.columns) == columns, f"{name}: columns are {list(frame.columns)}")
    check(len(frame) > 0, f"{name}: no row")
    return frame


def read_ged():
    frame = table("ged.csv", GED)
    check(len(GED) == 49, "GED has 49 columns")
    deaths = frame[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    check(((frame.low <= frame.best) & (frame.best <= frame.high)).all(), "ged.csv: low <= best <= high")
    check(((frame.low <= deaths) & (deaths <= frame.high)).all(), "ged.csv: low <= parts <= high")
    check(frame.id.is_unique, "ged.csv: id is unique")
    check(frame.where_prec.between(1, 7).all(), "ged.csv: where_prec 1 to 7")
    check(frame.date_prec.between(1, 5).all(), "ged.csv: date_prec 1 to 5")
    starts, ends = pandas.to_datetime(frame.date_start), pandas.to_datetime(frame.date_end)
    check((starts <= ends).all(), "ged.csv: dates in order")
    shapes = geopandas.GeoSeries.from_wkt(frame.geom_wkt)
    check((abs(shapes.x - frame.longitude) < 1e-6).all(), "ged.csv: geom_wkt is longitude latitude")
    return len(frame)


def read_acled():
    frame = table("acled.csv", ACLED)
    check(len(ACLED) == 31, "ACLED has 31 columns")
    check(frame.event_id_cnty.is_unique, "acled.csv: event_id_cnty is unique")
    check(frame.fatalities.ge(0).all() and (frame.fatalities % 1 == 0).all(), "acled.csv: fatalities are whole")
    check(frame.time_precision.between(1, 3).all(), "acled.csv: time_precision 1 to 3")
    check(frame.geo_precision.between(1, 3).all(), "acled.csv: geo_precision 1 to 3")
    check((pandas.to_datetime(frame.event_date).dt.year == frame.year).all(), "acled.csv: year of event_date")
    return len(frame)


def read_csv():
    events, claims = table("events.csv"), table("claims.csv")
    for name, frame in [("events.csv", events), ("claims.csv", claims)]:
        for column in ["place_lat", "place_lon", "killed_low", "killed_best", "killed_high"]:
            check(frame[column].dtype.kind in "fi", f"{name}: {column} is no number")
    check(set(claims.status) <= {"occurred", "ongoing", "planned", "possible", "denied"}, "claims.csv: status")
    return len(events) + len(claims)


def read_plover():
    count = 0
    for line in (folder / "plover.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        count += 1
        for key in ["id", "date", "actor", "event"]:
            check(record.get(key), f"plover.jsonl: {key} is missing")
        check(1 <= record["quad_code"] <= 4, "plover.jsonl: quad_code 1 to 4")
    check(count > 0, "plover.jsonl: no record")
    return count


def read_maps():
    frames = {name: pyogrio.read_dataframe(folder / name) for name in ["events.gpkg", "events.geojson"]}
    for name, frame in frames.items():
        check(len(frame) > 0, f"{name}: no feature")
        check(frame.crs is not None and frame.crs.to_epsg() == 4326, f"{name}: reference system {frame.crs}")
        shapes = frame.geometry.dropna()
        check(shapes.is_valid.all(), f"{name}: a shape is not valid")
        vague = frame[frame.geometry.notna() & ((frame.place_radius_km > 10) | (frame.place_relation == "direction"))]
        check((vague.geom_type == "Polygon").all(), f"{name}: a vague place is a bare point")
        rings = [shape for shape in shapes if shape.geom_type == "Polygon"]
        check(all(ring.exterior.is_ccw for ring in rings), f"{name}: rings run counter-clockwise")
    check(list(frames["events.gpkg"].event_id) == list(frames["events.geojson"].event_id), "maps: same events")
    return sum(len(frame) for frame in frames.values())


def read_hxl():
    path = str(folder / "events.hxl.csv")
    rows = list(hxl.data(path, InputOptions(allow_local=True)))
    check(len(rows) > 0, "events.hxl.csv: no row")
    with hxl.data(path, InputOptions(allow_local=True)) as source:
        for column in source.columns:
            check(column.tag.startswith("#"), f"events.hxl.csv: {column.header} has no hashtag")
    # The default schema's rules that bear on our columns, so that nothing is fetched.
    schema = hxl.schema([
        ["#valid_tag", "#valid_required+min", "#valid_datatype"],
        ["#event+id", "1", "text"], ["#date", "", "date"], ["#affected", "", "number"], ["#geo+lat", "", "number"],
        ["#geo+lon", "", "number"],
    ])
    report = hxl.validate(hxl.data(path, InputOptions(allow_local=True)), schema)
    check(report["is_valid"], f"events.hxl.csv: {report['stats']} {report['issues'][:3]}")
    return len(rows)


# What the names that our annotations use stand for, so that the standard's own context need not be fetched.
OA, AS, DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/elements/1.1/"
RDF, XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
ANNOTATION_CONTEXT = {"@context": {
    "id": "@id", "type": "@type", "Annotation": OA + "Annotation", "TextualBody": OA + "TextualBody",
    "SpecificResource": OA + "SpecificResource", "TextPositionSelector": OA + "TextPositionSelector",
    "TextQuoteSelector": OA + "TextQuoteSelector", "AnnotationPage": AS + "OrderedCollectionPage",
    "Software": AS + "Application", "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"}, "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"}, "exact": OA + "exact", "prefix": OA + "prefix",
    "suffix": OA + "suffix", "start": {"@id": OA + "start", "@type": XSD + "nonNegativeInteger"},
    "end": {"@id": OA + "end", "@type": XSD + "nonNegativeInteger"}, "value": RDF + "value",
    "format": DC + "format", "name": "http://xmlns.com/foaf/0.1/name", "generator": {
        "@id": AS + "generator", "@type": "@id"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"}, "identifying": OA + "identifying",
    "classifying": OA + "classifying", "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
}}


def load(url, options):
    if url != "http://www.w3.org/ns/anno.jsonld":
        raise ValueError(f"{url} would have to be fetched")
    return {"contextUrl": None, "documentUrl": url, "document": ANNOTATION_CONTEXT}


def graph(name):
    text = json.loads((folder / name).read_text(encoding="utf-8"))
    quads = jsonld.to_rdf(text, {"documentLoader": load, "format": "application/n-quads"})
    # No graph is named in our files, so that quads are triples.
    return rdflib.Graph().parse(data=quads, format="nt")


def read_annotations():
    annotations, oa = graph("annotations.jsonld"), rdflib.Namespace(OA)
    count = 0
    for annotation in annotations.subjects(rdflib.RDF.type, oa.Annotation):
        count += 1
        target = annotations.value(annotation, oa.hasTarget)
        check(annotations.value(annotation, oa.hasBody) is not None, f"{annotation}: no body")
        check(annotations.value(target, oa.hasSource) is not None, f"{annotation}: no source")
        positions = [
            selector for selector in annotations.objects(target, oa.hasSelector)
            if (selector, rdflib.RDF.type, oa.TextPositionSelector) in annotations]
        check(len(positions) == 1, f"{annotation}: {len(positions)} text positions")
        for selector in positions:
            start, end = (annotations.value(selector, name).toPython() for name in [oa.start, oa.end])
            check(start <= end, f"{annotation}: from {start} to {end}")
    check(count > 0, "annotations.jsonld: no annotation")
    return count


def read_provenance():
    provenance, prov = graph("provenance.jsonld"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    kinds = dict(provenance.subject_objects(rdflib.RDF.type))
    for thing, activity in provenance.subject_objects(prov.wasGeneratedBy):
        check(kinds.get(activity) == prov.Activity, f"{thing}: made by no activity")
    events = set()
    for event, claim in provenance.subject_objects(prov.wasDerivedFrom):
        for document in provenance.objects(claim, prov.wasQuotedFrom):
            check(kinds.get(document) == prov.Entity, f"{claim}: quoted from nothing")
            events.add(event)
    check(events, "provenance.jsonld: no event leads to a document")
    return len(events)


def read_explanations():
    count = 0
    for path in sorted(folder.glob("*.explain.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            count += 1
            check("left_out" in record or record["rule"], f"{path.name}: a cell without a rule")
    return count


for reader, words in [
    (read_ged, "pandas: ucdp-ged, 49 columns"), (read_acled, "pandas: acled, 31 columns"),
    (read_csv, "pandas: csv, events and claims"), (read_plover, "json: plover"),
    (read_maps, "geopandas: gpkg and geojson"), (read_hxl, "libhxl: hxl"),
    (read_annotations, "PyLD, rdflib: webannotation"), (read_provenance, "PyLD, rdflib: prov"),
    (read_explanations, "json: --explain"),
]:
    print(f"{words}: {reader()} read")
for failure in failures[:20]:
    print(f"FAILED: {failure}")
sys.exit(1 if failures else 0)
