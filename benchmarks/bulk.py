"""Bulk rows on the sample's foundation: sites, cases, rounds with visits and observations, and their journal rows.

The only place where rows are written past the actions. Every case and visit gets the journal rows that its
actions would have written, with the same verbs and payload names.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from random import Random
from typing import Any

from django.db import models, transaction

from chuangcheng.cases.models import Case, CaseCounter, Category, Pause, Submission
from chuangcheng.cases.queries import searchable
from chuangcheng.frameworks.models import CheckPoint, Edition
from chuangcheng.inspections.models import Finding, Observation, Round, Visit, VisitInspector
from chuangcheng.journal.models import Entry
from chuangcheng.kit.names import search_text
from chuangcheng.places.models import Site
from chuangcheng.units.models import Group, Post, Unit

BATCH = 2000
STATES = (
    ("closed", 900),
    ("accepted", 34),
    ("dispatched", 22),
    ("submitted", 20),
    ("registered", 8),
    ("held", 6),
    ("disputed", 3),
    ("refused", 5),
    ("merged", 2),
)
SOURCES = ("citizen", "hotline", "group", "free_finding", "unit", "other")
AFTER_DISPATCH = ("dispatched", "accepted", "submitted", "held", "disputed", "closed")
ACCEPTED = ("accepted", "submitted", "held", "closed")


def put(rows: Iterable[models.Model], model: type[models.Model]) -> int:
    """Write rows in batches, each in a transaction of its own; returns how many."""
    total, iterator = 0, iter(rows)
    while batch := list(islice(iterator, BATCH)):
        with transaction.atomic():
            model._default_manager.bulk_create(batch, batch_size=500)
        total += len(batch)
    return total


@dataclass
class Ground:
    """What the bulk rows point at, read once."""

    now: datetime
    random: Random = field(default_factory=lambda: Random(8000))

    @cached_property
    def sites(self) -> list[Site]:
        return list(Site.objects.select_related("area", "segment", "facility").order_by("pk"))

    @cached_property
    def units(self) -> list[Unit]:
        return list(Unit.objects.order_by("pk"))

    @cached_property
    def liaisons(self) -> dict[int, Post]:
        return {post.unit_id: post for post in Post.objects.filter(is_liaison=True)}

    @cached_property
    def groups(self) -> list[Group]:
        return list(Group.objects.order_by("pk"))

    @cached_property
    def categories(self) -> list[Category]:
        return list(Category.objects.exclude(parent=None).order_by("pk"))

    @cached_property
    def inspectors(self) -> list[Post]:
        return list(Post.objects.filter(grants__role__code="inspector").distinct().order_by("pk"))

    @cached_property
    def points(self) -> dict[int, list[CheckPoint]]:
        found: dict[int, list[CheckPoint]] = {}
        for point in CheckPoint.objects.filter(edition__kind="city").select_related("standard").order_by("position"):
            found.setdefault(point.site_type_id, []).append(point)
        return found


def entry(verb: str, subject: models.Model, at: datetime, act: uuid.UUID | None = None, **payload: Any) -> Entry:
    """A journal row as `act` would write it."""
    return Entry(
        act_id=act or uuid.uuid4(),
        verb=verb,
        at=at,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        payload=payload,
    )


def more_sites(count: int) -> int:
    """Copies of the sample's sites under new codes, a little aside, until there are so many."""
    have = list(Site.objects.order_by("pk"))
    random = Random(1)

    def copies() -> Iterator[Site]:
        for number in range(count - len(have)):
            site = have[number % len(have)]
            again = number // len(have) + 2
            yield Site(
                code=f"{site.code}-{again}",
                site_type_id=site.site_type_id,
                name_zh=f"{site.name_zh}{again}号点",
                area_id=site.area_id,
                segment_id=site.segment_id,
                address_zh=site.address_zh,
                longitude=site.longitude + random.uniform(-0.002, 0.002) if site.longitude else None,
                latitude=site.latitude + random.uniform(-0.002, 0.002) if site.latitude else None,
                opens_at=site.opens_at,
                closes_at=site.closes_at,
                search_text=search_text(f"{site.code}-{again}", site.name_zh, f"{again}号点"),
            )

    return put(copies(), Site)


def more_cases(ground: Ground, count: int) -> int:
    """Cases of the last year until there are so many; their submissions, pauses and journal rows."""
    last = Case.objects.count()
    year = ground.now.year
    total = put((_case(ground, year, number) for number in range(last + 1, count + 1)), Case)
    CaseCounter.objects.filter(name=f"case:{year}").update(last=count)
    first = _first_bulk(last)
    while fresh := list(Case.objects.filter(pk__gt=first).order_by("pk").select_related("unit")[:BATCH]):
        put(_submissions(fresh), Submission)
        put(_pauses(fresh), Pause)
        put((row for case in fresh for row in _case_entries(case)), Entry)
        first = fresh[-1].pk
    return total


