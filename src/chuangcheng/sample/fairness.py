"""What leaders asked in writing, working rules, two months of unit results with an objection upheld, one rejected."""

from datetime import date, datetime, timedelta

from chuangcheng.cases.actions import (
    accept_reply,
    answer_instruction,
    escalate_instruction,
    issue_instruction,
    mark_instruction_overdue,
    return_reply,
    withdraw_instruction,
)
from chuangcheng.cases.queries import Case, Instruction, State, held_submission
from chuangcheng.duties.actions import acknowledge_working_rules, issue_working_rules, remind_working_rules
from chuangcheng.duties.queries import WorkingRules, units_owing
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.proceedings.actions import decide_proceeding, give_notice, propose_proceeding, review_proceeding
from chuangcheng.sample.moments import after, local_date, opening
from chuangcheng.sample.scenery import Scenery
from chuangcheng.scoring.actions import (
    announce_results,
    confirm_results,
    define_result_rules,
    draft_results,
    restate_result,
)
from chuangcheng.scoring.result_rules import WITH_CITIZENS
from chuangcheng.scoring.results import ResultLine, ResultMonth, objection_to
from chuangcheng.units.queries import Post

ASKED = (
    "请说明整改进度和未按期完成的原因，明确完成时限。",
    "该处问题群众反映强烈，请单位主要负责人到现场查看后书面回复。",
    "请说明同类问题的排查情况，避免反弹。",
)
REPLIES = (
    "已安排专人负责，施工材料已到位，预计三日内完成。",
    "主要负责人已到现场督办，问题已整改到位，并建立每日巡查。",
)
RULES = (
    (
        "WMW-GZ",
        "市精神文明建设委员会成员单位工作规则",
        "一、成员单位确定一名负责同志分管、一名联络员承办。\n二、按责任分解表承担测评标准，按时整改交办案件。\n三、对督办事项在时限内书面回复。\n四、对月度结果有异议的，可以就具体案件提出，由未参与核算的人员复核决定。",
        160,
        30,
    ),
    (
        "WMW-DC",
        "创城督查督办工作规则",
        "一、督查以随机抽取为主，发现问题当场记录。\n二、系统中已有的材料不再向基层索取。\n三、督办件一事一件，明确回复时限。",
        9,
        -6,
    ),
)
"""Code, title, text, issued so many days ago, acknowledged until so many days ago."""
SILENT_EVERY = 7


def working_rules(scenery: Scenery) -> None:
    """Two documents; the older one is acknowledged by all but a few, the newer one by a part of the units."""
    for code, title, text, days_ago, until in RULES:
        at = opening(scenery.now - timedelta(days=days_ago))
        rules = issue_working_rules(
            by=scenery.office,
            at=at,
            code=code,
            title=title,
            text=text,
            acknowledge_by=max(local_date(scenery.now - timedelta(days=until)), local_date(at)),
        )
        every = 3 if until < 0 else SILENT_EVERY
        for number, unit in enumerate(units_owing(rules)):
            moment = after(at, 1 + number / 4)
            if number % every and moment < scenery.now:
                acknowledge_working_rules(by=scenery.unit_actor(unit), at=moment, rules=rules, unit=unit)
        remind_working_rules(by=scenery.office, at=min(after(at, 40), scenery.now), rules=rules)


def has_working_rules() -> bool:
    """True once they are issued."""
    return WorkingRules.objects.exists()


def instructions(scenery: Scenery) -> None:
    """One in each state: owed, overdue and escalated, awaiting acceptance, returned, accepted, withdrawn; and some that
    asked for what the unit had submitted already."""
    running = _cases(scenery, (State.ACCEPTED, State.DISPATCHED))
    ended = _cases(scenery, (State.CLOSED,))
    for case in running[:2]:
        _grow_late(scenery, _asked(scenery, case, 20))
    for case in running[2:3]:
        _reply(scenery, _asked(scenery, case, 3, by_leader=False), 6, 0)
    for case in running[3:4]:
        _returned(scenery, _asked(scenery, case, 9))
    for case in running[4:7]:
        _asked(scenery, case, 0.6)
    for number, case in enumerate(ended[:3]):
        _settled(scenery, _asked(scenery, case, 400, by_leader=number != 1))
    for case in ended[3:4]:
        row = _asked(scenery, case, 400, by_leader=False)
        at = min(after(row.issued_at, 4), scenery.now)
        withdraw_instruction(by=scenery.office, at=at, instruction=row, reason="已在调度会上当面汇报。")
    for case in _cases(scenery, (State.SUBMITTED,))[:2]:
        _answered_from_record(scenery, _asked(scenery, case, 0.9))


def _asked(scenery: Scenery, case: Case, days_ago: float, *, by_leader: bool = True) -> Instruction:
    at = max(opening(scenery.now - timedelta(days=days_ago)), case.clock_started_at + timedelta(minutes=30))
    number = Instruction.objects.count()
    return issue_instruction(
        by=scenery.by("denghai") if by_leader else scenery.office,
        at=min(at, scenery.now - timedelta(minutes=20)),
        case=case,
        text=ASKED[number % len(ASKED)],
        limit="3 working_days",
        post=Post.objects.filter(code="DW01-denghai").first() if by_leader else None,
    )


