"""A fault has come back: the card is made, or what is new joins the one that stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.cases.queries import candidates
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.recurrences.models import FAULTS, PLACES, Recurrence, RecurrenceCase, UpgradeState
from chuangcheng.recurrences.queries.judging import judge, place_key, rule
from chuangcheng.recurrences.rules import Occurrence
from chuangcheng.recurrences.workflow import check, moved


def propose_upgrade(*, by: Actor, at: datetime, case: Case) -> Recurrence:
    """The fault of this case has come often enough: a card proposes an upgrade.

    Refused: `not_yet`, `stands_already`. Stale if another case has just made the card.
    """
    by.must("recurrences.propose_upgrade")
    found = judge(case, at)
    if found.card is not None:
        raise Refused("stands_already", _("A card stands already."))
    if not found.fault:
        raise Refused("not_yet", _("This has not come back often enough."))
    check("recurrences.propose_upgrade", None, {"cases": found.occurrences})
    with act("recurrences.propose_upgrade", by=by, at=at) as record:
        try:
            with transaction.atomic():
                card = _made(case, found.fault, found.occurrences, at)
        except IntegrityError:
            raise Stale("stands_already", _("A card stands already.")) from None
        _write(card, found.occurrences)
        record.on(card, place=card.place.name_zh, fault=card.name_zh, times=card.times, days=card.within_days)
    return card


def _made(case: Case, fault: str, occurrences: Sequence[Occurrence], at: datetime) -> Recurrence:
    kind = fault.partition(":")[0]
    named, place, limit = getattr(case, kind), place_key(case), rule()
    where = place.partition(":")[0]
    unit = case.unit or next((one.unit for one in candidates(case, at)), None)
    return Recurrence.objects.create(
        **{name: getattr(case, name) if name == where else None for name in PLACES},
        **{name: named if name == kind else None for name in FAULTS},
        key=f"{place}|{fault}",
        state=UpgradeState.PROPOSED,
        name_zh=named.name_zh,
        name_zh_hant=named.name_zh_hant,
        name_en=named.name_en,
        area=case.area,
        unit=unit,
        times=len(occurrences),
        needed_times=limit.times,
        within_days=limit.days,
        last_at=occurrences[-1].at,
        proposed_at=at,
    )


def _write(card: Recurrence, occurrences: Sequence[Occurrence]) -> None:
    RecurrenceCase.objects.bulk_create(
        RecurrenceCase(recurrence=card, case_id=one.case_id, found_at=one.at, is_relapse=one.is_relapse)
        for one in occurrences
    )


def add_occurrences(*, by: Actor, at: datetime, case: Case) -> Recurrence:
    """The fault is there once more while its card stands. Refused: `nothing_new`."""
    by.must("recurrences.add_occurrences")
    found = judge(case, at)
    if found.card is None or not found.occurrences:
        raise Refused("nothing_new", _("Nothing has come back."))
    card = found.card
    move = check("recurrences.add_occurrences", card, {"cases": found.occurrences})
    fresh: dict[str, Any] = {
        "times": card.times + len(found.occurrences),
        "last_at": max(card.last_at, found.occurrences[-1].at),
    }
    with act("recurrences.add_occurrences", by=by, at=at, on=card) as record:
        moved(card, move, **fresh)
        _write(card, found.occurrences)
        record.note(place=card.place.name_zh, fault=card.name_zh, times=card.times)
    return card