def _first_bulk(before: int) -> int:
    pks = list(Case.objects.order_by("pk").values_list("pk", flat=True)[:before])
    return pks[-1] if pks else 0


def _case(ground: Ground, year: int, number: int) -> Case:
    random = ground.random
    state = random.choices([name for name, _ in STATES], [weight for _, weight in STATES])[0]
    age = random.uniform(0.2, 364) if state in ("closed", "refused", "merged") else random.uniform(0.2, 25)
    opened = ground.now - timedelta(days=age)
    site, category = random.choice(ground.sites), random.choice(ground.categories)
    points = ground.points.get(site.site_type_id, [])
    point = random.choice(points) if points else None
    faults = point.example_faults if point else []
    case = Case(
        number=f"{year}-{number:06d}",
        source="inspection" if point and number % 6 == 0 else random.choice(SOURCES),
        state=state,
        severity=random.choice((1, 2, 2, 3)),
        category=category,
        standard=point.standard if point else None,
        check_point=point,
        area=site.area,
        segment=site.segment,
        site=site,
        facility=site.facility,
        longitude=site.longitude,
        latitude=site.latitude,
        address_zh=site.address_zh,
        description=f"{site.name_zh}：{random.choice(faults or [category.name_zh])}",
        group=random.choice(ground.groups),
        opened_at=opened,
        found_at=opened,
        wanted_at=opened,
    )
    case.search_text = searchable(case)
    if state in AFTER_DISPATCH:
        _dispatched(ground, case, random)
    if state in ("closed", "refused", "merged"):
        case.closed_at = case.wanted_at = min(opened + timedelta(days=random.uniform(0.5, 9)), ground.now)
        case.was_on_time = case.closed_at <= case.due_at if case.due_at else None
    return case


def _dispatched(ground: Ground, case: Case, random: Random) -> None:
    unit = random.choice(ground.units)
    case.unit, case.post = unit, ground.liaisons.get(unit.pk)
    case.dispatch_reason = {"code": "chosen", "params": {"reason": "批量样例"}}
    case.dispatched_at = case.opened_at + timedelta(hours=2)
    case.limit = "5 working_days"
    case.due_at = case.wanted_at = case.dispatched_at + timedelta(days=7)
    if case.state in ACCEPTED:
        case.accepted_at = case.dispatched_at + timedelta(hours=3)
    if case.state in ("dispatched", "accepted") and case.due_at < ground.now:
        case.overdue_since, case.escalation_level, case.reminder_level = case.due_at, 3, 2
    if case.state == "held":
        case.hold_reason, case.hold_plan = "需纳入道路改造", "列入明年计划"
        case.held_until = (ground.now + timedelta(days=30)).date()


def _submissions(cases: list[Case]) -> Iterator[Submission]:
    for case in cases:
        if case.state in ("submitted", "closed") and case.accepted_at:
            verdict = "verified" if case.state == "closed" else "pending"
            yield Submission(
                case=case,
                attempt=1,
                cause="日常巡查频次不足",
                measure="已组织人员清理，并纳入每日巡查",
                submitted_at=case.accepted_at,
                verdict=verdict,
                verified_at=case.closed_at,
            )


ENDS = {"refused": "cases.refuse_case", "merged": "cases.merge_case"}
PAUSES = {"submitted": "verification", "closed": "verification", "held": "hold", "disputed": "dispute"}


def _pauses(cases: list[Case]) -> Iterator[Pause]:
    for case in cases:
        if case.dispatched_at and case.state in PAUSES:
            started = case.accepted_at or case.dispatched_at
            yield Pause(
                case=case,
                kind=PAUSES[case.state],
                started_at=started,
                ended_at=max(case.closed_at, started) if case.closed_at else None,
                clock_started_at=case.dispatched_at,
            )


def _case_entries(case: Case) -> Iterator[Entry]:
    """The deeds that brought the case where it is."""
    number, unit = case.number, case.unit.name_zh if case.unit else ""
    yield entry(
        "cases.open_case", case, case.opened_at, number=number, description=case.description, source=case.source
    )
    if case.dispatched_at:
        yield entry("cases.dispatch_case", case, case.dispatched_at, number=number, unit=unit)
    if case.accepted_at:
        yield entry("cases.accept_case", case, case.accepted_at, number=number, unit=unit)
        if case.state in ("submitted", "closed"):
            yield entry("cases.submit_case", case, case.accepted_at, number=number, unit=unit, measure="已清理")
    if case.overdue_since:
        yield entry("cases.mark_overdue", case, case.overdue_since, number=number)
    if case.closed_at:
        verb = ENDS.get(case.state, "cases.close_case")
        yield entry(verb, case, case.closed_at, number=number, reason="批量样例", into=number)


