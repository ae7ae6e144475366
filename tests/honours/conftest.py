"""The small city with two programmes, enough officers for every second pair of eyes, and three jurors."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from chuangcheng.evidence.actions import store_file
from chuangcheng.honours import actions, queries
from chuangcheng.honours.actions import Subject
from chuangcheng.honours.jobs import take_decision
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.proceedings.actions import decide_proceeding, give_notice, review_proceeding
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role

PERSONS: dict[str, Any] = {
    "kind": "person",
    "classes": ["助人为乐", "敬业奉献"],
    "criteria": [
        {"code": "C1", "text_zh": "事迹真实感人", "weight": 3},
        {"code": "C2", "text_zh": "群众公认", "weight": 1},
    ],
    "quota": 2,
    "term_months": 12,
    "notice_days": 5,
    "jury_size": 3,
    "public_vote": True,
    "checks": [{"unit": "DW35", "matter_zh": "信用核查", "working_days": 3}],
}
UNITS = {
    **PERSONS,
    "kind": "unit",
    "classes": ["机关", "企业"],
    "public_vote": False,
    "site_review": True,
    "is_renewable": True,
}
JURORS = ("su_qing", "bai_lu", "xu_lan")
NAME = "欧阳青禾"


@dataclass
class Stage:
    """`stage.actor("lin_yue")`, and short ways through a season."""

    city: Any
    at: datetime
    programmes: dict[str, Any] = field(default_factory=dict)

    def actor(self, key: str) -> Any:
        return self.city.actor(key)

    def season(self, code: str = "H01", name: str = "2026年11月") -> Any:
        programme = self.programmes[code]
        return actions.open_season(by=self.actor("lin_yue"), at=self.at, programme=programme, name_zh=name)

    def nominated(self, season: Any, by: str = "lin_yue", name: str = NAME, **more: Any) -> Any:
        files, text = more.pop("files", ()), more.pop("text", "二十年义务照料邻居老人。")
        given = {"honour_class": season.rules.classes[0], "headline_zh": "照料邻居二十年", **more}
        subject = Subject(name, **given)
        return actions.nominate(by=self.actor(by), at=self.at, season=season, subject=subject, text=text, files=files)

    def candidate(self, season: Any, *, consents: bool = True, admits: str = "gao_yuan", **more: Any) -> Any:
        found = self.nominated(season, **more)
        actions.admit_nomination(by=self.actor(admits), at=self.at, nomination=found)
        if season.is_personal and consents:
            actions.record_consent(
                by=self.actor("lin_yue"), at=self.at, nomination=found, is_given=True, name=NAME, is_guardian=True
            )
        return found

    def checked(self, nomination: Any, result: str = "clear") -> None:
        for check in actions.ask_checks(by=self.actor("lin_yue"), at=self.at, nomination=nomination):
            actions.answer_check(by=self.actor("luo_jia"), at=self.at, check=check, result=result, reason="无不良记录")

    def judged(self, season: Any, marks: dict[str, int] | None = None) -> Any:
        """Jury appointed, every candidate marked by all three, record written."""
        if season.state == "nominating":
            actions.close_nominations(by=self.actor("lin_yue"), at=self.at, season=season)
        for key in JURORS:
            actions.appoint_juror(by=self.actor("lin_yue"), at=self.at, season=season, person=self.city.people[key])
        for number, one in enumerate(season.nominations.filter(state="candidate").select_related("season")):
            for key in JURORS:
                points = marks or {"C1": 8 - number, "C2": 6}
                actions.give_marks(by=self.actor(key), at=self.at, nomination=one, points=points)
        return actions.conclude_deliberation(by=self.actor("lin_yue"), at=self.at, season=season)

    def noticed(self, nomination: Any, at: datetime) -> Any:
        """Put forward by one, reviewed by another, on notice."""
        nomination.refresh_from_db()
        row = actions.propose_award(by=self.actor("lin_yue"), at=at, nomination=nomination, text="评委会排名第一")
        review_proceeding(by=self.actor("gao_yuan"), at=at, proceeding=row, text="材料属实")
        return give_notice(by=self.actor("gao_yuan"), at=at, proceeding=row, text="予以公示")

    def decided(self, row: Any, at: datetime, outcome: str = "awarded") -> Any:
        decide_proceeding(by=self.actor("deng_hai"), at=at, proceeding=row, outcome=outcome, text="公示无异议")
        take_decision.call(proceeding_id=row.pk)
        return queries.Award.objects.filter(proceeding=row).first()

    def awarded(self, code: str = "H01", **more: Any) -> Any:
        """All the way: an honour, given eight days after the notice."""
        season = self.season(code)
        found = self.candidate(season, **more)
        self.checked(found)
        if season.rules.site_review:
            actions.review_site(
                by=self.actor("gao_yuan"),
                at=self.at,
                nomination=found,
                visited_on=self.at.date(),
                reason="该单位没有登记点位",
                passes=True,
                text="窗口整洁，制度上墙。",
            )
        self.judged(season)
        return self.decided(self.noticed(found, self.at), self.at + timedelta(days=8))


def picture(at: datetime, colour: str = "teal") -> Any:
    content = BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    content.seek(0)
    return store_file(by=SYSTEM, at=at, name="picture.jpg", content=content)


@pytest.fixture
def stage(city: Any, at: datetime) -> Stage:
    """高原, 邓海 and 何平 do what the office does; 苏晴, 白露 and 许兰 may judge."""
    roles = {role.code: role for role in Role.objects.all()}
    for key in ("gao_yuan", "deng_hai", "he_ping"):
        grant_role(by=SYSTEM, at=at, post=city.posts[key], role=roles["campaign_office"])
    for key in JURORS:
        grant_role(by=SYSTEM, at=at, post=city.posts[key], role=roles["juror"])
    made = Stage(city, at)
    for code, name, terms in (("H01", "身边好人", PERSONS), ("H06", "文明单位", UNITS)):
        made.programmes[code] = actions.define_programme(
            by=made.actor("lin_yue"), at=at, code=code, name_zh=name, cycle="yearly", terms=terms
        )
    return made
