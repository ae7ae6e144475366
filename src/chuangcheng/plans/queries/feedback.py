"""The register of shortfalls: entries with what became of them, standards that lost points, and who may see what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.queries import Case, Outcome, Recheck
from chuangcheng.frameworks.models import Indicator
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.plans.access import SEE_FEEDBACK, visible_shortfalls
from chuangcheng.plans.models import Feedback, Shortfall
from chuangcheng.plans.rules import outcome

OUTCOMES: dict[str, Any] = {
    "open": _("Not put right yet"),
    "put_right": _("Put right"),
    "held": _("Held at the re-check"),
    "relapsed": _("Relapsed"),
    "refused": _("Not followed"),
}
SEEN = (Outcome.KEPT, Outcome.RELAPSED)


def feedbacks_for(actor: Actor) -> QuerySet[Feedback]:
    """Reports of assessments that hold an entry which the actor may see."""
    if not actor.may_anywhere(SEE_FEEDBACK):
        return Feedback.objects.none()
    seen = visible_shortfalls(actor)
    if seen == Q():
        return Feedback.objects.all()
    return Feedback.objects.filter(Exists(Shortfall.objects.filter(seen, feedback=OuterRef("pk"))))


def get_feedback_for(actor: Actor, pk: int) -> Feedback:
    """One report. NotFound."""
    found = feedbacks_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("feedback")
    return found


def shortfalls_for(actor: Actor, feedback: Feedback, became: str = "", standard: str = "") -> QuerySet[Shortfall]:
    """Entries with their cases and re-checks, by number; `became` is one of OUTCOMES."""
    rows = Shortfall.objects.filter(visible_shortfalls(actor), feedback=feedback)
    if standard:
        rows = rows.filter(standard_code=standard)
    if became in OUTCOMES:
        rows = _became(rows, became)
    checks = Prefetch("case__rechecks", Recheck.objects.order_by("seen_at"))
    return rows.select_related("unit", "case", "case__unit", "feedback").prefetch_related(checks).order_by("number")


def _became(rows: QuerySet[Shortfall], became: str) -> QuerySet[Shortfall]:
    """The same rule as `rules.outcome`, for the database: what the last re-check that saw something said."""
    last = Recheck.objects.filter(case=OuterRef("case"), outcome__in=SEEN).order_by("-seen_at", "-pk")
    rows = rows.annotate(
        said=Subquery(last.values("outcome")[:1]),
        said_at=Subquery(last.values("seen_at")[:1]),
        said_of=Subquery(last.values("closed_at")[:1]),
    )
    is_refused = Q(case__state__in=("refused", "merged"))
    since = Q(case__closed_at=None) | Q(said_at__gte=F("case__closed_at"))
    has_relapsed = Q(said=Outcome.RELAPSED) & since
    is_closed = Q(case__state="closed", case__closed_at__isnull=False)
    has_held = Q(said=Outcome.KEPT, said_of__gte=F("case__closed_at"))
    if became == "refused":
        return rows.filter(is_refused)
    rows = rows.exclude(is_refused)
    if became == "relapsed":
        return rows.filter(has_relapsed)
    over = rows.filter(Q(said=None) | Q(said=Outcome.KEPT) | ~since)
    if became == "open":
        return over.exclude(is_closed)
    return over.filter(is_closed & has_held) if became == "held" else over.filter(is_closed, ~has_held | Q(said=None))


def became(one: Shortfall) -> str:
    """What became of an entry whose case and re-checks were read with it."""
    case: Case = one.case
    return outcome(case.state, case.closed_at, [(r.outcome, r.closed_at, r.seen_at) for r in case.rechecks.all()])


@dataclass(slots=True)
class StandardLine:
    """A standard that lost points: its entries by outcome, the points, its name if an edition still knows it."""

    code: str
    name: str = ""
    points: Decimal | None = None
    by_outcome: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.by_outcome.values())


def standards_that_lost(rows: Iterable[Shortfall]) -> list[StandardLine]:
    """By points lost, most first; entries that name no standard stand together at the end. One query."""
    lines: dict[str, StandardLine] = {}
    for one in rows:
        line = lines.setdefault(one.standard_code, StandardLine(one.standard_code))
        state = became(one)
        line.by_outcome[state] = line.by_outcome.get(state, 0) + 1
        if one.points_lost is not None:
            line.points = (line.points or Decimal(0)) + one.points_lost
    known = Indicator.objects.filter(code__in=[code for code in lines if code]).order_by("edition__year")
    for code, name in known.values_list("code", "name_zh"):
        lines[code].name = name
    return sorted(lines.values(), key=lambda line: (not line.code, -(line.points or 0), line.code))


def shortfall_of_case(actor: Actor, case: Case) -> Shortfall | None:
    """The entry whose case this is, if the actor may see it."""
    rows = Shortfall.objects.filter(visible_shortfalls(actor), case=case)
    return rows.select_related("feedback").first()


def counts_by_outcome(rows: Iterable[Shortfall]) -> dict[str, int]:
    """Outcome -> how many entries."""
    found = dict.fromkeys(OUTCOMES, 0)
    for one in rows:
        found[became(one)] += 1
    return found
