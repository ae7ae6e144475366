"""First the ground: areas, streets, facilities and sites of the sample city, through the product's own actions."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import (
    define_area,
    define_facility_kind,
    define_site_type,
    import_facilities,
    import_segments,
    import_sites,
)
from chuangcheng.places.queries import Area, Facility, FacilityKind, Segment, Site, SiteType
from chuangcheng.sample import english, geography
from chuangcheng.sample.invented import KINDS, OUTSIDE, place_names
from chuangcheng.sample.sizes import Size

DATA = Path(__file__).parent / "data"
SEED = 20171125
SOURCE = "样例数据"


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of the package's sample tables."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def areas(at: datetime) -> dict[str, Area]:
    """City, sub-districts and towns, communities, grid cells; by code."""
    made: dict[str, Area] = {}
    for ground in geography.grounds():
        made[ground.code] = define_area(
            by=SYSTEM,
            at=at,
            code=ground.code,
            level=ground.level,
            name_zh=ground.name_zh,
            name_en=ground.name_en,
            parent=made.get(ground.parent),
            boundary=geography.geojson(ground.shape),
        )
    return made


def name_site_types(at: datetime) -> None:
    """English names for the kinds of site that the framework's import has made."""
    for kind in SiteType.objects.filter(code__in=english.SITE_TYPES).order_by("code"):
        define_site_type(by=SYSTEM, at=at, code=kind.code, name_zh=kind.name_zh, name_en=english.SITE_TYPES[kind.code])


def segments(at: datetime) -> None:
    """The 83 adopted segments on the drawn grid."""
    random = Random(SEED)
    rows = []
    for row in table("segments"):
        length = int(row["length_m"])
        line = geography.segment_line(row["street_zh"], row["from_zh"], row["to_zh"], length, random)
        rows.append(
            {
                "code": row["code"],
                "street_zh": row["street_zh"],
                "from_zh": row["from_zh"],
                "to_zh": row["to_zh"],
                "name_en": english.segment_name(row["street_zh"], row["from_zh"], row["to_zh"]),
                "length_m": length,
                "road_class": row["class"],
                "line": line,
            }
        )
    import_segments(by=SYSTEM, at=at, rows=rows, source=SOURCE)


def facility_kinds(at: datetime) -> dict[str, FacilityKind]:
    """The kinds of facility with the attributes of their equipment; by code."""
    attributes: dict[str, list[dict[str, Any]]] = {}
    names: dict[str, tuple[str, str]] = {}
    for row in table("facilities-attributes"):
        names[row["kind_code"]] = (row["kind_zh"], row["kind_en"])
        attributes.setdefault(row["kind_code"], []).append(
            {
                "code": row["attribute_code"],
                "name_zh": row["attribute_zh"],
                "type": row["type"],
                "unit": row["unit"],
                "choices": [c for c in row["choices_zh"].split("|") if c],
            }
        )
    return {
        code: define_facility_kind(
            by=SYSTEM, at=at, code=code, name_zh=name_zh, name_en=name_en, attributes=attributes[code]
        )
        for code, (name_zh, name_en) in names.items()
    }


def _equipment(kind: FacilityKind, random: Random) -> dict[str, Any]:
    """Plausible equipment: whatever the kind's attributes ask for."""
    filled: dict[str, Any] = {}
    for attribute in kind.attributes:
        if attribute["type"] == "int":
            filled[attribute["code"]] = random.randrange(1, 9)
        elif attribute["type"] == "decimal":
            filled[attribute["code"]] = f"{random.uniform(1, 60):.1f}"
        elif attribute["type"] == "bool":
            filled[attribute["code"]] = random.random() < 0.8
        elif attribute["type"] == "choice":
            filled[attribute["code"]] = random.choice(attribute["choices"])
    return filled


