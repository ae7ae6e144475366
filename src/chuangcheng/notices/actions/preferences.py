"""Choosing which news come by which way, and when."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.notices.kinds import KINDS
from chuangcheng.notices.models import Preference
from chuangcheng.notices.queries.preferences import preferences_of
from chuangcheng.notices.rules.preferences import Choices, cleaned, decide, is_silent
from chuangcheng.notices.rules.timing import WAYS, Hours
from chuangcheng.units.queries import Unit


def choose_news(*, by: Actor, at: datetime, choices: Choices, hours: Hours) -> Preference:
    """One's own choices. Refused `owed` if news that are owed would leave by no way."""
    if not by.person_id:
        raise NotAllowed("notices.choose_news")
    with act("notices.choose_news", by=by, at=at) as record:
        units = preferences_of([], by.unit_ids)[1]
        kept = _checked(choices, [row.choices for row in units.values()])
        made, _made = Preference.objects.update_or_create(person_id=by.person_id, defaults=_values(kept, hours))
        record.on(made, choices=kept)
    return made


def choose_news_of_unit(*, by: Actor, at: datetime, unit: Unit, choices: Choices, hours: Hours) -> Preference:
    """What counts for everybody who holds a post of the unit and has not chosen otherwise."""
    by.must("notices.choose_news_of_unit", unit_path=unit.path)
    with act("notices.choose_news_of_unit", by=by, at=at, on=unit, unit=unit.name_zh) as record:
        kept = _checked(choices, [])
        made, _made = Preference.objects.update_or_create(unit=unit, defaults=_values(kept, hours))
        record.note(choices=kept)
    return made


def _checked(choices: Choices, layers: list[Choices]) -> dict[str, dict[str, str]]:
    """What differs from what would come without it: `layers` are the choices of one's units."""
    inherited = {kind.code: {way: decide(kind.code, way, kind.defaults, *layers) for way in WAYS} for kind in KINDS}
    kept = cleaned(choices, inherited)
    for kind in KINDS:
        if kind.is_owed and is_silent(kind.code, inherited[kind.code], kept):
            raise Refused("owed", _("{kind}: leave at least one way.").format(kind=kind.label), field=kind.code)
    return kept


def _values(choices: dict[str, dict[str, str]], hours: Hours) -> dict[str, Any]:
    return {
        "choices": choices,
        "quiet_from": hours.quiet_from,
        "quiet_until": hours.quiet_until,
        "digest_at": hours.digest_at,
    }
