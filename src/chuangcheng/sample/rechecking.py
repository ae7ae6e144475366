"""回頭看 of the sample: closed cases drawn and looked at again, some have relapsed; a second round is still open."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from chuangcheng.cases.actions import accept_case, close_case, submit_case
from chuangcheng.cases.queries import Case
from chuangcheng.draws.rules import FrameSpec, StratumSpec
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.actions import (
    Seen,
    end_round,
    finish_visit,
    mark_not_possible,
    open_round,
    plan_recheck_round,
)
from chuangcheng.inspections.queries import Round, RoundKind, Visit, Window, recheck_pools
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.drawing import drawn
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import after, local_date, opening
from chuangcheng.sample.rounds import dates_of, frames
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.sizes import Size
from chuangcheng.sample.staff import actor
from chuangcheng.sample.visiting import Tour

OPENED = (21, 2)
"""So many days ago each round was opened; the first one is over."""
POOLS, EACH = 6, 3
"""So many units, so many of the closed cases of each."""
LEAST = 4
"""Units with fewer closed cases are left to the next round."""
RELAPSED, UNSEEN = 0.25, 9
"""This share has relapsed; every ninth stop could not be seen."""
NOTES = ("原点位再次出现同类问题", "整改后又有反弹，现场已拍照")


def are_made() -> bool:
    """True once both stand: each is made in one piece."""
    return _made() >= len(OPENED)


def _made() -> int:
    return Round.objects.filter(kind=RoundKind.RECHECK, draw__context__sample=True).count()


def recheck_rounds(scenery: Scenery, size: Size) -> None:
    """One that was visited within a week and ended with its proof, and one whose stops wait on the phones."""
    for number in range(_made(), len(OPENED)):
        opened_at = opening(scenery.now - timedelta(days=OPENED[number]))
        with transaction.atomic():
            planned = _opened(scenery, size, number, opened_at)
            if planned is not None and number + 1 < len(OPENED):
                _visit(scenery, planned, opened_at)
                end_round(by=scenery.office, at=after(opened_at + timedelta(days=8), 2), round=planned)


def _opened(scenery: Scenery, size: Size, number: int, opened_at: datetime) -> Round | None:
    """Drawn by unit and opened; None where too few cases are closed yet."""
    dates = dates_of(opened_at)
    closed_until = local_date(dates.committed_at)
    window = Window(closed_until - timedelta(days=330), closed_until, 7)
    pools = [one for one in recheck_pools(window, dates.committed_at) if one.count >= LEAST]
    pools = sorted(pools, key=lambda one: (-one.count, one.code))[:POOLS]
    if not pools:
        return None
    strata = tuple(StratumSpec(one.code, one.name_zh, one.items, count=EACH) for one in pools)
    edition, title = Edition.objects.get(code=CITY), f"整改回头看（样例第{number + 1}次）"
    parts = (FrameSpec("cases", "已销号案件", "veiled", strata), frames(edition, size)[1])
    draw = drawn(title, dates, parts, SEED + 90 + number, **{"for": "rechecks"})
    planned = plan_recheck_round(
        by=actor("linyue", dates.run_at),
        at=dates.run_at + timedelta(minutes=30),
        code=f"HT{opened_at.year}-{number + 1}",
        name_zh=title,
        draw=draw,
        opens_on=local_date(opened_at),
        closes_on=local_date(opened_at) + timedelta(days=7),
    )
    open_round(by=scenery.office, at=opened_at, round=planned)
    return planned


def _visit(scenery: Scenery, planned: Round, opened_at: datetime) -> None:
    tour, random = Tour(planned, 0, scenery, 90), Random(f"{SEED}-rechecks")
    rows = Visit.objects.filter(round=planned, state="planned").order_by("position")
    for visit in rows.select_related("case__unit", "case__area", "site__area", "site__segment", "site__facility"):
        by, at = tour.inspector(visit), after(opened_at, visit.position * 1.2)
        if visit.position % UNSEEN == 0:
            mark_not_possible(by=by, at=at, visit=visit, reason="道路封闭施工，无法到达")
            continue
        if random.random() >= RELAPSED:
            finish_visit(by=by, at=at, visit=visit, recheck=Seen("kept", "现场保持良好"))
            continue
        picture = scenery.small_picture(visit.pk, at)
        finish_visit(by=by, at=at, visit=visit, recheck=Seen("relapsed", random.choice(NOTES), [picture]))
        assert visit.case_id is not None
        _put_right_again(scenery, visit.case_id, at, is_closed=random.random() < 0.6)


def _put_right_again(scenery: Scenery, pk: int, at: datetime, *, is_closed: bool) -> None:
    """The case is open again with its unit: accepted the same day, and mostly put right within a week."""
    case = Case.objects.select_related("unit", "area").get(pk=pk)
    if case.unit is None:
        return
    unit = scenery.unit_actor(case.unit)
    accept_case(by=unit, at=after(at, 3), case=case)
    if not is_closed:
        return
    done, photo = after(at, 12), scenery.small_picture(pk + 1, at)
    submit_case(by=unit, at=done, case=case, cause="日常巡查频次不足", measure="已再次整改并加密巡查", photos=[photo])
    close_case(by=scenery.verifiers(case.unit)[0], at=after(done, 6), case=case, note="现场复核，整改情况属实")
