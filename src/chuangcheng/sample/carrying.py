"""How far each case of the sample has come: every step by whoever makes it, in working hours, never after now."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.calendars.rules import working_seconds_between
from chuangcheng.cases.actions import (
    accept_case,
    ask_extension,
    close_case,
    dispatch_case,
    dispute_case,
    escalate_case,
    grant_extension,
    hold_case,
    mark_overdue,
    merge_case,
    refuse_case,
    reject_dispute,
    reopen_case,
    return_case,
    return_correction,
    split_case,
    submit_case,
)
from chuangcheng.cases.queries import Case
from chuangcheng.evidence.queries import File
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.sample.moments import Clock, NotYet, after, local_date
from chuangcheng.sample.pictures import part_of, scene
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.storing import stored

RECENT = timedelta(days=14)
"""Younger cases are still under way."""
PARTS = 2
"""Units among which a case is split."""
IN_TIME = 0.91
"""The share of cases that a unit submits before the deadline."""
LONG = timedelta(days=100)
"""Nothing stays undone for longer than this."""
CAUSES = (
    "日常巡查频次不足，未能及时发现",
    "管护责任交接不到位，存在管理空档",
    "设施使用年限较长，自然老化损坏",
    "商户自律意识不强，日常劝导不够",
    "施工结束后未及时清场恢复",
    "保洁力量安排不足，清运不及时",
)
MEASURES = (
    "已组织人员清理完毕，并纳入每日巡查内容",
    "已更换损坏部件，并对周边同类设施进行排查",
    "已约谈责任人，现场整改到位，后续加强回访",
    "已重新施划规范，并安排专人值守引导",
    "已联系施工单位恢复原状，并落实长效管护责任",
)
PLANS = (
    ("closed", 170),
    ("reworked", 16),
    ("reopened", 4),
    ("lost_dispute", 5),
    ("extended", 9),
    ("refused", 4),
    ("merged", 3),
    ("late", 4),
    ("held", 1),
)
"""What has become of older cases, by weight."""
OPEN_PLANS = (
    ("registered", 7),
    ("dispatched", 18),
    ("accepted", 28),
    ("submitted", 22),
    ("disputed", 5),
    ("held", 4),
    ("split", 4),
    ("asked", 6),
    ("reworking", 4),
    ("closed", 30),
)
"""Where the cases of the last two weeks stand."""
OF_OFFICE = ("registered", "refused", "merged", "split")
"""Plans that end before a unit has the case; what a round found is dispatched at once and takes none of them."""


@dataclass
class Story:
    """One case on its way: its plan, its clock, its own random numbers."""

    scenery: Scenery
    case: Case
    plan: str
    clock: Clock
    random: Random
    is_pictured: bool

    def later(self, hours: float) -> datetime:
        return self.clock.later(hours)

    def soon(self, share: float, hours: float) -> datetime:
        """After this share of the working time that is left until the deadline, at most so many hours."""
        return self.later(min(hours, max(0.2, share * self._left())))

    def done(self) -> datetime:
        """When the unit has put it right: most in good time, some after the deadline."""
        left = self._left()
        if self.random.random() < IN_TIME and left > 0:
            return self.clock.sharply(left * self.random.uniform(0.15, 0.97))
        return self.clock.sharply(left + self.random.choice((1, 3, 6, 9, 16, 30)))

    def _left(self) -> float:
        """Working hours until the deadline."""
        due = self.case.due_at
        return working_seconds_between(city_calendar(), self.clock.at, due) / 3600 if due else 0.0


def pick(random: Random, weights: Sequence[tuple[str, int]]) -> str:
    """One of the names, by weight."""
    return random.choices([name for name, _ in weights], [weight for _, weight in weights])[0]


def carry_on(scenery: Scenery, case: Case, random: Random, *, is_pictured: bool, may_split: bool = True) -> int:
    """Take a new case as far as its age and a roll of dice say. Returns how many further cases were made of it."""
    plan = pick(random, OPEN_PLANS if scenery.now - case.opened_at < RECENT else PLANS)
    if plan in OF_OFFICE and (case.state != "registered" or (plan == "split" and not may_split)):
        plan = "accepted" if scenery.now - case.opened_at < RECENT else "closed"
    if plan == "late" and scenery.now - case.opened_at > LONG:
        plan = "closed"
    story = Story(scenery, case, plan, Clock(case.opened_at, scenery.now, random), random, is_pictured)
    with suppress(NotYet):
        _tell(story)
    _grow_late(story, scenery.now)
    return PARTS if case.state == "split" else 0


def _tell(story: Story) -> None:
    if story.case.state == "corrected":
        _look_at_correction(story)
    elif (story.case.state != "registered" or _past_the_office(story)) and _at_the_unit(story):
        _submit(story)


def _look_at_correction(story: Story) -> None:
    """Put right during the visit: a verifier looks some days later; sometimes it was not put right after all."""
    at = story.later(12)
    verifier = story.random.choice(story.scenery.verifiers(story.case.unit))
    if story.random.random() < 0.1:
        return_correction(by=verifier, at=at, case=story.case, reason="复核时仍存在同类问题，未整改到位")
        _dispatch(story)
        if _at_the_unit(story):
            _submit(story)
        return
    close_case(by=verifier, at=at, case=story.case, note="核对整改前后照片，情况属实")


def _past_the_office(story: Story) -> bool:
    """Refused, merged, split or left waiting by the office; True once it is dispatched."""
    case, office = story.case, story.scenery.office
    if story.plan == "refused":
        refuse_case(by=office, at=story.later(2), case=case, reason="经核实不属于创建工作范围，已告知反映人")
    elif story.plan == "merged" and (into := _same_place(case)):
        merge_case(by=office, at=story.later(1), case=case, into=into, reason="与已立案问题重复，合并办理")
    elif story.plan == "split":
        units = story.random.sample(list(story.scenery.units[24:40]), PARTS)
        at = story.later(1)
        for part in split_case(by=office, at=at, case=case, units=units, reason="涉及多家单位，分别整改"):
            _tell_part(story, part, at)
    elif story.plan != "registered":
        _dispatch(story)
        return True
    return False


def _tell_part(story: Story, part: Case, at: datetime) -> None:
    """One unit's part of a split case: waiting, accepted or submitted."""
    plan = story.random.choice(("dispatched", "accepted", "submitted"))
    own = replace(story, case=part, plan=plan, clock=Clock(at, story.scenery.now, story.random))
    with suppress(NotYet):
        if _at_the_unit(own):
            _submit(own)
    _grow_late(own, story.scenery.now)


