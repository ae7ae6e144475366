"""Campaigns and teams: set up, changed, opened with a word on insurance, ended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.queries import Theme
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.queries import Area
from chuangcheng.units.queries import Post, Unit
from chuangcheng.volunteering.models import Campaign, ForgottenRule, Team, TeamKind
from chuangcheng.volunteering.rules import YOUNGEST
from chuangcheng.volunteering.workflow import CAMPAIGNS, check, moved

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,29}")


@dataclass(frozen=True, slots=True)
class CampaignData:
    """What a campaign is set up with; everything that differs from city to city."""

    name_zh: str
    theme: Theme
    name_en: str = ""
    contact: Post | None = None
    text_zh: str = ""
    pattern_zh: str = ""
    insurance_zh: str = ""
    skills: Sequence[str] = ()
    capacity: int = 20
    youngest: int = 18
    rest_minutes: int = 60
    most_minutes_a_day: int = 480
    forgotten_rule: str = ForgottenRule.NOTHING.value
    allows_print: bool = False

    def columns(self) -> dict[str, Any]:
        """As the row stores them. Refused `out_of_range`, `unknown_rule`."""
        if not 1 <= self.capacity <= 100_000:
            raise Refused("out_of_range", _("A shift is for 1 to 100,000 people."), field="capacity")
        if self.youngest < YOUNGEST:
            raise Refused("out_of_range", _("Nobody under eight may be asked for."), field="youngest")
        if self.most_minutes_a_day > 720:
            raise Refused("out_of_range", _("Twelve hours a day at most."), field="most_minutes_a_day")
        if self.forgotten_rule not in ForgottenRule.values:
            raise Refused("unknown_rule", _("This rule is not known."), field="forgotten_rule")
        given = {name: getattr(self, name) for name in self.__slots__}
        return {**given, "skills": [skill.strip() for skill in self.skills if skill.strip()]}


def define_campaign(*, by: Actor, at: datetime, code: str, unit: Unit, data: CampaignData) -> Campaign:
    """A draft of an organising unit. Refused: `missing`, `bad_code`, `code_taken`, and what the data says."""
    by.must("volunteering.define_campaign", unit_path=unit.path)
    code = code.strip()
    check(CAMPAIGNS, "volunteering.define_campaign", None, {"code": code, "name": data.name_zh.strip()})
    if not CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits and hyphens, 30 at most."), field="code")
    if Campaign.objects.filter(code=code).exists():
        raise Refused("code_taken", _("Another campaign has this code."), field="code")
    with act("volunteering.define_campaign", by=by, at=at, code=code) as record:
        made = Campaign.objects.create(code=code, unit=unit, made_at=at, **data.columns())
        record.on(made, unit=unit.code)
    return made


def edit_campaign(*, by: Actor, at: datetime, campaign: Campaign, data: CampaignData) -> Campaign:
    """Change it; shifts that are planned keep their own capacity."""
    by.must("volunteering.edit_campaign", unit_path=campaign.unit.path)
    move = check(CAMPAIGNS, "volunteering.edit_campaign", campaign, {})
    with act("volunteering.edit_campaign", by=by, at=at, on=campaign, code=campaign.code):
        moved(campaign, move, **data.columns())
    return campaign


def open_campaign(*, by: Actor, at: datetime, campaign: Campaign) -> Campaign:
    """From now on the public sees it. Refused `missing` without a word on insurance."""
    by.must("volunteering.open_campaign", unit_path=campaign.unit.path)
    move = check(CAMPAIGNS, "volunteering.open_campaign", campaign, {"insurance": campaign.insurance_zh})
    with act("volunteering.open_campaign", by=by, at=at, on=campaign, code=campaign.code):
        moved(campaign, move)
    return campaign


def end_campaign(*, by: Actor, at: datetime, campaign: Campaign, reason: str) -> Campaign:
    """No more sign-ups; records and hours stay."""
    by.must("volunteering.end_campaign", unit_path=campaign.unit.path)
    move = check(CAMPAIGNS, "volunteering.end_campaign", campaign, {"reason": reason.strip()})
    with act("volunteering.end_campaign", by=by, at=at, on=campaign, code=campaign.code, reason=reason.strip()):
        moved(campaign, move)
    return campaign


def define_team(
    *, by: Actor, at: datetime, code: str, name_zh: str, kind: str, unit: Unit, area: Area | None = None
) -> Team:
    """A team of an organisation, or a change of it by its code. Refused `missing`, `bad_code`, `unknown_kind`,
    `no_area` for a community's team without its area."""
    by.must("volunteering.define_team", unit_path=unit.path)
    code, name_zh = code.strip(), name_zh.strip()
    if not name_zh:
        raise Refused("missing", _("Please give a name."), field="name_zh")
    if not CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits and hyphens, 30 at most."), field="code")
    if kind not in TeamKind.values:
        raise Refused("unknown_kind", _("This kind of team is not known."), field="kind")
    if kind == TeamKind.COMMUNITY and area is None:
        raise Refused("no_area", _("Say of which community it is."), field="area")
    known = Team.objects.select_related("unit").filter(code=code).first()
    if known is not None:
        by.must("volunteering.define_team", unit_path=known.unit.path)
    with act("volunteering.define_team", by=by, at=at, code=code, name=name_zh) as record:
        made, _is_new = Team.objects.update_or_create(
            code=code, defaults={"name_zh": name_zh, "kind": kind, "unit": unit, "area": area}
        )
        record.on(made)
    return made
