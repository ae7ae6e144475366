"""What to do next on adopted streets: open cases, a contract that ends, a vacant post, a check of one's own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from chuangcheng.cases.queries import Filters, cases_for
from chuangcheng.duties.queries import PlaceHolding, thresholds, vacant_leads
from chuangcheng.inspections.queries.self_checks import last_self_checks, open_self_checks
from chuangcheng.kit.actor import Actor
from chuangcheng.places.models import Site

MOST_SITES = 50
"""Sites of one street that a page offers to check."""


@dataclass(frozen=True, slots=True)
class StreetSite:
    """A site on the street with the unit's own last check, and the one that has begun."""

    site: Site
    last: datetime | None
    begun: int | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class StreetWork:
    """A unit's part in a street and what waits there. `sites` is empty for whoever does not belong to the unit: its
    own checks are nobody else's matter. Cases as far as the reader may see them."""

    holding: PlaceHolding
    days_left: int | None
    ends_soon: bool
    is_vacant: bool
    open_count: int
    late_count: int
    sites: tuple[StreetSite, ...]

    @property
    def due_checks(self) -> int:
        """Sites that the unit should look at itself."""
        return sum(1 for one in self.sites if one.is_due)

    @property
    def is_idle(self) -> bool:
        """Nothing waits here."""
        return not (self.ends_soon or self.is_vacant or self.open_count or self.due_checks)


def street_work(actor: Actor, holdings: Sequence[PlaceHolding], at: datetime) -> list[StreetWork]:
    """What waits on each of these held streets, in their order: eight queries, however many there are."""
    vacant, today = vacant_leads(holdings, at), timezone.localdate(at)
    notice, every = thresholds("contract_notice_days", "self_check_every_days").values()
    cases = _open_cases(actor, [row.segment_id for row in holdings if row.segment_id], at)
    own = [row for row in holdings if row.unit_id in actor.unit_ids]
    sites = _sites(actor, {row.segment_id for row in own if row.segment_id}, at, every)
    found = []
    for row in holdings:
        left = (row.agreed_until - today).days if row.agreed_until else None
        counts = cases.get(row.segment_id or 0, (0, 0))
        mine = tuple(sites.get(row.segment_id or 0, [])) if row in own else ()
        found.append(StreetWork(row, left, left is not None and left <= notice, row.pk in vacant, *counts, mine))
    return found


def _open_cases(actor: Actor, segments: list[int], at: datetime) -> dict[int, tuple[int, int]]:
    """segment -> open cases that the actor may see, and those of them that are overdue."""
    rows = cases_for(actor, Filters(phase="open"), at).filter(segment__in=segments).order_by().select_related(None)
    late = Count("pk", filter=Q(overdue_since__isnull=False))
    counted = rows.defer(None).values_list("segment").annotate(open_count=Count("pk"), late_count=late)
    return {segment: (count, overdue) for segment, count, overdue in counted}


def _sites(actor: Actor, segments: Iterable[int], at: datetime, every: int) -> dict[int, list[StreetSite]]:
    rows = Site.objects.filter(segment__in=list(segments), is_active=True).select_related("site_type")
    by_segment: dict[int, list[Site]] = defaultdict(list)
    for site in rows.order_by("code"):
        if site.segment_id is not None and len(by_segment[site.segment_id]) < MOST_SITES:
            by_segment[site.segment_id].append(site)
    ids = [site.pk for own in by_segment.values() for site in own]
    last, begun = last_self_checks(actor, ids), open_self_checks(actor, ids)
    return {
        segment: [
            StreetSite(
                site,
                last.get(site.pk),
                begun.get(site.pk),
                site.pk not in last or (at - last[site.pk]).days >= every,
            )
            for site in own
        ]
        for segment, own in by_segment.items()
    }
