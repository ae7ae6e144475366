"""What waits for an actor, gathered from the rooms: cases, stops, draws, tables to upload."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.calendars.queries import years_missing
from chuangcheng.calibrations.queries import own_calibrations
from chuangcheng.cases import queries as cases
from chuangcheng.desk.cases.listing import QUEUE_LABELS
from chuangcheng.desk.home import material
from chuangcheng.desk.home.honouring import waiting_honours
from chuangcheng.desk.home.papers import waiting_papers
from chuangcheng.desk.home.rows import Figure, Group, More, Remark, Work, end_of, folded
from chuangcheng.desk.home.watched import markets_due, watched
from chuangcheng.draws import queries as draws
from chuangcheng.duties.queries import rules_owed_by
from chuangcheng.inspections import queries as inspections
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.counting import MOST as MOST_COUNTED
from chuangcheng.kit.counting import counts_capped
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.phone import stop_address
from chuangcheng.plans import queries as plans
from chuangcheng.proceedings.queries import waiting_proceedings
from chuangcheng.recurrences.queries import recurrences_for
from chuangcheng.units import queries as units

MOST, EACH = 40, 8
"""Rows that are read of a kind, and rows of it on the page: the lists behind the links are the place of the others."""


def work(actor: Actor, at: datetime) -> tuple[list[Work], list[More]]:
    """All that waits, what runs out first on top, each kind folded; and what is behind the folds."""
    own = _cases(actor, at)
    return folded(
        (
            Group(_("Alarms, gaps and assessments"), reverse("desk:home"), list(watched(actor, at)), is_urgent=True),
            Group(_("Cases"), f"{reverse('desk:cases')}?order=wanted", own, is_urgent=True, is_capped=len(own) >= MOST),
            Group(_("Stops"), reverse("field:app"), _stops(actor, at)),
            Group(_("Scenes to judge"), reverse("field:app"), _scenes(actor)),
            Group(_("Draws"), reverse("desk:draws"), _draws(actor, at)),
            Group(_("Instructions"), reverse("desk:instructions"), _instructions(actor), is_urgent=True),
            Group(_("Working rules"), reverse("desk:working_rules"), _rules(actor)),
            Group(_("Proceedings"), reverse("desk:proceedings"), _proceedings(actor, at)),
            Group(_("Honours"), reverse("desk:honour_checks"), waiting_honours(actor, at)),
            Group(_("Material"), reverse("desk:materials"), _material(actor, at)),
            Group(_("Tasks"), reverse("desk:plan_tasks"), _tasks(actor, at)),
            Group(_("Official documents"), reverse("desk:documents"), waiting_papers(actor, at)),
        ),
        EACH,
    )


def _cases(actor: Actor, at: datetime) -> list[Work]:
    return [
        Work(
            title=f"{one.case.number} {one.case.description}",
            detail=_joined(one.case.site or one.case.segment or one.case.area, one.case.unit),
            url=f"{reverse('desk:case', args=[one.case.pk])}#{one.verb.rsplit('.', 1)[-1]}",
            button=one.label,
            due_at=one.wanted_at,
            has_deadline=one.has_deadline,
            state=one.case.state,
            state_label=one.case.get_state_display(),
            is_provisional=one.has_deadline and one.case.is_due_provisional,
        )
        for one in cases.waiting_for(actor, at, MOST)
    ]


def _instructions(actor: Actor) -> list[Work]:
    """Replies that the unit owes, and replies that wait for a judgement; a leader's own ones that are still owed."""
    labels = {"cases.answer_instruction": _("Reply"), "cases.accept_reply": _("Read the reply")}
    waiting = [(row, labels[verb]) for row, verb in cases.instructions_waiting(actor, MOST)]
    seen = {row.pk for row, _label in waiting}
    waiting += [
        (row, _("Look at it"))
        for row in (cases.open_of_leader(actor) if "leader" in actor.roles else ())
        if row.pk not in seen
    ]
    return [
        Work(
            title=_("Instruction {number}: {text}").format(number=row.number, text=row.text[:80]),
            detail=_joined(row.post, row.case.unit),
            url=reverse("desk:instruction", args=[row.pk]),
            button=label,
            due_at=row.due_at,
            state=row.state,
            state_label=row.get_state_display(),
            is_provisional=row.is_due_provisional,
        )
        for row, label in waiting
    ]


