"""Rubbish that keeps coming back on Xinhua South Road: cases of one category, each put right before the next."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.cases.actions import import_categories, open_case
from chuangcheng.cases.models import Case, Category
from chuangcheng.duties.actions import hold_place
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.queries import place_of
from chuangcheng.recurrences import jobs
from tests.cases.conftest import CATEGORIES
from tests.rechecks.conftest import (  # noqa: F401
    Closed,
    closed,
    edition,
    inspectors,
    segment,
    sites,
)
from tests.remembered import remembered
from tests.stories import City


@pytest.fixture
@remembered
def rubbish(city: City, at: datetime) -> Category:
    """暴露垃圾."""
    import_categories(by=SYSTEM, at=at, rows=CATEGORIES)
    return Category.objects.get(code="S0101")


@pytest.fixture
@remembered
def held(city: City, at: datetime, segment: Any) -> Any:  # noqa: F811
    """Xinhua South Road, held by the Transport Bureau since last year."""
    hold_place(by=SYSTEM, at=at, unit=city.units["DW26"], place=segment, starts_at=at - timedelta(days=400))
    return segment


@pytest.fixture
def twice(closed: Closed, held: Any, rubbish: Category) -> list[Case]:  # noqa: F811
    """Put right eighty and forty days ago."""
    return [closed(held, days=days, category=rubbish) for days in (80, 40)]


def found(place: Any, at: datetime, **more: Any) -> Case:
    """Somebody finds it again."""
    given = {"source": "hotline", "description": "垃圾又堆满了", "place": place_of(place), **more}
    return open_case(by=SYSTEM, at=at, **given)


def count(*cases: Case) -> None:
    """What the reactions enqueue, run at once."""
    for case in cases:
        jobs.count_fault.func(case_id=case.pk)
