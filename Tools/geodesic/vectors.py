#!/usr/bin/env python3
"""Writes Tests/ConstatPlacesTests/Vectors/geodesics.tsv: geodesics of WGS 84 to test our own code against.

    python3 -m pip install --requirement Tools/geodesic/requirements.txt
    python3 Tools/geodesic/vectors.py >Tests/ConstatPlacesTests/Vectors/geodesics.tsv

The rows "published" are the test cases that C. F. F. Karney ships with geographiclib (MIT licence; a selection of his
GeodTest.dat, doi 10.5281/zenodo.32156, and the cases that once failed elsewhere); all others are computed by it, from a
fixed seed. One row a geodesic: kind, latitude, longitude and bearing of the first point, the same of the second,
metres. Where several ways are equally short, the bearings are left empty.
"""
import random

from geographiclib.geodesic import Geodesic
from geographiclib.test.test_geodesic import GeodesicTest

WGS84 = Geodesic.WGS84
ROUND = random.Random(2013)


def row(kind, *values):
    print("\t".join([kind] + ["" if value is None else repr(value) for value in values]))


def computed(kind, lat1, lon1, lat2, lon2, is_ambiguous=False):
    way = WGS84.Inverse(lat1, lon1, lat2, lon2)
    bearings = (None, None) if is_ambiguous else (way["azi1"], way["azi2"])
    row(kind, lat1, lon1, bearings[0], lat2, lon2, bearings[1], way["s12"])


def spread(reach):
    return ROUND.uniform(-reach, reach)


def main():
    for case in GeodesicTest.testcases:
        row("published", *case[:7])
    for lat, lon in [(0, 0), (35.95, 39), (-1.66, 29.22), (89.9, 10), (90, 0), (0, 180)]:
        computed("coincident", lat, lon, lat, lon, is_ambiguous=True)
    for _ in range(40):
        lat, lon = spread(75), spread(180)
        computed("short", lat, lon, lat + spread(0.5), lon + spread(0.5))
        computed("metres", lat, lon, lat + spread(0.0002), lon + spread(0.0002))
    for _ in range(40):
        computed("long", spread(90), spread(180), spread(90), spread(180))
        computed("date-line", spread(70), 180 - ROUND.uniform(0, 2), spread(70), -180 + ROUND.uniform(0, 2))
    for _ in range(20):
        lon = spread(180)
        computed("equatorial", 0, lon, 0, lon + spread(179))
        computed("meridian", spread(90), lon, spread(90), lon)
        computed("across-the-pole", ROUND.uniform(60, 90), lon, ROUND.uniform(60, 90), lon + 180)
        computed("from-the-pole", 90, 0, spread(90), spread(180))
        lat = spread(80)
        computed("same-parallel", lat, lon, lat, lon + spread(90))
    for _ in range(60):
        lat, lon = spread(80), spread(180)
        computed("near-antipodal", lat, lon, -lat + spread(1), lon + 180 + spread(1))
        computed("nearly-antipodal", lat, lon, -lat + spread(0.01), lon + 180 - ROUND.uniform(0, 0.1))
    for _ in range(20):
        lat = spread(80)
        computed("antipodal", lat, 0, -lat, 180, is_ambiguous=True)
        computed("equatorial-antipodal", 0, 0, 0, 180 - ROUND.uniform(0, 0.6), is_ambiguous=True)


main()
