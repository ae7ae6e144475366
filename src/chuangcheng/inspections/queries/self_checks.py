"""A unit's own checks: all of them for the unit itself; for those above only sums, and only after the private days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from chuangcheng.duties.queries import PlaceHolding
from chuangcheng.duties.queries.tables import in_force
from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.inspections.access import see_self_checks, within_own_units
from chuangcheng.inspections.models import SelfCheck, SelfCheckAnswer, SelfOutcome, Verdict
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import Site
from chuangcheng.units.models import Unit


def self_checks_of(actor: Actor) -> QuerySet[SelfCheck]:
    """The self-checks of the own units, to be paged newest first; nobody else's, whatever the actor's rights."""
    return SelfCheck.objects.filter(within_own_units(actor)).select_related("unit", "site__segment", "edition")


def get_self_check_for(actor: Actor, pk: int) -> SelfCheck:
    """The one door for faces. NotFound for everybody outside the unit: its existence is not told."""
    found = (
        self_checks_of(actor).select_related("site__site_type", "site__area", "site__facility").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound("self_check")
    return found


def get_self_answer_for(actor: Actor, pk: int) -> SelfCheckAnswer:
    """One answer of the unit's own, or NotFound."""
    found = SelfCheckAnswer.objects.select_related("self_check", "check_point__standard").filter(pk=pk).first()
    if found is None:
        raise NotFound("self_answer")
    found.self_check = get_self_check_for(actor, found.self_check_id)
    return found


def own_holder(actor: Actor, site: Site, at: datetime) -> Unit | None:
    """The actor's own unit that holds the site, its facility or its street; the lead first. None if none does."""
    wanted = Q(site=site)
    if site.facility_id:
        wanted |= Q(facility=site.facility_id)
    segment_id = site.segment_id or (site.facility.segment_id if site.facility else None)
    if segment_id:
        wanted |= Q(segment=segment_id)
    rows = PlaceHolding.objects.filter(wanted, in_force(at), unit__in=actor.unit_ids).select_related("unit")
    found = rows.order_by("-is_lead", "pk").first()
    return found.unit if found else None


def sites_held_by(actor: Actor, at: datetime) -> QuerySet[PlaceHolding, int | None]:
    """Ids of the sites that the actor's own units hold by name."""
    rows = PlaceHolding.objects.filter(in_force(at), unit__in=actor.unit_ids, site__isnull=False)
    return rows.values_list("site_id", flat=True)


@dataclass(frozen=True, slots=True)
class SelfLine:
    """One check point with what the unit saw there, if anything."""

    check_point: CheckPoint
    answer: SelfCheckAnswer | None


def self_lines(check: SelfCheck) -> list[SelfLine]:
    """The check points of the site's type in the edition's order: two queries."""
    answers = {row.check_point_id: row for row in check.answers.select_related("case")}
    points = CheckPoint.objects.filter(edition=check.edition_id, site_type=check.site.site_type_id)
    return [SelfLine(point, answers.get(point.pk)) for point in points.order_by("position", "code")]


def has_check_points(edition_id: int, site: Site) -> bool:
    """True if an inspector would answer anything at this kind of site."""
    return CheckPoint.objects.filter(edition=edition_id, site_type=site.site_type_id).exists()


def last_self_checks(actor: Actor, site_ids: Iterable[int]) -> dict[int, datetime]:
    """site id -> when the actor's own units last finished a check there."""
    rows = SelfCheck.objects.filter(within_own_units(actor), site__in=list(site_ids)).exclude(finished_at=None)
    return dict(rows.order_by().values_list("site").annotate(last=Max("finished_at")))


def open_self_checks(actor: Actor, site_ids: Iterable[int]) -> dict[int, int]:
    """site id -> id of the check that the actor's own units began there and did not finish."""
    rows = SelfCheck.objects.filter(within_own_units(actor), site__in=list(site_ids), finished_at=None)
    return dict(rows.values_list("site_id", "pk"))


def self_checks_seen(actor: Actor, at: datetime) -> QuerySet[SelfCheck]:
    """What those above see, after the private days: unit, site, day, and how many points were looked at, not met, and
    of these dealt with. Never which point, never a word of the unit's. To be paged by `-private_until`.
    """
    rows = SelfCheck.objects.filter(see_self_checks(actor), private_until__lte=at).select_related("unit", "site")
    judged = Q(answers__verdict__in=(Verdict.PASS, Verdict.FAIL))
    failed = Q(answers__verdict=Verdict.FAIL)
    return rows.annotate(
        looked_at=Count("answers", filter=judged),
        not_met=Count("answers", filter=failed),
        dealt_with=Count("answers", filter=failed & ~Q(answers__outcome=SelfOutcome.OPEN)),
    )
