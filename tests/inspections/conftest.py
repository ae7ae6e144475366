"""A small framework, markets and streets with holders, three inspectors, and a draw over them."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from chuangcheng.draws.actions import commit_draw, enter_entropy, run_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import FrameSpec, Item, Source, StratumSpec
from chuangcheng.duties.actions import assign_duty, hold_place
from chuangcheng.evidence.actions import store_file
from chuangcheng.frameworks.actions import import_edition, publish_edition
from chuangcheng.frameworks.queries import CheckPoint, Edition, check_points
from chuangcheng.frameworks.spreadsheet import preview_import
from chuangcheng.inspections.actions import Observed, open_round, plan_round, record_observations
from chuangcheng.inspections.models import Round, Visit
from chuangcheng.inspections.queries import stops
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.places.actions import define_site
from chuangcheng.places.queries import SiteType
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role
from tests.remembered import remembered
from tests.stories import City

INDICATORS = """code,parent_code,level,name_zh,methods,site_types,weight_if_known
C1,,item,公共环境,,,
C1.1,C1,content,街面环境,,,
C1.1.1,C1.1,standard,市场卫生整洁,实地考察,P12,
C1.1.2,C1.1,standard,车辆停放有序,实地考察,P01|P12,
C1.1.3,C1.1,standard,有年度计划,网上申报,,
"""
SITE_TYPES = """code,name_zh,typical_sample_size_if_known,check_standards_zh
P01,主次干道,4,车辆停放有序
P12,农贸市场,3,地面干净
"""
CHECK_POINT_COLUMNS = (
    "site_type_code,code,text_zh,standard_code,scoring,threshold,photo,does_not_count_zh,severity,example_faults_zh"
)
CHECK_POINTS = f"""{CHECK_POINT_COLUMNS}
P01,P01-01,车辆停放有序,C1.1.2,count,≤2辆,on_fail,划线停车位内不计,2,
P12,P12-01,地面无污水垃圾,C1.1.1,binary,,on_fail,正在清扫的不计,2,地面污水
P12,P12-02,公平秤在检定有效期,C1.1.1,binary,,always,,3,
P12,P12-03,违停车辆数,C1.1.2,count,≤2辆,none,,1,
"""
FILES = [
    ("framework.csv", INDICATORS.encode()),
    ("site-types.csv", SITE_TYPES.encode()),
    ("checkpoints.csv", CHECK_POINTS.encode()),
]
INSPECTORS = ("su_qing", "bai_lu", "gao_yuan")


@pytest.fixture
@remembered
def edition(city: City, at: datetime) -> Edition:
    """Published, with three check points for markets and one for streets; DW26 leads parking."""
    found = preview_import(FILES, code="city-2026", kind="city")
    office = city.actor("lin_yue")
    made = import_edition(
        by=office, at=at, code="city-2026", kind="city", year=2026, name_zh="样例", content=found.preview.content
    )
    publish_edition(by=SYSTEM, at=at, edition=made)
    parking = made.indicators.get(code="C1.1.2")
    assign_duty(by=SYSTEM, at=at, standard=parking, lead_unit=city.units["DW26"])
    return made


@pytest.fixture
@remembered
def sites(city: City, at: datetime, edition: Edition) -> dict[str, Any]:
    """Ten markets, the first eight held by the market bureau (DW35), and four streets that nobody holds."""
    types = {kind.code: kind for kind in SiteType.objects.all()}
    made = {}
    for code, name, count in (("P12", "市场", 10), ("P01", "路", 4)):
        for number in range(1, count + 1):
            site = made[f"{code}-{number:02}"] = define_site(
                by=SYSTEM,
                at=at,
                code=f"{code}-{number:02}",
                site_type=types[code],
                name_zh=f"第{number}{name}",
                area=city.areas["XG-XH-01"],
                longitude=98.28 + number / 1000,
                latitude=39.77,
            )
            if code == "P12" and number <= 8:
                hold_place(by=SYSTEM, at=at, unit=city.units["DW35"], place=site, starts_at=at)
    return made


@pytest.fixture
def inspectors(city: City, at: datetime) -> dict[str, Actor]:
    """Su Qing (DW35), Bai Lu (DW49), and Gao Yuan (DW05), who inspects too."""
    role = Role.objects.get(code="inspector")
    for key in ("gao_yuan", "lin_yue"):
        grant_role(by=SYSTEM, at=at, post=city.posts[key], role=role)
    return {key: city.actor(key) for key in (*INSPECTORS, "lin_yue")}


@pytest.fixture
@remembered
def draw(city: City, at: datetime, sites: dict[str, Any], inspectors: dict[str, Actor]) -> Draw:
    """Three of ten markets and two of four streets, run yesterday with values that two people read."""
    return drawn(city, at, sites)


def drawn(city: City, at: datetime, sites: dict[str, Any], *more: FrameSpec) -> Draw:
    """Three of ten markets, two of four streets, and what further frames choose."""
    before = at - timedelta(days=3)
    office = city.actor("lin_yue")

    def items(kind: str) -> tuple[Item, ...]:
        return tuple(Item(code, site.name_zh) for code, site in sites.items() if code.startswith(kind))

    posts = tuple(Item(city.posts[key].code, city.people[key].name) for key in (*INSPECTORS, "lin_yue"))
    made = commit_draw(
        by=office,
        at=before,
        name_zh="十一月实地考察",
        frames=[
            FrameSpec(
                "sites",
                "点位",
                "open",
                (
                    StratumSpec("P12", "农贸市场", items("P12"), count=3, reserve=2),
                    StratumSpec("P01", "主次干道", items("P01"), count=2, reserve=1),
                ),
            ),
            FrameSpec("inspectors", "督查员", "veiled", (StratumSpec("all", "督查员", posts),)),
            *more,
        ],
        sources=[Source("3d", "福彩3D", "numbers", "2026312 期", before + timedelta(hours=12))],
        fails_after=at + timedelta(days=40),
    )
    later = before + timedelta(days=1)
    for reader in (office, city.actor("gao_yuan")):
        enter_entropy(by=reader, at=later, draw=made, values={"3d": ["7", "2", "9"]})
    return run_draw(by=office, at=later, draw=made)


@pytest.fixture
@remembered
def planned(city: City, at: datetime, draw: Draw, edition: Edition) -> Round:
    """A round of today and the next ten days."""
    today: date = at.date()
    return plan_round(
        by=city.actor("lin_yue"),
        at=at,
        code="2026-11",
        name_zh="十一月实地考察",
        draw=draw,
        edition=edition,
        opens_on=today,
        closes_on=today + timedelta(days=10),
    )


@pytest.fixture
@remembered
def opened(city: City, at: datetime, planned: Round) -> Round:
    """The same round, open."""
    return open_round(by=city.actor("lin_yue"), at=at, round=planned)


def stop_of(opened: Round, kind: str = "P12", number: int = 0) -> Visit:
    """One of the round's stops of a site type, in order."""
    return [visit for visit in stops(opened).order_by("position") if visit.stratum_code == kind][number]


