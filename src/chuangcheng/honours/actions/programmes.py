"""Programmes as data, and the course of a season."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.honours.models import (
    Comment,
    CommentState,
    Cycle,
    NominationState,
    Programme,
    Recommendation,
    Season,
    VoterMark,
)
from chuangcheng.honours.rules import Terms, award_kind
from chuangcheng.honours.workflow import NOMINATIONS, SEASONS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.proceedings.actions import define_kind
from chuangcheng.proceedings.queries import kind_in_force
from chuangcheng.proceedings.rules import Kind
from chuangcheng.units.models import Unit

FAULTS: Mapping[str, Any] = {
    "kind": _("This kind of nominee does not exist."),
    "classes": _("Name one class at least, each once."),
    "criteria": _("Name one criterion at least and twenty at most, each once."),
    "weights": _("Every criterion needs its text and a weight from 1 to 100."),
    "quota": _("The quota lies between 1 and 1000."),
    "term_months": _("The term lies between 0 (no end) and 120 months."),
    "notice_days": _("The notice runs 1 to 60 working days."),
    "jury_size": _("A jury has 1 to 99 members."),
    "checks": _("Every check needs its matter and 1 to 60 working days."),
    "calendar": _("Nominations run 1 to 366 days, the vote 1 to 60."),
}


def import_programmes(*, by: Actor, at: datetime, rows: Iterable[Mapping[str, Any]]) -> int:
    """Take over the lines of a preview (see `spreadsheet`), by code. Returns how many were written."""
    by.must("honours.import_programmes")
    rows = list(rows)
    if not rows:
        raise Refused("nothing", _("Nothing would change."))
    with act("honours.import_programmes", by=by, at=at, count=len(rows)) as record:
        for row in rows:
            define_programme(by=by, at=at, **row)
        record.note(codes=[row["code"] for row in rows])
    return len(rows)


def define_programme(
    *, by: Actor, at: datetime, code: str, name_zh: str, cycle: str, terms: Mapping[str, Any], name_en: str = ""
) -> Programme:
    """Put terms in force for seasons that open from now, and the kind of proceeding that gives the honour.

    Refused: `bad_terms` with the first fault, `unknown_unit`, `unknown_cycle`.
    """
    by.must("honours.define_programme")
    value = _terms(terms)
    if cycle not in Cycle.values:
        raise Refused("unknown_cycle", _("This cycle does not exist."), field="cycle")
    with act("honours.define_programme", by=by, at=at, code=code) as record:
        programme, _made = Programme.objects.update_or_create(
            code=code.strip()[:20],
            defaults={
                "name_zh": name_zh.strip()[:200],
                "name_en": name_en.strip()[:300],
                "cycle": cycle,
                "terms": value.as_data(),
                "is_active": True,
            },
        )
        _put_in_force(by, at, award_kind(programme.code, programme.name_zh, programme.name_en, value))
        record.on(programme, terms=value.as_data())
    return programme


def _terms(data: Mapping[str, Any]) -> Terms:
    try:
        value = Terms.of(data)
    except ValueError as error:
        fault = str(error)
        raise Refused("bad_terms", FAULTS.get(fault, fault), field=fault if fault in FAULTS else None) from None
    codes = {one.unit for one in value.checks}
    known = set(Unit.objects.filter(code__in=codes, is_active=True).values_list("code", flat=True))
    if missing := sorted(codes - known):
        message = _("No unit in use has the code {code}.").format(code=missing[0])
        raise Refused("unknown_unit", message, field="checks")
    return value


def _put_in_force(by: Actor, at: datetime, kind: Kind) -> None:
    """A new version only where something differs."""
    try:
        present = kind_in_force(kind.code)
    except NotFound:
        present = None
    if present != kind:
        define_kind(by=by, at=at, data=kind.as_data())


def open_season(*, by: Actor, at: datetime, programme: Programme, name_zh: str) -> Season:
    """Open a season under the programme's terms of today. Refused: `exists`, `missing`."""
    by.must("honours.open_season")
    terms, name = programme.rules, name_zh.strip()[:100]
    until = timezone.localdate(at) + timedelta(days=terms.nomination_days)
    check(SEASONS, "honours.open_season", None, {"name": name, "nominations_until": until})
    with act("honours.open_season", by=by, at=at, season=name, code=programme.code) as record:
        if Season.objects.filter(programme=programme, name_zh=name).exists():
            raise Refused("exists", _("This programme has a season of this name."), field="name_zh")
        season = Season.objects.create(
            programme=programme,
            name_zh=name,
            terms=terms.as_data(),
            is_personal=terms.is_personal,
            opened_at=at,
            nominations_until=until,
            seed=secrets.token_hex(32),
        )
        record.on(season, terms=season.terms, until=until)
    return season


def close_nominations(*, by: Actor, at: datetime, season: Season) -> Season:
    """No further nominations; the jury begins. Refused: `nobody` without a candidate, `unread` while one waits."""
    by.must("honours.close_nominations")
    move = check(SEASONS, "honours.close_nominations", season, {})
    with act("honours.close_nominations", by=by, at=at, on=season, season=season.name_zh) as record:
        if season.nominations.filter(state=NominationState.RECEIVED).exists():
            raise Refused("unread", _("A nomination waits: admit it, join it, or say why not."))
        count = season.nominations.filter(state=NominationState.CANDIDATE).count()
        if not count:
            raise Refused("nobody", _("There is no candidate yet."))
        moved(season, move)
        record.note(candidates=count)
    return season


def end_season(*, by: Actor, at: datetime, season: Season) -> Season:
    """Whoever was not chosen is told so by the state; contacts are erased. Refused: `open_proposal`."""
    by.must("honours.end_season")
    move = check(SEASONS, "honours.end_season", season, {})
    with act("honours.end_season", by=by, at=at, on=season, season=season.name_zh) as record:
        if season.nominations.filter(state=NominationState.PROPOSED).exists():
            raise Refused("open_proposal", _("A proposal waits for its decision."))
        left = season.nominations.filter(state__in=(NominationState.RECEIVED, NominationState.CANDIDATE))
        for nomination in left:
            moved(nomination, check(NOMINATIONS, "honours.end_season", nomination, {}))
        _forget(season)
        moved(season, move, over_at=at)
        record.note(passed_over=len(left))
    return season


def cancel_season(*, by: Actor, at: datetime, season: Season, reason: str) -> Season:
    """It does not take place, and why; nothing of it is public any more. Refused: `open_proposal`, `missing`."""
    by.must("honours.cancel_season")
    move = check(SEASONS, "honours.cancel_season", season, {"reason": reason.strip()})
    with act("honours.cancel_season", by=by, at=at, on=season, season=season.name_zh, reason=reason.strip()):
        if season.nominations.filter(state=NominationState.PROPOSED).exists():
            raise Refused("open_proposal", _("A proposal waits for its decision."))
        _forget(season)
        moved(season, move, over_at=at)
    return season


def _forget(season: Season) -> None:
    """Contacts, who has voted, whose voice it was: nobody needs to know any more. What nobody let through goes."""
    VoterMark.objects.filter(season=season).delete()
    Recommendation.objects.filter(nomination__season=season).exclude(voice="").update(voice="")
    Comment.objects.filter(nomination__season=season, state=CommentState.HELD).delete()
    Comment.objects.filter(nomination__season=season).exclude(voice="").update(voice="")
    season.nominations.exclude(contact_sealed="").update(contact_sealed="")