def toilets(kind: FacilityKind, at: datetime, count: int) -> None:
    """The public toilets, most in the grid, some in the towns; each with equipment and condition."""
    random = Random(SEED + 1)
    shapes = {ground.code: ground.shape for ground in geography.grounds() if ground.level == "subdistrict"}
    codes = [*["XGXG"] * 4, *["XGGC"] * 4, "XGXC", "XGYQ", "XGWS"]
    rows = []
    for number in range(1, count + 1):
        address = geography.invented_address(random)
        longitude, latitude = geography.point_in(shapes[random.choice(codes)], random)
        rows.append(
            {
                "code": f"GC{number:04d}",
                "kind": kind,
                "name_zh": f"{address.split('路')[0].split('道')[0]}{number:04d}号公共卫生间",
                "address_zh": address,
                "longitude": longitude,
                "latitude": latitude,
                "equipment": _equipment(kind, random),
                "hours_zh": random.choice(["全天开放", "06:00—22:00", "07:00—21:00"]),
                "condition": random.choices(["good", "fair", "poor", "out_of_use"], [70, 22, 7, 1])[0],
                "condition_on": date(at.year, at.month, 1),
                "condition_source": SOURCE,
            }
        )
    for start in range(0, len(rows), 250):
        import_facilities(by=SYSTEM, at=at, rows=rows[start : start + 250], source=SOURCE)


def site_rows(size: Size) -> Iterator[dict[str, Any]]:
    """Sites over the site types: streets, crossings, toilets, and invented places."""
    random = Random(SEED + 2)
    types = {one.code: one for one in SiteType.objects.all()}
    shapes = {ground.code: ground.shape for ground in geography.grounds() if ground.level == "subdistrict"}
    yield from _street_sites(types)
    for number, (name, (longitude, latitude)) in enumerate(geography.crossings(), start=1):
        yield {
            "code": f"P04-{number:03d}",
            "site_type": types["P04"],
            "name_zh": name,
            "name_en": english.crossing_name(name),
            "longitude": longitude,
            "latitude": latitude,
        }
    chosen = random.sample(list(Facility.objects.filter(kind__code="FK01").order_by("code")), size.toilet_sites)
    for number, toilet in enumerate(sorted(chosen, key=lambda one: one.code), start=1):
        yield {
            "code": f"P33-{number:03d}",
            "site_type": types["P33"],
            "name_zh": toilet.name_zh,
            "facility": toilet,
            "area": None,
        }
    for code, (count, suffix) in KINDS.items():
        count = -(-count // size.places_divisor)
        for number, name in enumerate(place_names(suffix, count, random), start=1):
            near = random.choice(["XGXC", "XGYQ", "XGWS"] if code in OUTSIDE else ["XGXG", "XGGC"])
            longitude, latitude = geography.point_in(shapes[near], random)
            yield {
                "code": f"{code}-{number:03d}",
                "site_type": types[code],
                "name_zh": name,
                "address_zh": geography.invented_address(random),
                "longitude": longitude,
                "latitude": latitude,
                "opens_at": time(8, 30),
                "closes_at": time(18, 0),
            }


def _street_sites(types: dict[str, SiteType]) -> Iterator[dict[str, Any]]:
    """Every adopted segment is a site of its class: main road, shopping street or lane."""
    kinds = {"主干道": "P01", "次干道": "P01", "商业大街": "P02", "背街小巷": "P03"}
    for segment in Segment.objects.order_by("code"):
        code = kinds[segment.road_class]
        middle = segment.line["coordinates"] if segment.line else [[0, 0], [0, 0]]
        longitude = (middle[0][0] + middle[-1][0]) / 2
        latitude = (middle[0][1] + middle[-1][1]) / 2
        yield {
            "code": f"{code}-{segment.code}",
            "site_type": types[code],
            "name_zh": segment.name_zh,
            "name_en": segment.name_en,
            "segment": segment,
            "longitude": longitude,
            "latitude": latitude,
        }


def sites(at: datetime, size: Size) -> None:
    """All sites, in four acts."""
    rows = list(site_rows(size))
    for start in range(0, len(rows), 300):
        import_sites(by=SYSTEM, at=at, rows=rows[start : start + 300], source=SOURCE)


def is_laid() -> bool:
    """True once the ground is whole: a second run leaves it alone."""
    return Site.objects.exists()