def inspector_of(city: City, visit: Visit, number: int = 0, at: datetime | None = None) -> Actor:
    """One of those who inspect at a stop."""
    post = visit.inspectors.filter(left_at=None).order_by("position")[number].post
    return city.actor(next(key for key, own in city.posts.items() if own.pk == post.pk), at)


def photo(at: datetime, colour: str = "grey") -> Any:
    """A stored picture."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    content.seek(0)
    return store_file(by=SYSTEM, at=at, name=f"{colour}.jpg", content=content)


def points(visit: Visit) -> dict[str, CheckPoint]:
    """The stop's check points by code."""
    return {point.code: point for point in check_points(visit.edition, visit.site.site_type)}


def record_all(by: Actor, at: datetime, visit: Visit, **verdicts: str) -> None:
    """Every check point met, but those named (`P12_01="fail"`); with numbers and photos as asked."""
    answers = []
    for code, point in points(visit).items():
        verdict = verdicts.get(code.replace("-", "_"), "pass")
        wanted = point.photo == "always" or (point.photo == "on_fail" and verdict == "fail")
        answers.append(
            Observed(
                point,
                verdict,
                number=1 if point.kind == "count" else None,  # type: ignore[arg-type]
                photos=[photo(at, "red")] if wanted else (),
            )
        )
    record_observations(by=by, at=at, visit=visit, observations=answers)
