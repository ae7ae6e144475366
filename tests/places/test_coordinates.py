"""Datums: published vectors, the way back, and a real boundary in both datums."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.places.rules import coordinates as datum
from chuangcheng.places.rules.geometry import distance_m, sound_boundary

VECTOR_FILE = Path(__file__).parent / "conversion_vectors.csv"
VECTORS = list(csv.DictReader(VECTOR_FILE.read_text(encoding="utf-8").splitlines()))
WAYS = {
    ("wgs84", "gcj02"): datum.wgs84_to_gcj02,
    ("gcj02", "bd09"): datum.gcj02_to_bd09,
    ("bd09", "gcj02"): datum.bd09_to_gcj02,
    ("gcj02", "wgs84(one-step approx)"): datum.gcj02_to_wgs84,
}
china = st.tuples(st.floats(74.0, 134.0), st.floats(18.0, 53.0))


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['from']}-{row['to']}-{row['lon_in']}")
def test_published_vectors(row):
    """Published one-step inverses are themselves approximations: ours lies within their known error."""
    lon, lat = WAYS[row["from"], row["to"]](float(row["lon_in"]), float(row["lat_in"]))
    allowed_m = {"wgs84": 0.05, "gcj02": 0.05, "bd09": 0.5}[row["from"]] if "one-step" not in row["to"] else 3.0
    assert distance_m(float(lon), float(lat), float(row["lon_out"]), float(row["lat_out"])) < allowed_m


@given(china, st.sampled_from(datum.DATUMS))
def test_there_and_back_is_the_same_place(point, name):
    back = datum.to_wgs84(*datum.from_wgs84(*point, name), name)
    assert distance_m(*point, *back) < 0.001


def test_outside_china_nothing_is_shifted():
    assert datum.from_wgs84(2.35, 48.85, "gcj02") == (2.35, 48.85)
    assert datum.to_wgs84(2.35, 48.85, "gcj02") == (2.35, 48.85)


def test_an_unknown_datum_is_an_error():
    with pytest.raises(ValueError):
        datum.to_wgs84(116.4, 39.9, "mars")


def test_the_boundary_of_jiayuguan_agrees_in_both_datums(shared):
    def boundary(name, given_in):
        collection = json.loads((shared / "data" / "geo" / f"jiayuguan-boundary-{name}.geojson").read_text())
        return sound_boundary(collection["features"][0]["geometry"], given_in)

    ours, theirs = boundary("gcj02", "gcj02"), boundary("wgs84", "wgs84")
    assert ours["type"] == theirs["type"] == "MultiPolygon"
    a, b = np.array(ours["coordinates"][0][0]), np.array(theirs["coordinates"][0][0])
    assert a.shape == b.shape
    assert max(distance_m(*p, *q) for p, q in zip(a, b, strict=True)) < 1.0