def _same_place(case: Case) -> Case | None:
    """An older case at the same place, else any that is being put right."""
    there = Case.objects.filter(site=case.site, state="closed", opened_at__lt=case.opened_at)
    at_work = Case.objects.filter(state="accepted", opened_at__lt=case.opened_at)
    return there.order_by("-pk").first() or at_work.order_by("-pk").first()


def _dispatch(story: Story) -> None:
    at, office = story.later(1.5), story.scenery.office
    try:
        dispatch_case(by=office, at=at, case=story.case)
    except Refused as refused:
        if refused.code != "nobody_responsible":
            raise
        unit = story.random.choice(list(story.scenery.units[23:40]))
        dispatch_case(by=office, at=at, case=story.case, unit=unit, reason="职责清单未明确，按部门职能指定")


def _at_the_unit(story: Story) -> bool:
    """Disputed, accepted, more time asked, put on hold; True if the plan says that the unit submits."""
    case, plan, office = story.case, story.plan, story.scenery.office
    assert case.unit is not None
    unit = story.scenery.unit_actor(case.unit)
    if plan == "dispatched":
        return False
    if plan in ("disputed", "lost_dispute") and not _dispute(story):
        return False
    accept_case(by=unit, at=story.soon(0.3, 4), case=case)
    if plan in ("asked", "extended"):
        ask_extension(by=unit, at=story.later(3), case=case, limit="3 working_days", reason="需采购配件，申请延期")
        if plan == "asked":
            return False
        grant_extension(by=office, at=story.later(2), case=case)
    if plan == "held":
        review = local_date(story.scenery.now + timedelta(days=story.random.randrange(20, 60)))
        reason, intent = "涉及道路改造，短期内不具备整改条件", "列入明年春季道路改造计划，改造前加强日常维护"
        hold_case(by=office, at=story.later(6), case=case, reason=reason, plan=intent, review_on=review)
    return plan not in ("accepted", "held", "late")