def _returned(scenery: Scenery, row: Instruction) -> None:
    if answered := _reply(scenery, row, 8, 0):
        at = min(after(answered, 6), scenery.now)
        reason = "未说明具体完成时限。"
        return_reply(by=scenery.by("denghai"), at=at, instruction=row, reason=reason, limit="5 working_days")


def _settled(scenery: Scenery, row: Instruction) -> None:
    if answered := _reply(scenery, row, 10, 1):
        at = min(after(answered, 5), scenery.now)
        accept_reply(by=scenery.by("denghai"), at=at, instruction=row)


def _answered_from_record(scenery: Scenery, row: Instruction) -> None:
    """Asked for what the system held: one click answers it."""
    held, unit = held_submission(row), row.case.unit
    if held is not None and unit is not None:
        at = min(after(row.issued_at, 2), scenery.now)
        answer_instruction(by=scenery.unit_actor(unit), at=at, instruction=row, submission=held)


def _cases(scenery: Scenery, states: tuple[State, ...]) -> list[Case]:
    """Cases of the last months that have been with their unit for a while, not those of the office's own unit."""
    day = timedelta(days=1)
    rows = Case.objects.filter(state__in=states, unit__isnull=False, dispatched_at__lt=scenery.now - day)
    rows = rows.exclude(unit__code__in=("DW01", "DW05")).filter(dispatched_at__gte=scenery.now - 100 * day)
    return list(rows.select_related("unit", "area").order_by("dispatched_at", "pk")[:14])


def _reply(scenery: Scenery, row: Instruction, hours: float, number: int) -> datetime | None:
    at = after(row.issued_at, hours)
    if at >= scenery.now or row.case.unit is None:
        return None
    picture = scenery.small_picture(row.pk, at)
    answer_instruction(
        by=scenery.unit_actor(row.case.unit), at=at, instruction=row, text=REPLIES[number], files=[picture]
    )
    return at


def _grow_late(scenery: Scenery, row: Instruction) -> None:
    """The product marks it and climbs the ladder when it would have."""
    if row.due_at >= scenery.now:
        return
    at = min(row.due_at + timedelta(minutes=4), scenery.now)
    mark_instruction_overdue(by=SYSTEM, at=at, instruction=row)
    for step in scenery.ladder:
        moment = after(row.due_at, step.working_hours + 0.1)
        if moment <= scenery.now:
            escalate_instruction(by=SYSTEM, at=moment, instruction=row, step=step)


def has_instructions() -> bool:
    """True once somebody asked."""
    return Instruction.objects.exists()


def results(scenery: Scenery) -> None:
    """The two months before this one; in the earlier one two units objected to a row of theirs."""
    last = (local_date(scenery.now).replace(day=1) - timedelta(days=1)).replace(day=1)
    earlier = (last - timedelta(days=1)).replace(day=1)
    for month in (earlier, last):
        at = min(opening(_after(month, scenery.now)), scenery.now)
        made = draft_results(by=scenery.office, at=at, month=month)
        confirm_results(by=scenery.by("zhouning"), at=min(after(at, 3), scenery.now), month=made)
        announced = min(after(at, 10), scenery.now)
        announce_results(by=scenery.by("denghai"), at=announced, month=made)
        if month == earlier:
            _objections(scenery, made, announced)
    this = local_date(scenery.now).replace(day=1)
    note = "本月起，群众满意度和群众异议后重新办理的案件计入结果。"
    define_result_rules(by=scenery.office, at=scenery.now, data=WITH_CITIZENS, since=this, note=note)


def _after(month: date, now: datetime) -> datetime:
    """Noon of the second day of the following month."""
    first = date(month.year + month.month // 12, month.month % 12 + 1, 2)
    return now.replace(year=first.year, month=first.month, day=first.day, hour=4)


def _objections(scenery: Scenery, month: ResultMonth, announced: datetime) -> None:
    """One is upheld and restates the result, the next is rejected."""
    lines = ResultLine.objects.filter(result__month=month, code="on_time", of__gt=0, points__lt=0)
    chosen = lines.exclude(result__unit__code__in=("DW01", "DW05")).select_related("result__unit", "result__month")
    stories = (
        (
            "upheld",
            "该案件整改在时限内完成，因现场无信号，系统提交时间较晚，有当日施工记录为证。",
            "施工记录属实，予以支持。",
        ),
        ("rejected", "该案件涉及地下管线，应当给予更长时限。", "单位未在时限内申请延期，理由不成立，维持原结果。"),
    )
    for line, (outcome, said, reasons) in zip(chosen.order_by("points", "pk")[:2], stories, strict=False):
        row = next(row for row in line.behind if row.value != "on_time")
        unit = line.result.unit
        filed = after(announced, 9)
        made = propose_proceeding(by=scenery.unit_actor(unit), at=filed, text=said, **objection_to(line, [row.key]))
        review_proceeding(
            by=scenery.office, at=after(filed, 4), proceeding=made, text="已调取案件记录和单位提供的材料核对。"
        )
        give_notice(by=scenery.office, at=after(filed, 5), proceeding=made, text=f"拟决定：{reasons}")
        decided = after(filed, 30)
        decide_proceeding(by=scenery.by("denghai"), at=decided, proceeding=made, outcome=outcome, text=reasons)
        if outcome == "upheld":
            restate_result(by=SYSTEM, at=decided, proceeding=made)


def has_results() -> bool:
    """True once a month's results are announced: the worker may have drafted last month's while the city is built."""
    return ResultMonth.objects.filter(state="announced").exists()