def more_rounds(ground: Ground, rounds: int, observations: int) -> int:
    """So many ended rounds (the last one open) with about so many observations in all, linked to cases."""
    edition = Edition.objects.get(kind="city", state="published")
    taken = Finding.objects.values("case_id")
    found = Case.objects.filter(source="inspection").exclude(pk__in=taken)
    cases = list(found.order_by("-pk").values_list("pk", flat=True))
    total = 0
    for number in range(1, rounds + 1):
        total += _round(ground, edition, number, number == rounds, observations // rounds, cases)
    return total


def _round(ground: Ground, edition: Edition, number: int, is_open: bool, wanted: int, cases: list[int]) -> int:
    random = ground.random
    opened = ground.now - timedelta(days=2 if is_open else 30 * (12 - number))
    planned = Round.objects.create(
        code=f"B{opened.year}-{number:02d}",
        name_zh=f"基准测试第{number}轮",
        edition=edition,
        state="open" if is_open else "ended",
        opens_on=opened.date(),
        closes_on=(opened + timedelta(days=20)).date(),
        planned_at=opened - timedelta(days=2),
        opened_at=opened,
        ended_at=None if is_open else opened + timedelta(days=20),
    )
    sites = [site for site in ground.sites if site.site_type_id in ground.points]
    random.shuffle(sites)
    chosen: list[Site] = []
    while wanted > 0 and len(chosen) < len(sites):
        chosen.append(sites[len(chosen)])
        wanted -= len(ground.points[chosen[-1].site_type_id])
    put(_visits(ground, planned, edition, chosen, sites), Visit)
    visits = list(Visit.objects.filter(round=planned).select_related("site").order_by("pk"))
    put(_teams(ground, visits), VisitInspector)
    done = [visit for visit in visits if visit.state == "done"]
    count = put((row for visit in done for row in _answers(ground, visit)), Observation)
    put(_findings(planned, cases), Finding)
    put((_visit_entry(visit) for visit in done), Entry)
    return count


def _visits(ground: Ground, planned: Round, edition: Edition, chosen: list[Site], sites: list[Site]) -> Iterator[Visit]:
    pools, drawn = _counts(sites), _counts(chosen)
    kinds = sorted(pools)
    for position, site in enumerate(chosen, start=1):
        is_done = planned.state == "ended" or position * 2 < len(chosen)
        pool, sample = pools[site.site_type_id], drawn[site.site_type_id]
        yield Visit(
            round=planned,
            edition=edition,
            site=site,
            kind="drawn",
            state="done" if is_done else "planned",
            position=position,
            stratum_ordinal=kinds.index(site.site_type_id) + 1,
            stratum_code=f"T{site.site_type_id}",
            stratum_name_zh=f"T{site.site_type_id}",
            population_count=pool,
            sample_count=sample,
            inclusion_probability=sample / pool,
            rank=position,
            planned_at=planned.planned_at,
            visited_at=planned.opened_at + timedelta(minutes=position) if is_done and planned.opened_at else None,
        )


def _counts(sites: list[Site]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for site in sites:
        counts[site.site_type_id] = counts.get(site.site_type_id, 0) + 1
    return counts


def _teams(ground: Ground, visits: list[Visit]) -> Iterator[VisitInspector]:
    for visit in visits:
        for position in (1, 2):
            post = ground.inspectors[(visit.position + position) % len(ground.inspectors)]
            yield VisitInspector(visit=visit, post=post, position=position, joined_at=visit.planned_at)


def _answers(ground: Ground, visit: Visit) -> Iterator[Observation]:
    random = ground.random
    for point in ground.points[visit.site.site_type_id]:
        verdict = random.choices(("pass", "fail", "not_applicable", "not_observed"), (88, 8, 3, 1))[0]
        yield Observation(
            visit=visit,
            check_point=point,
            verdict=verdict,
            observed_at=visit.visited_at,
            unit=random.choice(ground.units),
        )


def _findings(planned: Round, cases: list[int]) -> Iterator[Finding]:
    failed = Observation.objects.filter(visit__round=planned, verdict="fail").order_by("pk")
    for row in failed.only("pk", "visit_id", "observed_at"):
        if not cases:
            return
        yield Finding(
            visit_id=row.visit_id, observation=row, case_id=cases.pop(), text_zh="不符合", found_at=row.observed_at
        )


def _visit_entry(visit: Visit) -> Entry:
    assert visit.visited_at is not None
    return entry("inspections.finish_visit", visit, visit.visited_at, site=visit.site.name_zh, failed=0)
