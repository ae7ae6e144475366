"""The search across the city: few rows of each kind, each kind with a way to its full list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.cases import queries as cases
from chuangcheng.frameworks import queries as frameworks
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.places import queries as places
from chuangcheng.units import queries as units

EACH = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found."""

    title: Any
    detail: Any
    url: str


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows of one kind, and the list with all of them."""

    label: Any
    rows: list[Hit]
    more_url: str


def find(actor: Actor, words: str, at: datetime) -> list[Hits]:
    """Groups with at least one row; nothing for blank words."""
    if not words:
        return []
    groups = [_cases(actor, words, at), _places(actor, words), _standards(actor, words, at), _units(actor, words)]
    return [group for group in groups if group.rows]


def _more(url_name: str, words: str, *, field: str = "q", **more: Any) -> str:
    return f"{reverse(url_name, **more)}?{urlencode({field: words})}"


def _cases(actor: Actor, words: str, at: datetime) -> Hits:
    rows = cases.cases_for(actor, cases.Filters(words=words), at).order_by("-id")[:EACH]
    hits = [
        Hit(f"{case.number} {case.description[:60]}", case.get_state_display(), reverse("desk:case", args=[case.pk]))
        for case in rows
    ]
    return Hits(_("Cases"), hits, _more("desk:cases", words, field="words"))


PAGES = {"site": "desk:site", "segment": "desk:segment", "facility": "desk:facility", "area": "desk:area"}


def _places(actor: Actor, words: str) -> Hits:
    if not actor.may_anywhere("places.see_place"):
        return Hits("", [], "")
    hits = []
    for place in places.search_places(actor, words, limit=EACH):
        thing = place.thing
        kind = thing._meta.model_name or ""
        hits.append(Hit(thing.name, place.area.name, reverse(PAGES[kind], args=[thing.pk])))
    return Hits(_("Places"), hits, _more("desk:sites", words))


def _standards(actor: Actor, words: str, at: datetime) -> Hits:
    editions = frameworks.editions_in_force(at) if actor.may_anywhere("frameworks.see_edition") else []
    if not editions:
        return Hits("", [], "")
    hits = [
        Hit(one.name, one.code, reverse("desk:standard", args=[one.pk]))
        for one in frameworks.standards_saying(editions, words)[:EACH]
    ]
    return Hits(_("Standards"), hits, _more("desk:edition", words, field="search", args=[editions[0].pk]))


def _units(actor: Actor, words: str) -> Hits:
    if not actor.may_anywhere("units.see_unit"):
        return Hits("", [], "")
    rows = units.Unit.objects.filter(search_text__contains=search_text(words)).order_by("path")[:EACH]
    hits = [Hit(unit.name, unit.code, reverse("desk:unit", args=[unit.pk])) for unit in rows]
    return Hits(_("Units"), hits, _more("desk:units", words))
