"""A published framework and an adopted street in the small city."""

from typing import Any

import pytest

from chuangcheng.frameworks.actions import define_cycle, publish_edition, put_cycle_in_force
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_segment, define_site
from chuangcheng.places.queries import SiteType
from tests.frameworks.conftest import make_edition, sample_files  # noqa: F401
from tests.remembered import remembered


@pytest.fixture
@remembered
def edition(make_edition: Any, city: Any, at: Any) -> Any:  # noqa: F811
    """The small framework, published and in force."""
    made = make_edition()
    publish_edition(by=city.actor("lin_yue"), at=at, edition=made)
    cycle = define_cycle(
        by=city.actor("lin_yue"),
        at=at,
        code="2024-2026",
        name_zh="第七届",
        first_year=2024,
        city_edition=made,
        method_weights={"material": 40, "field": 40, "questionnaire": 20},
        year_weights=[15, 25, 60],
    )
    put_cycle_in_force(by=city.actor("lin_yue"), at=at, cycle=cycle)
    return made


@pytest.fixture
@remembered
def street(city: Any, at: Any) -> Any:
    """Xinhua South Road between two crossings."""
    return define_segment(
        by=SYSTEM,
        at=at,
        code="LD12",
        street_zh="新华南路",
        from_zh="胜利路",
        to_zh="玉泉路",
        area=city.areas["XG-XH-01"],
    )


@pytest.fixture
@remembered
def site(city: Any, at: Any, street: Any, edition: Any) -> Any:
    """A main street site on that segment."""
    return define_site(
        by=SYSTEM,
        at=at,
        code="S001",
        name_zh="新华南路东口",
        site_type=SiteType.objects.get(code="P01"),
        area=city.areas["XG-XH-01"],
        segment=street,
    )
