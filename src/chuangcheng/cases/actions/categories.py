"""Categories and the ladder of reminders: data that a city edits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.categories import CategoryRow, faults
from chuangcheng.cases.models import Audience, Category, EscalationStep, StepKind
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.units.models import Unit

COLUMNS = (
    "parent",
    "name_zh",
    "name_zh_hant",
    "name_en",
    "standard_code",
    "default_unit",
    "limit",
    "keywords",
    "is_public",
    "extra_questions",
    "is_active",
)


def _units(rows: Sequence[CategoryRow]) -> dict[str, int]:
    codes = {row.default_unit_code for row in rows}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))


def _values(row: CategoryRow, units: dict[str, int], parents: dict[str, int]) -> dict[str, Any]:
    return {
        "parent_id": parents[row.parent_code] if row.parent_code else None,
        "name_zh": row.name_zh,
        "name_zh_hant": row.name_zh_hant,
        "name_en": row.name_en,
        "standard_code": row.standard_code,
        "default_unit_id": units.get(row.default_unit_code),
        "limit": row.limit,
        "keywords": list(row.keywords),
        "is_public": row.is_public,
        "extra_questions": list(row.extra_questions),
        "is_active": True,
    }


def _refuse_faults(rows: Sequence[CategoryRow], units: dict[str, int]) -> None:
    known = {c.code: c.parent.code if c.parent else "" for c in Category.objects.select_related("parent")}
    if wrong := faults(rows, units=units, known=known, standards=None):
        first = wrong[0]
        message = _("%(code)s, %(column)s: %(reason)s") % {
            "code": first.code,
            "column": first.column,
            "reason": first.reason,
        }
        raise Refused("bad_category", message, field=first.column)


def define_category(*, by: Actor, at: datetime, row: CategoryRow, is_active: bool = True) -> Category:
    """Make or change one category. Refused: `bad_category` naming the column."""
    by.must("cases.define_category")
    units = _units([row])
    _refuse_faults([row], units)
    with act("cases.define_category", by=by, at=at) as record:
        parents = dict(Category.objects.filter(code=row.parent_code).values_list("code", "pk"))
        values = {**_values(row, units, parents), "is_active": is_active}
        category, _made = Category.objects.update_or_create(code=row.code, defaults=values)
        record.on(category, code=row.code, name=row.name_zh, limit=row.limit)
    return category


def import_categories(*, by: Actor, at: datetime, rows: Sequence[CategoryRow], file: str = "") -> int:
    """Write all rows or none, in one act; what the file does not name stays. Returns how many rows there are."""
    by.must("cases.import_categories")
    units = _units(rows)
    _refuse_faults(rows, units)
    with act("cases.import_categories", by=by, at=at, file=file, count=len(rows)):
        for level in (
            [row for row in rows if not row.parent_code],
            [row for row in rows if row.parent_code],
        ):
            parents = dict(Category.objects.values_list("code", "pk"))
            Category.objects.bulk_create(
                [Category(code=row.code, **_values(row, units, parents)) for row in level],
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=COLUMNS,
            )
    return len(rows)


def set_escalation_ladder(*, by: Actor, at: datetime, steps: Sequence[tuple[str, int, str]]) -> list[EscalationStep]:
    """Replace the ladder: (remind or escalate, working hours before or after the deadline, whom it tells) per rung.

    Reminders are climbed from far to near, escalations from near to far; levels follow from the hours.
    """
    by.must("cases.set_escalation_ladder")
    for kind, hours, audience in steps:
        if kind not in StepKind.values or audience not in Audience.values or not 0 <= hours <= 2000:
            raise Refused("bad_step", _("Each step needs its kind, working hours and whom it tells."), field="steps")
    with act("cases.set_escalation_ladder", by=by, at=at, steps=[list(step) for step in steps]):
        EscalationStep.objects.all().delete()
        remind = sorted((s for s in steps if s[0] == StepKind.REMIND), key=lambda step: -step[1])
        escalate = sorted((s for s in steps if s[0] == StepKind.ESCALATE), key=lambda step: step[1])
        return EscalationStep.objects.bulk_create(
            EscalationStep(kind=kind, level=level, working_hours=hours, audience=audience)
            for ladder in (remind, escalate)
            for level, (kind, hours, audience) in enumerate(ladder, start=1)
        )
