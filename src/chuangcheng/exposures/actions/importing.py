"""What comes from the police system, and what is forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from chuangcheng.exposures.actions.exposing import annul_violation
from chuangcheng.exposures.models import Violation, ViolationCounter, ViolationKind, ViolationState
from chuangcheng.exposures.sealing import FORGOTTEN, sealed_plate
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.serials import next_number

KEPT = timedelta(days=180)
"""Plates and addresses, from the import on: an exposure is over long before."""
AT_ONCE = 500


def define_violation_kinds(*, by: Actor, at: datetime, rows: Iterable[Mapping[str, Any]]) -> int:
    """Kinds by their codes; what is left out stays."""
    by.must("exposures.define_violation_kinds")
    names = ("group", "name_zh", "legal_basis", "may_be_exposed")
    with act("exposures.define_violation_kinds", by=by, at=at) as record:
        given = list(rows)
        for row in given:
            values = {name: row[name] for name in names}
            ViolationKind.objects.update_or_create(code=row["code"], defaults=values)
        record.note(count=len(given))
    return len(given)


def import_violations(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> int:
    """New ones are added; of known ones "final" follows the police, and what they annulled is taken down at once."""
    by.must("exposures.import_violations", unit_path="", area_path="")
    with act("exposures.import_violations", by=by, at=at, count=len(rows)):
        known = {
            one.decision_no: one
            for one in Violation.objects.filter(decision_no__in=[row["decision_no"] for row in rows])
        }
        for row in rows:
            violation = known.get(row["decision_no"]) or _made(at, row)
            if violation.is_final != row["is_final"]:
                Violation.objects.filter(pk=violation.pk).update(is_final=row["is_final"])
            if not row["is_final"] or row["is_annulled"]:
                _take_down(by, at, violation, row)
    return len(rows)


def _take_down(by: Actor, moment: datetime, violation: Violation, row: Mapping[str, Any]) -> None:
    """Annulled, or final no more while it is being exposed: both end what is public."""
    is_exposed = violation.state == ViolationState.PROPOSED
    if violation.state != ViolationState.ANNULLED and (row["is_annulled"] or is_exposed):
        annul_violation(by=by, at=moment, violation=violation)


def _made(moment: datetime, row: Mapping[str, Any]) -> Violation:
    year = localtime(moment).year
    return Violation.objects.create(
        number=f"{year}-{next_number(ViolationCounter.objects.all(), str(year)):06d}",
        decision_no=row["decision_no"],
        kind=row["kind"],
        happened_at=row["happened_at"],
        place_zh=row["place"],
        longitude=row["longitude"],
        latitude=row["latitude"],
        decided_on=row["decided_on"],
        is_final=row["is_final"],
        imported_at=moment,
        **sealed_plate(row["plate"], row["address"]),
    )


def forget_plates(*, by: Actor, at: datetime) -> int:
    """Plates and addresses go 180 days after the import; 500 at most at once, says how many."""
    by.must("exposures.forget_plates")
    rows = Violation.objects.exclude(plate_sealed="").filter(imported_at__lte=at - KEPT)
    found = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if found:
        with act("exposures.forget_plates", by=by, at=at, count=len(found)):
            Violation.objects.filter(pk__in=found).update(**FORGOTTEN, shown_plate="***")
    return len(found)
