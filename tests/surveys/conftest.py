"""A survey of residents in the small city: six communities, their household lists, interviewers."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chuangcheng.accounts.actions import register_person
from chuangcheng.draws.actions import enter_entropy, run_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import Source
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_area
from chuangcheng.surveys.actions import (
    add_sample,
    assign_interviewer,
    commit_communities,
    commit_households,
    define_form,
    edit_form,
    import_households,
    make_tokens,
    open_survey,
    plan_survey,
    publish_form,
    take_communities,
    take_households,
)
from chuangcheng.surveys.models import Form, Sample, Survey
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.queries import Role
from tests.inspections.conftest import edition
from tests.remembered import remembered
from tests.stories import City
from tests.surveys.forms import RESIDENTS

__all__ = ["edition"]

STANDARDS = {"1.1.1": "C1.1.1", "1.1.2": "C1.1.2"}
FORM = [{**one, "standard": STANDARDS.get(one.get("standard", ""), "")} for one in RESIDENTS]


@pytest.fixture
@remembered
def asking(city: City, at: datetime) -> City:
    """Four more communities, and two people of the civilisation office who interview: Tang Yu and Jiang Nan."""
    for district, street in (("XG", "XG-XH"), ("GC", "GC-WJ")):
        for number in range(2, 5):
            code = f"{street}-{number:02}"
            city.areas[code] = define_area(
                by=SYSTEM,
                at=at,
                code=code,
                name_zh=f"{district}第{number}社区",
                level="community",
                parent=city.areas[street],
            )
    role = Role.objects.get(code="interviewer")
    for key, name in (("tang_yu", "唐雨"), ("jiang_nan", "江南")):
        post = define_post(by=SYSTEM, at=at, unit=city.units["DW05"], code=f"DW05-{key}", name_zh="访问员")
        city.posts[key] = post
        person = register_person(by=SYSTEM, at=at, username=key.replace("_", "."), name=name)
        city.people[key] = person
        appoint_person(by=SYSTEM, at=at, post=post, person=person)
        grant_role(by=SYSTEM, at=at, post=post, role=role)
    return city


@pytest.fixture
@remembered
def form(asking: City, at: datetime, edition: Any) -> Form:
    """The residents' form, published."""
    office = asking.actor("lin_yue")
    made = define_form(by=office, at=at, code="JM", name_zh="居民问卷", group="residents", edition=edition)
    edit_form(by=office, at=at, form=made, questions=FORM)
    return publish_form(by=office, at=at, form=made)


@pytest.fixture
@remembered
def survey(asking: City, at: datetime, edition: Any) -> Survey:
    """Planned for this week."""
    dates = {"opens_on": date(2026, 11, 24), "closes_on": date(2026, 11, 30)}
    return plan_survey(
        by=asking.actor("lin_yue"), at=at, code="WJ-2026-11", name_zh="十一月问卷调查", edition=edition, **dates
    )


def sources(at: datetime) -> list[Source]:
    """A lottery of tomorrow."""
    return [Source("lottery", "双色球", "numbers", "中国福彩网", at + timedelta(days=1))]


def run(city: City, draw: Draw, at: datetime) -> Draw:
    """Two people read the values the day after; the draw runs."""
    later = at + timedelta(days=1, hours=1)
    for key in ("lin_yue", "gao_yuan"):
        enter_entropy(by=city.actor(key), at=later, draw=draw, values={"lottery": ["7", "13", "22", "31"]})
    return run_draw(by=city.actor("lin_yue"), at=later, draw=draw)


def lists(count: int) -> list[str]:
    """Addresses of a community."""
    return [f"{1 + number // 20}栋{1 + number // 10 % 2}单元{number % 10 + 101}室" for number in range(count)]


@pytest.fixture
@remembered
def households(asking: City, at: datetime, survey: Survey, form: Form) -> Sample:
    """Four of six communities, six of forty addresses in each with four in reserve; everybody's is Tang Yu."""
    office = asking.actor("lin_yue")
    before = at - timedelta(days=6)
    sample = add_sample(
        by=office,
        at=before,
        survey=survey,
        name_zh="入户",
        form=form,
        kind="households",
        households_each=6,
        reserve_each=4,
    )
    areas = [area for code, area in asking.areas.items() if area.level == "community"]
    fails = {"fails_after": at + timedelta(days=60)}
    draw = commit_communities(
        by=office, at=before, sample=sample, areas=areas, count=4, sources=sources(before), **fails
    )
    run(asking, draw, before)
    for cluster in take_communities(by=office, at=before + timedelta(days=2), sample=sample):
        import_households(by=office, at=before + timedelta(days=2), cluster=cluster, addresses=lists(40))
        assign_interviewer(by=office, at=before + timedelta(days=2), cluster=cluster, post=asking.posts["tang_yu"])
    second = before + timedelta(days=2)
    draw = commit_households(by=office, at=second, sample=sample, sources=sources(second), **fails)
    run(asking, draw, second)
    take_households(by=office, at=second + timedelta(days=2), sample=sample)
    sample.refresh_from_db()
    return sample


@pytest.fixture
@remembered
def links(asking: City, at: datetime, survey: Survey, form: Form) -> tuple[Sample, list[str]]:
    """Thirty links for one answer each; the survey is open."""
    office = asking.actor("lin_yue")
    sample = add_sample(by=office, at=at, survey=survey, name_zh="扫码作答", form=form, kind="links")
    tokens = make_tokens(by=office, at=at, sample=sample, count=30)
    open_survey(by=office, at=at, survey=survey)
    sample.survey.refresh_from_db()
    return sample, tokens


@pytest.fixture
def answers() -> Callable[..., dict[str, Any]]:
    """What a resident says; differs by number."""

    def say(number: int, **more: Any) -> dict[str, Any]:
        clean = ("very", "fairly", "not", "fairly")[number % 4]
        said: dict[str, Any] = {"Q1": "male" if number % 3 else "female", "Q2": clean, "Q4": 4 + number % 7}
        if clean == "not":
            said["Q3"] = ["waste"]
        return said | more

    return say
