"""What waits for an actor: cases with the one next move that is theirs, what runs out first on top."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuangcheng.cases.access import within
from chuangcheng.cases.models import Case, Extension, ExtensionState, State, Submission, Verdict
from chuangcheng.cases.queries.listing import LIST_NEIGHBOURS
from chuangcheng.cases.workflow import RUNNING, TABLE
from chuangcheng.kit.actor import Actor
from chuangcheng.units.models import Unit


@dataclass(frozen=True, slots=True)
class Queue:
    """Cases in one state wait for whoever holds one verb. `name` is the list's address, `label` in `QUEUE_LABELS`."""

    name: str
    state: State
    verb: str


QUEUES = (
    Queue("dispatch", State.REGISTERED, "cases.dispatch_case"),
    Queue("accept", State.DISPATCHED, "cases.accept_case"),
    Queue("submit", State.ACCEPTED, "cases.submit_case"),
    Queue("arbitrate", State.DISPUTED, "cases.uphold_dispute"),
    Queue("extend", State.ACCEPTED, "cases.grant_extension"),
    Queue("verify", State.SUBMITTED, "cases.close_case"),
    Queue("verify_correction", State.CORRECTED, "cases.close_case"),
    Queue("review_hold", State.HELD, "cases.resume_case"),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case, the move that is wanted, its label, and the moment it is (or has been) wanted at."""

    case: Case
    verb: str
    label: Any
    wanted_at: datetime
    has_deadline: bool


def _asked() -> Exists:
    return Exists(Extension.objects.filter(case=OuterRef("pk"), state=ExtensionState.ASKED))


def _own_matter(actor: Actor) -> Q:
    """Cases of the actor's own units, which somebody else must verify."""
    paths = Q(pk__in=())
    for path in actor.unit_paths:
        paths |= _at_or_above(path)
    return Q(unit__in=Unit.objects.filter(paths).values("pk"))


def _at_or_above(path: str) -> Q:
    codes = path.strip("/").split("/")
    return Q(path__in=["/".join(codes[:depth]) + "/" for depth in range(1, len(codes) + 1)])


def in_queue(actor: Actor, queue: Queue, at: datetime, among: QuerySet[Case] | None = None) -> QuerySet[Case]:
    """The cases of one queue for one actor, of all or of those given; unordered."""
    everything = Case.objects.all() if among is None else among
    rows = everything.filter(within(actor, queue.verb), state=queue.state)
    if queue.name == "extend":
        return rows.filter(_asked())
    if queue.name == "review_hold":
        return rows.filter(wanted_at__lte=at)
    if queue.verb == "cases.close_case":
        mine = Submission.objects.filter(
            case=OuterRef("pk"), verdict=Verdict.PENDING, submitted_by=actor.person_id or 0
        )
        return rows.exclude(_own_matter(actor)).filter(~Exists(mine))
    return rows


def queues_of(actor: Actor) -> tuple[Queue, ...]:
    """The queues of the verbs that the actor holds somewhere."""
    return tuple(queue for queue in QUEUES if actor.may_anywhere(queue.verb))


def waiting_for(actor: Actor, at: datetime, limit: int = 40) -> list[Waiting]:
    """The first `limit` cases that wait for the actor, sorted by when their next move is wanted.

    One bounded query per queue of the actor's roles (at most eight), and one for the cases themselves.
    """
    lists = [_first(actor, queue, at, limit) for queue in queues_of(actor)]
    lines = sorted((line for some in lists for line in some), key=lambda line: (line[0], line[1]))[:limit]
    rows = Case.objects.filter(pk__in={pk for _wanted, pk, _queue in lines}).select_related(*LIST_NEIGHBOURS)
    cases = {case.pk: case for case in rows.defer("search_text")}
    return [_waiting(cases[pk], queue) for _wanted, pk, queue in lines if pk in cases]


def _first(actor: Actor, queue: Queue, at: datetime, limit: int) -> list[tuple[datetime, int, Queue]]:
    rows = in_queue(actor, queue, at).order_by("wanted_at", "pk").values_list("wanted_at", "pk")
    return [(wanted, pk, queue) for wanted, pk in rows[:limit]]


def _waiting(case: Case, queue: Queue) -> Waiting:
    move = TABLE.find(queue.verb, queue.state)
    assert move is not None
    return Waiting(case, queue.verb, move.label, case.wanted_at, case.state in RUNNING)


def waiting_lists(actor: Actor, at: datetime) -> dict[str, QuerySet[Case]]:
    """Queue name -> its cases, unordered, for tabs with `kit.counting.counts_capped`."""
    return {queue.name: in_queue(actor, queue, at) for queue in queues_of(actor)}
