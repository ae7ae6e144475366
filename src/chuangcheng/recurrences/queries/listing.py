"""Cards as an actor may see them, and what can be done next."""

from django.db.models import Count, Q, QuerySet

from chuangcheng.cases.models import Case
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.places.models import Facility, Segment, Site
from chuangcheng.recurrences.access import within
from chuangcheng.recurrences.models import STANDING, Recurrence, RecurrenceCase, UpgradeState
from chuangcheng.recurrences.workflow import AUTOMATIC, TABLE

RELATED = ("facility", "site", "segment", "check_point", "standard", "category", "area", "unit", "decided_by")


def recurrences_for(actor: Actor, state: str = "") -> QuerySet[Recurrence]:
    """Cards with all that a line of a list names."""
    rows = Recurrence.objects.filter(within(actor)).select_related(*RELATED).defer("area__boundary", "segment__line")
    return rows.filter(state=state) if state in UpgradeState.values else rows


def recurrence_counts(actor: Actor) -> dict[str, int]:
    """State -> how many cards; one query."""
    rows = Recurrence.objects.filter(within(actor)).order_by().values_list("state").annotate(Count("pk"))
    return {**dict.fromkeys(UpgradeState.values, 0), **dict(rows)}


def get_recurrence_for(actor: Actor, pk: int) -> Recurrence:
    """The only door to a card; raises NotFound."""
    found = recurrences_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("recurrence")
    return found


def recurrence_moves(actor: Actor, card: Recurrence) -> list[Move]:
    """What this actor may do next, in the order of the table."""
    where = {"unit_path": card.unit_path, "area_path": card.area_path}
    moves = TABLE.leaving(card.state)
    return [move for move in moves if move.verb not in AUTOMATIC and actor.may(move.verb, **where)]


def times_on(card: Recurrence) -> QuerySet[RecurrenceCase]:
    """The times of a card with their cases, the first one first."""
    return card.cases.select_related("case__unit", "case__category", "case__site", "case__segment")


def recurrences_at(actor: Actor, place: Facility | Site | Segment) -> list[Recurrence]:
    """Cards of a place, the last fault first; those of a street with all that lies on it. At most twenty."""
    kind = str(place._meta.model_name)
    wanted = Q(**{kind: place.pk})
    if isinstance(place, Segment):
        wanted |= Q(site__segment=place.pk) | Q(facility__segment=place.pk)
    elif isinstance(place, Site) and place.facility_id:
        wanted |= Q(facility=place.facility_id)
    return list(recurrences_for(actor).filter(wanted).order_by("-last_at", "-pk")[:20])


def recurrences_of_case(actor: Actor, case: Case) -> list[Recurrence]:
    """Cards that a case is on."""
    rows = RecurrenceCase.objects.filter(case=case).values("recurrence")
    return list(recurrences_for(actor).filter(pk__in=rows).order_by("-last_at", "-pk"))


def taken_up(actor: Actor) -> QuerySet[Recurrence]:
    """Upgrades that somebody has to carry out: what a plan makes tasks of."""
    return recurrences_for(actor, UpgradeState.TAKEN_UP)


def standing_for(actor: Actor) -> QuerySet[Recurrence]:
    """Cards that are neither declined nor finished."""
    return recurrences_for(actor).filter(state__in=STANDING)
