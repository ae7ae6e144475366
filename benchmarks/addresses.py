"""The addresses to measure: every page of the back office and the phone, with a thing for each that shows one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.urls import NoReverseMatch, get_resolver, reverse

from chuangcheng.accounts.models import ApiClient, Person
from chuangcheng.cases.models import Case, Category
from chuangcheng.draws.models import Draw
from chuangcheng.duties.models import StandardDuty
from chuangcheng.frameworks.models import CheckPoint, Cycle, Edition, Indicator
from chuangcheng.inspections.models import Round, Visit
from chuangcheng.journal.models import Entry
from chuangcheng.materials.models import Demand, DepartmentFigure, Document, NegativeEvent, Pack
from chuangcheng.places.models import Area, Facility, FacilityKind, Segment, Site, SiteType
from chuangcheng.plans.models import Feedback, Meeting, Undertaking
from chuangcheng.recurrences.models import Recurrence
from chuangcheng.units.models import Group, Post, Role, Unit
from tests.crawl.rows import model_of

FACES = ("desk:", "field:")
EXPORTS = ("export",)
"""Names of pages that build a whole file: measured, but not held to 100 ms."""


@dataclass(frozen=True, slots=True)
class Address:
    """One page to measure: the name of its URL (with what is asked of it), and where it is."""

    name: str
    path: str

    @property
    def is_export(self) -> bool:
        return any(word in self.name for word in EXPORTS)


def _first(model: type[Model], **wanted: Any) -> int | None:
    return model._default_manager.filter(**wanted).order_by("pk").values_list("pk", flat=True).last()


THINGS: dict[str, Callable[[], int | None]] = {
    "case": lambda: _first(Case, state="accepted"),
    "case_category": lambda: _first(Category),
    "round": lambda: _first(Round, state="ended"),
    "round_points": lambda: _first(Round, state="ended"),
    "visit": lambda: _first(Visit, state="done"),
    "replace_inspector": lambda: _first(Visit, state="planned"),
    "draw": lambda: _first(Draw, state="revealed"),
    "opened_proof": lambda: _first(Draw, state="revealed"),
    "edition": lambda: _first(Edition, kind="city"),
    "bare_standards": lambda: _first(Edition, kind="city"),
    "standard": lambda: _first(Indicator, level="standard"),
    "check_point": lambda: _first(CheckPoint),
    "cycle": lambda: _first(Cycle),
    "duty": lambda: _first(StandardDuty),
    "assign_duty": lambda: _first(Indicator, level="standard"),
    "remit": lambda: _first(Group),
    "area": lambda: _first(Area, level="subdistrict"),
    "area_edit": lambda: _first(Area, level="subdistrict"),
    "site_type_edit": lambda: _first(SiteType),
    "facility_kind_edit": lambda: _first(FacilityKind),
    "site": lambda: _first(Site),
    "site_edit": lambda: _first(Site),
    "segment": lambda: _first(Segment),
    "segment_edit": lambda: _first(Segment),
    "street_visits": lambda: _first(Segment),
    "recurrence": lambda: _first(Recurrence),
    "facility": lambda: _first(Facility),
    "facility_edit": lambda: _first(Facility),
    "facility_condition": lambda: _first(Facility),
    "undertaking": lambda: _first(Undertaking, kind="scheme"),
    "plan_gantt": lambda: _first(Undertaking, kind="plan"),
    "feedback": lambda: _first(Feedback),
    "meeting": lambda: _first(Meeting),
    "unit": lambda: _first(Unit, code="DW26"),
    "unit_edit": lambda: _first(Unit, code="DW26"),
    "post_new": lambda: _first(Unit, code="DW26"),
    "post": lambda: _first(Post, code="DW26-liaison"),
    "post_edit": lambda: _first(Post, code="DW26-liaison"),
    "post_appoint": lambda: _first(Post, code="DW26-liaison"),
    "post_grant": lambda: _first(Post, code="DW26-liaison"),
    "api_client": lambda: _first(ApiClient),
    "group": lambda: _first(Group),
    "group_edit": lambda: _first(Group),
    "group_members": lambda: _first(Group),
    "role": lambda: _first(Role),
    "role_edit": lambda: _first(Role),
    "journal_entry": lambda: _first(Entry),
    "person": lambda: _first(Person, username="suqing"),
    "person_edit": lambda: _first(Person, username="suqing"),
    **dict.fromkeys(
        ("material_demand", "material_demand_edit", "material_demand_withdraw", "material_hand_in"),
        lambda: _first(Demand, kind="photo"),
    ),
    **dict.fromkeys(
        ("material_standard", "material_rate", "material_demand_new", "department_figure_new"),
        lambda: _first(Indicator, code="C1.1.1"),
    ),
    "material": lambda: _first(Document, state="accepted"),
    "material_pack": lambda: _first(Pack),
    "department_figure": lambda: _first(DepartmentFigure),
    "department_figure_edit": lambda: _first(DepartmentFigure),
    "negative_event": lambda: _first(NegativeEvent),
}
PREFIXES = ("edition_", "edit_edition", "export_edition")
FURTHER = {
    "desk:cases": (
        "words=公厕",
        "words=垃圾 雄关街道",
        "state=closed",
        "due=overdue",
        "order=oldest",
        "source=citizen",
        "unit={unit}",
        "area={area}",
        "standard={standard}",
        "unit={unit}&state=closed&words=路灯",
    ),
    "desk:case_points": ("box=98.20,39.70,98.40,39.85", "box=98.262,39.765,98.270,39.770&state=closed"),
    "desk:case_map": ("unit={unit}",),
    "desk:sites": ("words=公园", "site_type={site_type}"),
    "desk:facilities": ("words=公共卫生间",),
    "desk:search": ("q=公厕", "words=公厕"),
    "desk:place_search": ("q=雄关", "words=雄关"),
    "desk:person_search": ("q=林", "words=林"),
    "desk:journal": ("verb=cases.close_case",),
    "desk:score_rows": ("unit={unit}",),
    "desk:street_results": ("visited=1",),
}
CHOICES: dict[str, tuple[dict[str, Any], ...]] = {
    "desk:scores_by": tuple({"dimension": name} for name in ("site_type", "area", "unit", "standard")),
    "desk:ranking": tuple({"dimension": name} for name in ("unit", "street", "area")),
    "desk:place_map": tuple({"noun": name} for name in ("sites", "segments", "facilities", "areas")),
    "desk:place_export": tuple({"noun": name} for name in ("sites", "segments", "facilities")),
    "desk:coverage_gap": tuple(
        {"gap": name}
        for name in (
            "without-lead",
            "too-many",
            "segments",
            "sites",
            "facilities",
            "areas",
            "vacant-posts",
            "without-check-points",
        )
    ),
    "desk:jobs": tuple({"state": name} for name in ("waiting", "done", "failed", "dead")),
}


def _patterns(resolver: Any, spaces: tuple[str, ...] = (), before: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """(name, path as a pattern, names of its parameters)."""
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern, (*spaces, *([pattern.namespace] if pattern.namespace else [])), path)
        elif pattern.name:
            yield ":".join([*spaces, pattern.name]), path, list(pattern.pattern.converters)


def addresses() -> tuple[list[Address], list[str]]:
    """(what to measure, names of URLs for which there is nothing to show: moves, private links)."""
    found, left = [], []
    values = {
        "unit": _first(Unit, code="DW26"),
        "area": _first(Area, level="subdistrict"),
        "standard": Indicator.objects.filter(Q(level="standard"), edition__kind="city").values_list("pk", flat=True)[0],
        "site_type": _first(SiteType, code="P33"),
    }
    for name, path, keys in _patterns(get_resolver()):
        if not name.startswith(FACES):
            continue
        own = list(_of(name, path, keys))
        found += own
        left += [] if own else [name]
        if not keys:
            found += [Address(f"{name}?{q}", f"{reverse(name)}?{q.format(**values)}") for q in FURTHER.get(name, ())]
    return found, left


def _of(name: str, path: str, keys: list[str]) -> Iterator[Address]:
    short = name.partition(":")[2]
    if not keys:
        yield Address(name, reverse(name))
    for choice in CHOICES.get(name, ()):
        try:
            yield Address(f"{name} {next(iter(choice.values()))}", reverse(name, kwargs=choice))
        except NoReverseMatch:
            continue
    if keys == ["pk"]:
        look = THINGS.get(name) or THINGS.get(short) or (THINGS["edition"] if short.startswith(PREFIXES) else None)
        model = model_of(path)
        pk = look() if look else _first(model) if model else None
        if pk:
            yield Address(name, reverse(name, kwargs={"pk": pk}))