def _dispute(story: Story) -> bool:
    """ "Not ours": True once the office has decided that it stays."""
    case, office = story.case, story.scenery.office
    assert case.unit is not None
    other = story.random.choice([one for one in story.scenery.units[20:40] if one.pk != case.unit_id])
    unit = story.scenery.unit_actor(case.unit)
    dispute_case(by=unit, at=story.later(2), case=case, proposed_unit=other, reason="该点位不在我单位管护范围内")
    if story.plan == "disputed":
        return False
    reject_dispute(by=office, at=story.later(3), case=case, reason="包街责任书已明确管护范围，由原单位负责整改")
    return True


def _submit(story: Story) -> None:
    """Cause, measure, evidence; returned once where the plan says so; verified and closed by somebody outside."""
    case, plan, random = story.case, story.plan, story.random
    assert case.unit is not None
    unit, verifier = story.scenery.unit_actor(case.unit), random.choice(story.scenery.verifiers(case.unit))
    for attempt in range(2 if plan == "reworked" else 1):
        at = story.done()
        _grow_late(story, at)
        photos = [_evidence(story, attempt, at)]
        cause, measure = random.choice(CAUSES), random.choice(MEASURES)
        submit_case(by=unit, at=at, case=case, cause=cause, measure=measure, photos=photos)
        if plan in ("reworked", "reworking") and attempt == 0:
            return_case(by=verifier, at=story.later(5), case=case, reason="现场复核仍有残留，请继续整改")
    if plan in ("submitted", "reworking"):
        return
    close_case(by=verifier, at=story.later(8), case=case, note="现场复核，整改情况属实")
    if plan == "reopened":
        reopen_case(by=story.scenery.office, at=story.later(60), case=case, reason="回头看发现问题反弹")
        _dispatch(story)
        story.plan = "closed"
        accept_case(by=story.scenery.unit_actor(case.unit), at=story.later(4), case=case)
        _submit(story)


REUSED_EVERY = 29


def _evidence(story: Story, attempt: int, at: datetime) -> File:
    case = story.case
    if not story.is_pictured:
        return story.scenery.small_picture(case.pk + attempt, at)
    assert case.unit is not None
    name = f"after-{case.number}-{case.reopen_count}{attempt}"
    before = case.photos.order_by("pk")[0].file.name.removesuffix(".jpg")
    picture = scene(before, is_mended=True, take=1 + 4 * case.reopen_count + attempt)
    if case.pk % REUSED_EVERY == 0:
        # Somebody sends a part of the same old photo again and again: the comparison tells the verifier.
        picture = part_of(scene("sent-again", is_mended=True), case.pk)
    return stored(story.scenery.unit_actor(case.unit), at, name, picture)


def _grow_late(story: Story, until: datetime) -> None:
    """The product marks what is late and climbs the ladder, at the moments at which it would have."""
    case = story.case
    due = case.due_at
    if due is None or due >= until or case.state not in ("dispatched", "accepted") or case.overdue_since:
        return
    by = SYSTEM
    mark_overdue(by=by, at=min(due + timedelta(minutes=4), until), case=case)
    for step in story.scenery.ladder:
        at = after(due, step.working_hours + 0.05)
        if at <= until:
            escalate_case(by=by, at=at, case=case, step=step)
