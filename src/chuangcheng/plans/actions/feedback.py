"""Feedback from above enters the register: every shortfall with its case, given to its unit until its date."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.actions import dispatch_case, open_case
from chuangcheng.cases.models import Case, Category
from chuangcheng.frameworks.queries import standard_by_code
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Area
from chuangcheng.places.queries import Place, place_by_reference, place_of
from chuangcheng.plans.models import Feedback, FeedbackLevel, Shortfall
from chuangcheng.plans.particulars import CODE
from chuangcheng.plans.spreadsheet import ShortfallRow
from chuangcheng.units.models import Unit

MOST_ROWS = 2000


def import_feedback(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    level: str,
    year: int,
    received_on: date,
    rows: Sequence[ShortfallRow],
) -> Feedback:
    """Take entries in; more of the same feedback may follow under its code. Each becomes a case, and the case of an
    entry that names its unit is dispatched at once, with the deadline that was set from above.

    Refused: `bad_code`, `missing`, `unknown_level`, `other_feedback`, `too_many`, `twice`.
    """
    by.must("plans.import_feedback")
    code, name_zh = code.strip(), name_zh.strip()
    _check(code, name_zh, level, rows)
    with act("plans.import_feedback", by=by, at=at, name=name_zh) as record:
        feedback, is_new = Feedback.objects.get_or_create(
            code=code,
            defaults={
                "name_zh": name_zh,
                "level": level,
                "year": year,
                "received_on": received_on,
                "made_at": at,
            },
        )
        if not is_new and (feedback.level, feedback.year) != (level, year):
            raise Refused("other_feedback", _("Another feedback has this code."), field="code")
        standing = set(feedback.shortfalls.values_list("number", flat=True))
        if twice := standing & {row.number for row in rows}:
            said = _("Entry %(number)s is in the register already.") % {"number": min(twice)}
            raise Refused("twice", said, field="file")
        things = _Things(rows)
        for row in rows:
            _enter(by, at, feedback, row, things)
        record.on(feedback, count=len(rows), code=code)
    return feedback


def _check(code: str, name_zh: str, level: str, rows: Sequence[ShortfallRow]) -> None:
    if not CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits, dots and hyphens, 40 at most."), field="code")
    if not name_zh:
        raise Refused("missing", _("A Chinese name is required."), field="name_zh")
    if level not in FeedbackLevel.values:
        raise Refused("unknown_level", _("Choose national or provincial feedback."), field="level")
    if not rows:
        raise Refused("missing", _("There is nothing to take in."), field="file")
    if len(rows) > MOST_ROWS:
        raise Refused("too_many", _("At most 2,000 entries at once: split the file."), field="file")


class _Things:
    """What the rows name, read once."""

    def __init__(self, rows: Sequence[ShortfallRow]) -> None:
        self.units: Mapping[str, Unit] = {one.code: one for one in Unit.objects.filter(is_active=True)}
        self.categories: Mapping[str, Category] = {one.code: one for one in Category.objects.all()}
        self.places = {reference: place_by_reference(reference) for reference in {r.place for r in rows if r.place}}
        root = Area.objects.filter(parent=None).order_by("path").first()
        if root is None:
            raise Refused("no_city", _("There is no area yet: set up the city first."))
        self.city: Place = place_of(root)


def _enter(by: Actor, at: datetime, feedback: Feedback, row: ShortfallRow, things: _Things) -> None:
    unit = things.units.get(row.unit)
    case = open_case(
        by=by,
        at=at,
        source=feedback.level,
        description=row.item,
        place=things.places.get(row.place, things.city),
        category=things.categories.get(row.category),
        standard=standard_by_code(row.standard, at) if row.standard else None,
    )
    Shortfall.objects.create(
        feedback=feedback,
        number=row.number,
        item_zh=row.item,
        cause_zh=row.cause,
        measure_zh=row.measure,
        due_on=row.due_on,
        standard_code=row.standard,
        points_lost=row.points,
        unit=unit,
        case=case,
    )
    if unit is not None:
        _dispatch(by, at, feedback, case, unit, row.due_on)


def _dispatch(by: Actor, at: datetime, feedback: Feedback, case: Case, unit: Unit, due_on: date) -> None:
    """The unit is the one that the feedback names; the clock runs until the date it names."""
    days = max(1, (due_on - timezone.localdate(at)).days)
    reason: dict[str, Any] = {"unit": unit, "reason": f"{feedback.name_zh}指定的责任单位"[:200]}
    dispatch_case(by=by, at=at, case=case, limit=Limit(days, "calendar_days"), **reason)
