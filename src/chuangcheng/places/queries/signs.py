"""Reads of QR signs: what a token stands for, and what hangs where."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.access import SEE
from chuangcheng.places.models import Sign, SignKind, Site
from chuangcheng.places.queries.codes import BATCH
from chuangcheng.places.queries.listing import facilities_for, segments_for, sites_for
from chuangcheng.places.queries.place import place

TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
PLACED = ("site", "facility", "segment")
SOURCES: dict[str, Any] = {"site": sites_for, "segment": segments_for, "facility": facilities_for}


def valid_signs(kind: str, codes: Sequence[str]) -> list[Sign]:
    """Signs of these places that are not revoked, the oldest of each."""
    found: dict[str, Sign] = {}
    for start in range(0, len(codes), BATCH):
        portion = codes[start : start + BATCH]
        for sign in Sign.objects.filter(kind=kind, place_code__in=portion, revoked_at=None).order_by("-id"):
            found[sign.place_code] = sign
    return [found[code] for code in codes if code in found]


def signs_at(sites: Collection[Site]) -> dict[int, list[str]]:
    """site id → tokens of the valid signs at the site, its facility and its street. Two queries."""
    columns = ("pk", "code", "facility__code", "segment__code")
    rows = list(Site.objects.filter(pk__in=[site.pk for site in sites]).order_by("pk").values_list(*columns))
    places = {pk: tuple(zip(PLACED, codes, strict=True)) for pk, *codes in rows}
    wanted = {place for of_site in places.values() for place in of_site if place[1]}
    tokens: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sign in Sign.objects.filter(place_code__in={code for _kind, code in wanted}, revoked_at=None).order_by("pk"):
        if (sign.kind, sign.place_code) in wanted:
            tokens[sign.kind, sign.place_code].append(sign.token)
    return {pk: [token for place in of_site for token in tokens.get(place, ())] for pk, of_site in places.items()}


def named_places(actor: Actor, verb: str, kind: str, codes: Sequence[str]) -> dict[str, Any]:
    """code → site, segment or facility, as far as the verb reaches."""
    found: dict[str, Any] = {}
    for start in range(0, len(codes), BATCH):
        for thing in SOURCES[kind](actor, verb).filter(code__in=codes[start : start + BATCH]):
            found[thing.code] = thing
    return found


def signs_for(actor: Actor) -> QuerySet[Sign]:
    """Signs whose places the actor may see; patrol points are open to every holder of the sight."""
    if not any(grant.area_path for grant in actor.scopes(SEE)):
        return Sign.objects.all()
    seen = Q(kind=SignKind.PATROL_POINT)
    for kind, source in SOURCES.items():
        seen |= Q(kind=kind, place_code__in=source(actor).values("code"))
    return Sign.objects.filter(seen)


def get_sign_for(actor: Actor, pk: int) -> Sign:
    """The sign, or NotFound."""
    sign = signs_for(actor).filter(pk=pk).first()
    if sign is None:
        raise NotFound("sign")
    return sign


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the public is told of a sign's place: no person, no condition, nothing internal."""

    kind: str
    code: str
    name: Any
    what: Any
    area: Any
    address: str
    hours: str


def scanned(token: str) -> Scanned:
    """What a token stands for. NotFound for an unknown or revoked one, and for a place that is gone."""
    sign = Sign.objects.filter(token=token, revoked_at=None).first() if TOKEN.fullmatch(token) else None
    if sign is None:
        raise NotFound("sign")
    if sign.kind == SignKind.PATROL_POINT:
        return Scanned(sign.kind, sign.place_code, sign.label_zh, None, None, "", "")
    found = place(sign.kind, sign.place_code)
    thing: Any = found.thing
    if not thing.is_active:
        raise NotFound("sign")
    what = {"site": lambda: thing.site_type, "facility": lambda: thing.kind}.get(sign.kind, lambda: None)()
    hours = thing.hours_zh if sign.kind == SignKind.FACILITY else ""
    return Scanned(
        sign.kind, sign.place_code, thing, what, found.area, found.address if sign.kind != "segment" else "", hours
    )
