"""What people give about an undertaking -> its columns, checked; single acts, imports and copies share them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.models import Indicator, Theme
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.places.fields import sound_equipment
from chuangcheng.places.models import Facility, Segment, Site
from chuangcheng.plans.models import Kind, Milestone, ServedStandard, Undertaking, UpgradeKind
from chuangcheng.plans.rules import UNDER
from chuangcheng.units.models import Post, Unit

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
MOST_MILESTONES = 24
LONGEST_PATH = 300
HEAVIEST = 1000
Milestones = Sequence[tuple[str, date]]
Columns = dict[str, Any]


def path_of(code: str, kind: str, parent: Undertaking | None) -> str:
    """Where it stands in the tree. Refused: `bad_code`, `bad_parent`, `too_deep`."""
    if not CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits, dots and hyphens, 40 at most."), field="code")
    if kind not in Kind.values:
        raise Refused("unknown_kind", _("This kind of undertaking is not known."), field="kind")
    if (parent.kind if parent else "") not in UNDER[kind]:
        said = _("“%(kind)s” cannot stand here: a plan holds key points, these hold schemes, each of them holds tasks.")
        raise Refused("bad_parent", said % {"kind": Kind(kind).label}, field="parent")
    path = f"{parent.path if parent else ''}{code}/"
    if len(path) > LONGEST_PATH:
        raise Refused("too_deep", _("This would stand too deep in the tree."), field="parent")
    return path


def columns(
    *,
    name_zh: str,
    unit: Unit,
    due_on: date,
    starts_on: date | None = None,
    post: Post | None = None,
    theme: Theme | None = None,
    text_zh: str = "",
    weight: int = 1,
    name_en: str = "",
    upgrade: UpgradeKind | None = None,
    facility: Facility | None = None,
    site: Site | None = None,
    segment: Segment | None = None,
    equipment_after: Mapping[str, Any] | None = None,
) -> Columns:
    """The columns of an undertaking. Refused: `out_of_range`, `bad_order`, `other_unit`, `no_place`, `wrong_place`,
    and what `places` says of equipment."""
    if not 1 <= weight <= HEAVIEST:
        raise Refused("out_of_range", _("A weight is 1 to 1,000."), field="weight")
    if starts_on is not None and starts_on > due_on:
        raise Refused("bad_order", _("It cannot be due before it starts."), field="due_on")
    if post is not None and not post.unit.path.startswith(unit.path):
        raise Refused("other_unit", _("The post does not belong to the unit."), field="post")
    return {
        "name_zh": name_zh.strip(),
        "name_en": name_en.strip(),
        "text_zh": text_zh.strip(),
        "unit": unit,
        "post": post,
        "theme": theme,
        "weight": weight,
        "starts_on": starts_on,
        "due_on": due_on,
        **_upgraded(upgrade, facility, site, segment, equipment_after),
    }


def _upgraded(
    upgrade: UpgradeKind | None,
    facility: Facility | None,
    site: Site | None,
    segment: Segment | None,
    equipment_after: Mapping[str, Any] | None,
) -> Columns:
    """A project names its kind and its place; a place alone is no project."""
    placed = [one for one in (facility, site, segment) if one is not None]
    if upgrade is not None and not placed:
        raise Refused("no_place", _("An upgrade needs the facility, the site or the street it is for."), field="place")
    wanted = upgrade.facility_kinds if upgrade else []
    if wanted and (facility is None or facility.kind.code not in wanted):
        raise Refused("wrong_place", _("This kind of upgrade is not for such a place."), field="place")
    given = dict(equipment_after if equipment_after is not None else (upgrade.equipment if upgrade else {}))
    after = sound_equipment(facility.kind, given) if facility and given else {}
    return {"upgrade": upgrade, "facility": facility, "site": site, "segment": segment, "equipment_after": after}


def check_within(parent: Undertaking | None, due_on: date) -> None:
    """Refused: `after_parent` where it would end after what it belongs to."""
    if parent is not None and due_on > parent.due_on:
        said = _("“%(parent)s” ends on %(day)s: nothing below it can be due later.")
        raise Refused("after_parent", said % {"parent": parent.name_zh, "day": parent.due_on}, field="due_on")


def searchable(code: str, fields: Columns) -> str:
    """What the search box looks in."""
    place = fields.get("facility") or fields.get("site") or fields.get("segment")
    names = [fields["name_zh"], fields.get("name_en", ""), fields["unit"].name_zh, place.name_zh if place else ""]
    return search_text(code, *names)


def sound_standards(codes: Iterable[str]) -> list[str]:
    """The codes, each once. Refused: `unknown_standard` naming the first that no edition knows."""
    wanted = list(dict.fromkeys(code.strip() for code in codes if code.strip()))
    known = set(Indicator.objects.filter(code__in=wanted).values_list("code", flat=True)) if wanted else set()
    for code in wanted:
        if code not in known:
            raise Refused("unknown_standard", _("No edition knows “%(code)s”.") % {"code": code}, field="standards")
    return wanted


def set_standards(undertaking: Undertaking, codes: Sequence[str]) -> bool:
    """Write which standards it serves; True if that is new."""
    standing = set(undertaking.served.values_list("code", flat=True))
    if standing == set(codes):
        return False
    undertaking.served.exclude(code__in=codes).delete()
    fresh = [ServedStandard(undertaking=undertaking, code=code) for code in codes if code not in standing]
    ServedStandard.objects.bulk_create(fresh)
    return True


def sound_milestones(milestones: Milestones, due_on: date) -> list[tuple[str, date]]:
    """Refused: `too_many`, `milestone_late` for one after the end, `milestone_twice`."""
    named = [(name.strip(), day) for name, day in milestones if name.strip()]
    if len(named) > MOST_MILESTONES:
        raise Refused("too_many", _("At most 24 milestones."), field="milestones")
    if len({name for name, _day in named}) < len(named):
        raise Refused("milestone_twice", _("Two milestones have the same name."), field="milestones")
    for name, day in named:
        if day > due_on:
            said = _("The milestone “%(name)s” lies after the due date.") % {"name": name}
            raise Refused("milestone_late", said, field="milestones")
    return named


def set_milestones(undertaking: Undertaking, milestones: Milestones) -> bool:
    """Write the milestones; one that keeps its name keeps whether it was reached. True if something changed."""
    wanted = dict(milestones)
    standing = {one.name_zh: one for one in undertaking.milestones.all()}
    gone = [one.pk for name, one in standing.items() if name not in wanted]
    moved = [one for name, one in standing.items() if name in wanted and one.due_on != wanted[name]]
    fresh = [Milestone(undertaking=undertaking, name_zh=n, due_on=d) for n, d in wanted.items() if n not in standing]
    for one in moved:
        one.due_on = wanted[one.name_zh]
    Milestone.objects.filter(pk__in=gone).delete()
    Milestone.objects.bulk_update(moved, ["due_on"])
    Milestone.objects.bulk_create(fresh)
    return bool(gone or moved or fresh)