def _rules(actor: Actor) -> list[Work]:
    """Working rules of the commission that the actor's unit has not acknowledged."""
    return [
        Work(
            title=rules.title_zh,
            detail=_("Working rules of the commission, version {number}").format(number=rules.version),
            url=reverse("desk:working_rules_page", args=[rules.pk]),
            button=_("Acknowledge"),
            due_at=end_of(rules.acknowledge_by),
        )
        for rules, _unit in rules_owed_by(actor)
    ]


def _proceedings(actor: Actor, at: datetime) -> list[Work]:
    """Proceedings in which the actor can do the next step."""
    if not actor.may_anywhere("proceedings.see_proceeding"):
        return []
    return [
        Work(
            title=_("Proceeding {number}: {title}").format(number=row.number, title=row.subject_title),
            detail=_joined(row.unit),
            url=reverse("desk:proceeding", args=[row.pk]),
            button=move.label,
            due_at=row.notice_until or row.proposed_at,
            has_deadline=False,
            state=row.state,
            state_label=row.get_state_display(),
        )
        for row, move in waiting_proceedings(actor, at)
    ]


def _joined(*things: Any) -> str:
    return " · ".join(thing.name for thing in things if thing is not None)


def _stops(actor: Actor, at: datetime) -> list[Work]:
    """An inspector's own stops of open rounds, the nearest twelve."""
    if not actor.may_anywhere("inspections.record_observations"):
        return []
    return [
        Work(
            title=stop.place.name,
            detail=_joined(stop.site.site_type if stop.site else None, stop.place.area, stop.round),
            url=stop_address(stop.pk),
            button=_("Go on with the visit") if getattr(stop, "answered", 0) else _("Start the visit"),
            due_at=end_of(stop.round.closes_on) if stop.round else None,
            state=stop.state,
            state_label=stop.get_state_display(),
        )
        for stop in inspections.stops_of(actor, at)[:12]
    ]


def _scenes(actor: Actor) -> list[Work]:
    """Open calibrations in which the actor has scenes left to judge."""
    if not actor.may_anywhere("calibrations.judge_scene"):
        return []
    return [
        Work(
            title=one.calibration.name,
            detail=_("{done} of {total} scenes judged").format(done=one.judged_count, total=one.scene_count),
            url=reverse("field:calibration", args=[one.calibration.pk]),
            button=_("Judge scenes"),
            due_at=end_of(one.calibration.closes_on),
            state=one.calibration.state,
            state_label=one.calibration.get_state_display(),
        )
        for one in own_calibrations(actor)
        if one.is_open and one.left
    ]


def _material(actor: Actor, at: datetime) -> list[Work]:
    """What the own unit owes, and what waits for a second person."""
    return [
        Work(
            title=line.title,
            detail=line.detail,
            url=line.url,
            button=line.button,
            due_at=end_of(line.due_on) if line.due_on else line.since,
            has_deadline=line.due_on is not None,
            state=line.state,
            state_label=line.state_label,
        )
        for line in material.lines(actor, at)
    ]


def _draws(actor: Actor, at: datetime) -> list[Work]:
    """Draws whose public values are known and that wait for two people, or to be run."""
    if not actor.may_anywhere("draws.enter_entropy"):
        return []
    return [
        Work(
            title=_("Draw no. {serial}: {name}").format(serial=draw.serial, name=draw.name),
            detail=_("The public values are known since {moment}.").format(moment=moment_text(draw.known_at)),
            url=reverse("desk:draw", args=[draw.pk]),
            button=_("Enter the values"),
            due_at=draw.fails_after,
            state=draw.state,
            state_label=draw.get_state_display(),
        )
        for draw in draws.waiting_for_values(actor, at)
    ]


