"""A round over the reconstructed framework as it is shared: every kind of site can be visited to the end."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from chuangcheng.draws.actions import commit_draw, enter_entropy, run_draw
from chuangcheng.draws.rules import FrameSpec, Source, StratumSpec
from chuangcheng.frameworks.actions import import_edition, publish_edition
from chuangcheng.frameworks.spreadsheet import preview_import
from chuangcheng.inspections.actions import Observed, finish_visit, open_round, plan_round, record_observations
from chuangcheng.inspections.models import Visit
from chuangcheng.inspections.queries import cells, checklist, inspector_pool, site_pools, stops
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_site
from chuangcheng.places.queries import SiteType
from tests.inspections.conftest import inspector_of, photo
from tests.stories import City

TABLES = ("data/frameworks/site-types.csv", "data/sample/checkpoints.csv")


@pytest.fixture
def editions(city: City, at: datetime, shared: Path) -> dict[str, Any]:
    """City and minors, published."""
    made = {}
    for kind in ("city", "minors"):
        paths = [shared / f"data/frameworks/framework-{kind}.csv", *(shared / table for table in TABLES)]
        found = preview_import([(path.name, path.read_bytes()) for path in paths], code=kind, kind=kind)
        made[kind] = import_edition(
            by=SYSTEM, at=at, code=kind, kind=kind, year=2026, name_zh=kind, content=found.preview.content
        )
        publish_edition(by=SYSTEM, at=at, edition=made[kind])
    return made


def test_every_kind_of_site_can_be_visited(city: City, at: datetime, editions: dict[str, Any], inspectors: Any) -> None:
    for kind in SiteType.objects.all():
        for number in (1, 2):
            define_site(
                by=SYSTEM,
                at=at,
                code=f"{kind.code}-{number}",
                site_type=kind,
                name_zh=f"{kind.name_zh}{number}",
                area=city.areas["XG-XH-01"],
            )
    pools = site_pools(list(SiteType.objects.values_list("pk", flat=True)), "subdistrict")
    assert len(pools) == SiteType.objects.count() >= 50
    office, before = city.actor("lin_yue"), at - timedelta(days=2)
    draw = commit_draw(
        by=office,
        at=before,
        name_zh="样例",
        frames=[
            FrameSpec("sites", "点位", "open", tuple(StratumSpec(p.code, p.name_zh, p.items, 1, 1) for p in pools)),
            FrameSpec(
                "inspectors",
                "督查员",
                "veiled",
                (StratumSpec("all", "督查员", tuple(one.item for one in inspector_pool(at))),),
            ),
        ],
        sources=[Source("3d", "福彩3D", "numbers", "2026312 期", before + timedelta(hours=1))],
        fails_after=at + timedelta(days=30),
    )
    for key in ("lin_yue", "gao_yuan"):
        enter_entropy(by=city.actor(key), at=at, draw=draw, values={"3d": ["1", "2", "3"]})
    run_draw(by=office, at=at, draw=draw)
    dates = {"opens_on": at.date(), "closes_on": at.date()}
    planned = plan_round(
        by=office, at=at, code="R", name_zh="轮", draw=draw, edition=editions["city"],
        minors_edition=editions["minors"], **dates,
    )  # fmt: skip
    open_round(by=office, at=at, round=planned)
    picture = photo(at)
    for visit in stops(planned):
        _visit(city, at, visit, picture)
    standards = {cell.standard_id for cell in cells()}
    asked = {point.standard_id for one in editions.values() for point in one.check_points.all()} - {None}
    assert asked <= standards
    assert all(cell.observed == cell.passed for cell in cells())


def _visit(city: City, at: datetime, visit: Visit, picture: Any) -> None:
    """Everything met, with what each check point asks for; no check point is asked twice."""
    lines = checklist(visit)
    assert lines
    codes = [line.check_point.code for line in lines]
    assert len(codes) == len(set(codes))
    by = inspector_of(city, visit)
    answers = [
        Observed(
            line.check_point,
            "pass",
            number=Decimal(1) if line.is_counted else None,
            photos=[picture] if line.photo_rule == "always" else (),
        )
        for line in lines
    ]
    record_observations(by=by, at=at, visit=visit, observations=answers)
    finish_visit(by=by, at=at, visit=visit)
