"""The province's feedback of last year: twenty shortfalls, most put right, some looked at again, two relapsed."""

from datetime import date, timedelta
from random import Random

from chuangcheng.cases.actions import accept_case, close_case, record_recheck, submit_case
from chuangcheng.cases.queries import Case
from chuangcheng.plans.actions import import_feedback
from chuangcheng.plans.queries import Feedback, Shortfall
from chuangcheng.plans.spreadsheet import preview_feedback
from chuangcheng.sample.foundations import DATA, SEED
from chuangcheng.sample.moments import in_working_hours, local_date, opening
from chuangcheng.sample.scenery import Scenery

RECEIVED = timedelta(days=120)
LIMITS = (20, 30, 45)
"""Days that the province gave, by turns."""


def has_feedback() -> bool:
    """True once the register is there."""
    return Feedback.objects.exists()


def feedback(scenery: Scenery) -> None:
    """Taken in as a table; then every case as far as it has come."""
    at = opening(scenery.now - RECEIVED)
    received_on = local_date(at)
    year = received_on.year - 1
    code = f"SJ{year}"
    found = preview_feedback("feedback.csv", _table(received_on), code, received_on)
    import_feedback(
        by=scenery.office,
        at=at,
        code=code,
        name_zh=f"{year}年度全省文明城市测评反馈",
        level="provincial",
        year=year,
        received_on=received_on,
        rows=[row.values["row"] for row in found.rows],
    )
    for entry in Shortfall.objects.select_related("case__unit", "case__area").order_by("number"):
        _carry(scenery, entry)


def _table(received_on: date) -> bytes:
    text = (DATA / "feedback.csv").read_text(encoding="utf-8")
    for index, days in enumerate(LIMITS):
        text = text.replace(f"{{DUE{index}}}", (received_on + timedelta(days=days)).isoformat())
    return text.encode()


def _carry(scenery: Scenery, entry: Shortfall) -> None:
    """Two of twenty are still under way, one waits for dispatch; of the others every third is looked at again."""
    case, random = entry.case, Random(f"{SEED}-shortfall-{entry.number}")
    if case.unit is None:
        return
    by, at = scenery.unit_actor(case.unit), case.dispatched_at
    assert at is not None
    at = in_working_hours(at + timedelta(days=1), random)
    accept_case(by=by, at=at, case=case)
    if entry.number % 9 == 0:
        return
    at = in_working_hours(at + timedelta(days=random.randint(6, 25)), random)
    picture = scenery.small_picture(entry.number, at)
    submit_case(by=by, at=at, case=case, cause=entry.cause_zh, measure=f"已{entry.measure_zh}", photos=[picture])
    at = in_working_hours(at + timedelta(days=1), random)
    close_case(by=scenery.verifiers(case.unit)[0], at=at, case=case)
    if entry.number % 3 == 0:
        _look_again(scenery, entry.number, case, random)


def _look_again(scenery: Scenery, number: int, case: Case, random: Random) -> None:
    inspector = scenery.by("suqing")
    if case.unit is None or inspector.belongs_to([case.unit.path]):
        return
    assert case.closed_at is not None
    at = in_working_hours(case.closed_at + timedelta(days=30), random)
    if at >= scenery.now:
        return
    if number in (6, 12):
        record_recheck(by=inspector, at=at, case=case, outcome="relapsed", note="现场再次发现同类问题")
    else:
        record_recheck(by=inspector, at=at, case=case, outcome="kept", note="保持良好")