def _tasks(actor: Actor, at: datetime) -> list[Work]:
    """Own tasks that are late or due within a month, and what waits to be confirmed; the first dozen of each."""
    own = [_task(one, _("Report progress"), end_of(one.due_on)) for one in plans.due_for(actor, at)[:12]]
    if not actor.may_anywhere("plans.confirm_done"):
        return own
    waiting = plans.to_confirm_for(actor)[:12]
    return own + [_task(one, _("Look whether it is done"), one.last_heard_at, is_due=False) for one in waiting]


def _task(one: plans.Undertaking, button: Any, moment: datetime, *, is_due: bool = True) -> Work:
    return Work(
        title=f"{one.code} {one.name}",
        detail=_joined(one.unit, one.theme),
        url=reverse("desk:undertaking", args=[one.pk]),
        button=button,
        due_at=moment,
        has_deadline=is_due,
        state=one.state,
        state_label=one.get_state_display(),
    )


def figures(actor: Actor, at: datetime) -> list[Figure]:
    """The few counts of this role: its queues, what is overdue, the posts nobody holds. All counted in one query."""
    counted = [*_of_cases(actor, at), *_of_others(actor, at)]
    counts = counts_capped({str(place): rows for place, (_label, rows, _url, _tone) in enumerate(counted)})
    found = [_capped(one[0], counts[str(place)], one[2], one[3]) for place, one in enumerate(counted)]
    if actor.may_anywhere("plans.confirm_done"):
        slipping = plans.slip_counts(actor, at)["any"]
        found.append(_capped(_("Tasks that slip"), slipping, reverse("desk:plan_slippage"), "warn"))
    return found


Counted = tuple[Any, QuerySet[Any], str, str]
"""Label, rows, address, tone where there are any."""


def _of_cases(actor: Actor, at: datetime) -> Iterator[Counted]:
    """Queues, what is overdue, and what is overdue in the remits of the actor's own groups (three at most)."""
    list_url = reverse("desk:cases")
    for name, rows in cases.waiting_lists(actor, at).items():
        yield QUEUE_LABELS[name], rows, f"{list_url}?queue={name}", ""
    in_groups = actor.may_anywhere("cases.see_group_case")
    if in_groups or actor.may_anywhere("cases.see_case"):
        late = cases.cases_for(actor, cases.Filters(due="overdue"), at)
        yield _("Overdue"), late, f"{list_url}?due=overdue&order=wanted", "alarm"
    if in_groups and actor.group_ids:
        for group in units.groups().filter(pk__in=actor.group_ids)[:3]:
            late = cases.cases_for(actor, cases.Filters(due="overdue", group=group.pk), at)
            label = _("Overdue: {group}").format(group=group.name)
            yield label, late, reverse("desk:group_remit", args=[group.pk]), "alarm"


def _of_others(actor: Actor, at: datetime) -> Iterator[Counted]:
    if (markets := markets_due(actor, at)) is not None:
        yield _("Markets to be assessed"), markets, f"{reverse('desk:markets')}?state=due", "warn"
    if actor.may_anywhere("recurrences.see_recurrence"):
        proposed = recurrences_for(actor, "proposed")
        yield _("Upgrades proposed"), proposed, f"{reverse('desk:recurrences')}?state=proposed", "warn"
    for label, rows, url in material.waiting(actor, at):
        yield label, rows, url, ""
    if actor.may_anywhere("units.appoint_person"):
        yield _("Vacant posts"), units.vacant_posts(actor, at), reverse("desk:vacant_posts"), "warn"


def _capped(label: Any, count: int, url: str, tone: str = "") -> Figure:
    return Figure(label, min(count, MOST_COUNTED), url, tone if count else "", is_capped=count > MOST_COUNTED)


def remarks(actor: Actor, at: datetime) -> list[Remark]:
    """Next year's table of working days, from November on."""
    found: list[Remark] = []
    if actor.may_anywhere("calendars.upload_year_table"):
        for year in years_missing(at):
            text = _("No table of working days for {year} yet: deadlines that reach into it are provisional.")
            found.append(Remark(text.format(year=year), reverse("desk:calendar"), _("Upload the table")))
    return found
