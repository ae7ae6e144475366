"""Undertakings as the plain rows of `rows.py`, and everything a row may name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import QuerySet

from chuangcheng.frameworks.models import Indicator, Theme
from chuangcheng.places.models import Facility, FacilityKind, Segment, Site
from chuangcheng.places.rules import BadValue, check_equipment
from chuangcheng.places.sentences import equipment_sentence
from chuangcheng.plans.models import Milestone, ServedStandard, Undertaking, UpgradeKind
from chuangcheng.plans.rows import Known, PlanRow
from chuangcheng.units.models import Post, Unit

NAMED = ("unit", "post", "theme", "parent", "upgrade", "facility", "site", "segment")
CHUNK = 500


def below(path: str) -> QuerySet[Undertaking]:
    """An undertaking and everything under it."""
    return Undertaking.objects.filter(path__startswith=path)


def plan_rows(rows: QuerySet[Undertaking]) -> Iterator[PlanRow]:
    """The rows in the order of the tree, a few hundred at a time."""
    wanted = rows.select_related(*NAMED).defer("search_text", "segment__line").order_by("path")
    batch: list[Undertaking] = []
    for one in wanted.iterator(CHUNK):
        batch.append(one)
        if len(batch) == CHUNK:
            yield from _plain(batch)
            batch = []
    yield from _plain(batch)


def _plain(batch: list[Undertaking]) -> Iterator[PlanRow]:
    ids = [one.pk for one in batch]
    served: dict[int, list[str]] = {}
    for pk, code in ServedStandard.objects.filter(undertaking__in=ids).values_list("undertaking", "code"):
        served.setdefault(pk, []).append(code)
    stones: dict[int, list[tuple[str, date]]] = {}
    for pk, name, day in Milestone.objects.filter(undertaking__in=ids).values_list("undertaking", "name_zh", "due_on"):
        stones.setdefault(pk, []).append((name, day))
    for one in batch:
        yield plain_row(one, served.get(one.pk, []), stones.get(one.pk, []))


def _code(thing: object) -> str:
    return getattr(thing, "code", "") if thing is not None else ""


def plain_row(one: Undertaking, served: Iterable[str], stones: Iterable[tuple[str, date]]) -> PlanRow:
    """One undertaking as a row."""
    return PlanRow(
        code=one.code,
        kind=one.kind,
        name_zh=one.name_zh,
        unit=one.unit.code,
        due_on=one.due_on,
        parent=_code(one.parent),
        name_en=one.name_en,
        text_zh=one.text_zh,
        post=_code(one.post),
        theme=_code(one.theme),
        standards=tuple(sorted(served)),
        weight=one.weight,
        starts_on=one.starts_on,
        milestones=tuple(sorted(stones, key=lambda stone: (stone[1], stone[0]))),
        upgrade=_code(one.upgrade),
        facility=_code(one.facility),
        site=_code(one.site),
        segment=_code(one.segment),
        equipment=tuple((code, said(value)) for code, value in sorted(one.equipment_after.items())),
    )


def said(value: object) -> str:
    """A value of equipment as a cell says it."""
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def known_for(rows: Iterable[PlanRow]) -> Known:
    """Everything the rows may name. About a dozen queries, whatever the number of rows."""
    rows = list(rows)
    upgrades = {one.code: tuple(one.facility_kinds) for one in UpgradeKind.objects.all()}
    codes = {row.facility for row in rows if row.facility}
    facilities = {code: kind for some in _chunks(codes) for code, kind in _facilities(some)}
    standing = {row.code: row for row in plan_rows(Undertaking.objects.all())}
    return Known(
        units=dict(Unit.objects.filter(is_active=True).values_list("code", "path")),
        posts=dict(Post.objects.filter(is_active=True).values_list("code", "unit__path")),
        themes=frozenset(Theme.objects.values_list("code", flat=True)),
        standards=frozenset(Indicator.objects.values_list("code", flat=True).distinct().order_by()),
        upgrades=upgrades,
        facilities=facilities,
        sites=_present(Site, {row.site for row in rows if row.site}),
        segments=_present(Segment, {row.segment for row in rows if row.segment}),
        check_equipment=_checker(),
        standing=standing,
        states=dict(Undertaking.objects.values_list("code", "state")),
        paths=dict(Undertaking.objects.values_list("code", "path")),
    )


def _chunks(codes: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(codes)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]


def _facilities(codes: list[str]) -> list[tuple[str, str]]:
    return list(Facility.objects.filter(code__in=codes).values_list("code", "kind__code"))


def _present(model: type[Site] | type[Segment], codes: Iterable[str]) -> frozenset[str]:
    found = (
        code
        for some in _chunks(codes)
        for code in model._default_manager.filter(code__in=some).values_list("code", flat=True)
    )
    return frozenset(found)


def _checker() -> Callable[[str, Mapping[str, str]], str]:
    attributes = {kind.code: kind.attributes for kind in FacilityKind.objects.all()}

    def wrong(kind: str, given: Mapping[str, str]) -> str:
        try:
            check_equipment(attributes.get(kind, []), given)
        except BadValue as error:
            return str(equipment_sentence(attributes.get(kind, []), error))
        return ""

    return wrong
