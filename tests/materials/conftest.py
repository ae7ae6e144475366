"""What the campaign office asks of the Transport Bureau on paper, and who reviews and rates it."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from PIL import Image

from chuangcheng.accounts.actions import register_person
from chuangcheng.duties.actions import assign_duty
from chuangcheng.evidence.actions import store_file
from chuangcheng.frameworks.actions import define_cycle, publish_edition, put_cycle_in_force
from chuangcheng.frameworks.queries import standard_by_code
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.materials.actions import accept_document, define_demand, hand_in_document, submit_document
from chuangcheng.materials.models import Demand, Document
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.models import Role
from tests.frameworks.conftest import SITE_TYPES, make_edition  # noqa: F401
from tests.remembered import remembered
from tests.stories import City

INDICATORS = """code,parent_code,level,name_zh,methods,site_types,weight_if_known
C1,,item,公共环境,,,60
C1.1,C1,content,街面环境,,,
C1.1.1,C1.1,standard,公交站点设施完好,网上申报,,
C1.1.2,C1.1,standard,公厕改造到位,网上申报,,
C2,,item,长效机制,,,40
C2.1,C2,content,组织领导,,,
C2.1.1,C2.1,standard,有年度计划和总结,网上申报|部门数据,,
C2.1.2,C2.1,standard,路面平整见本色,实地考察,P01,
"""
REVIEWERS = (("yan_qing", "严清", "DW49"), ("tao_ran", "陶然", "DW35"))
WINDOW_ENDS, DUE = date(2026, 11, 30), date(2026, 12, 5)


def picture(colour: str = "steelblue") -> bytes:
    """A small picture of one colour."""
    content = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(content, "JPEG")
    return content.getvalue()


def pdf(words: str = "plan") -> bytes:
    """A PDF of no page, different for different words."""
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Lang(" + words.encode() + b")>>endobj\nstartxref\n9\n%%EOF\n"


@dataclass
class Paper:
    """The small city with what its papers need. `paper.by("ma_jun")` acts."""

    city: City
    at: datetime

    def by(self, key: str) -> Actor:
        return self.city.actor(key)

    def standard(self, code: str) -> Any:
        found = standard_by_code(code, self.at)
        assert found is not None
        return found

    def stored(self, content: bytes, name: str = "file.pdf", key: str = "ma_jun") -> Any:
        return store_file(by=self.by(key), at=self.at, name=name, content=io.BytesIO(content))

    def asked(self, code: str = "C1.1.1", kind: str = "photo", **more: Any) -> Demand:
        given: dict[str, Any] = {
            "title_zh": "站点实景照片",
            "caption": ["time", "place", "theme"],
            "window_ends_on": WINDOW_ENDS,
            "due_on": DUE,
        }
        given |= more
        return define_demand(by=self.by("lin_yue"), at=self.at, standard=self.standard(code), kind=kind, **given)

    def handed_in(self, demands: Sequence[Demand], *, colour: str = "steelblue", **more: Any) -> Document:
        given: dict[str, Any] = {
            "kind": "photo",
            "title_zh": "新华南路站台改造",
            "thing_on": date(2026, 9, 1),
            "place_zh": "新华南路公交站",
            "theme_zh": "站台改造后",
            "persons_zh": "王某某",
            "unit": self.city.units["DW26"],
        }
        given |= more
        files = given.pop("files", None) or [self.stored(picture(colour), "站台.jpg")]
        return hand_in_document(by=self.by("ma_jun"), at=self.at, demands=demands, files=files, **given)

    def accepted(self, demands: Sequence[Demand], by: str = "yan_qing", **more: Any) -> Document:
        made = self.handed_in(demands, **more)
        submit_document(by=self.by("ma_jun"), at=self.at, document=made)
        return accept_document(by=self.by(by), at=self.at, document=made)


@pytest.fixture
@remembered
def paper(city: City, at: datetime, make_edition: Callable[..., Any]) -> Paper:  # noqa: F811
    """The framework in force, the Transport Bureau in the lead, two reviewers from other units."""
    lin_yue = city.actor("lin_yue")
    files = [("framework.csv", INDICATORS.encode()), ("site-types.csv", SITE_TYPES.encode())]
    edition = make_edition(files=files)
    publish_edition(by=lin_yue, at=at, edition=edition)
    weights = {"material": 40, "field": 40, "questionnaire": 20}
    cycle = define_cycle(
        by=lin_yue,
        at=at,
        code="2024-2026",
        name_zh="第七届",
        first_year=2024,
        city_edition=edition,
        method_weights=weights,
        year_weights=[15, 25, 60],
    )
    put_cycle_in_force(by=lin_yue, at=at, cycle=cycle)
    made = Paper(city, at)
    for code in ("C1.1.1", "C1.1.2", "C2.1.1"):
        assign_duty(by=lin_yue, at=at, standard=made.standard(code), lead_unit=city.units["DW26"])
    role = Role.objects.get(code="reviewer")
    for key, name, unit in REVIEWERS:
        post = define_post(by=SYSTEM, at=at, unit=city.units[unit], code=f"{unit}-{key}", name_zh="材料审核岗")
        city.posts[key] = post
        person = register_person(by=SYSTEM, at=at, username=key.replace("_", "."), name=name)
        city.people[key] = person
        appoint_person(by=SYSTEM, at=at, post=post, person=person)
        grant_role(by=SYSTEM, at=at, post=post, role=role)
    return made
