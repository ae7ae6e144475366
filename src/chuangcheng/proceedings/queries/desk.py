"""Proceedings as an actor may see them, where each stands, who can go on."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import localised
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.proceedings.access import SEE, within
from chuangcheng.proceedings.kinds import BUILTIN
from chuangcheng.proceedings.models import KindVersion, Objection, Proceeding, State
from chuangcheng.proceedings.rules import Course, Filed, Kind, clash, hindrance, is_suspended, public_phase
from chuangcheng.proceedings.workflow import OPEN, allowed
from chuangcheng.units.models import Post
from chuangcheng.units.queries import posts_with, recipients

ACT_OF = {
    "proceedings.review_proceeding": "review",
    "proceedings.turn_down_proceeding": "review",
    "proceedings.give_notice": "notice",
    "proceedings.answer_objection": "answer",
    "proceedings.decide_proceeding": "decide",
}
"""Verbs that are one of the acts that two different people do."""
JUDGING = frozenset(ACT_OF)
OF_PARTY = frozenset({"proceedings.file_objection"})
NEWS = (
    "proceedings.propose_proceeding",
    "proceedings.turn_down_proceeding",
    "proceedings.review_proceeding",
    "proceedings.give_notice",
    "proceedings.file_objection",
    "proceedings.answer_objection",
    "proceedings.decide_proceeding",
    "proceedings.end_proceeding",
    "proceedings.withdraw_proceeding",
)
TO_PARTY = frozenset(NEWS) - {"proceedings.propose_proceeding", "proceedings.review_proceeding"} - OF_PARTY
TO_OFFICE = {
    "proceedings.propose_proceeding": "proceedings.review_proceeding",
    "proceedings.review_proceeding": "proceedings.give_notice",
    "proceedings.file_objection": "proceedings.answer_objection",
    "proceedings.answer_objection": "proceedings.decide_proceeding",
}


def kind_in_force(code: str) -> Kind:
    """The city's newest version of a kind, else the product's own. Raises NotFound."""
    row = KindVersion.objects.filter(code=code).order_by("-version").first()
    if row is not None:
        return Kind.of(row.data)
    if code not in BUILTIN:
        raise NotFound(f"kind {code}")
    return BUILTIN[code]


def course_of(proceeding: Proceeding, objections: Iterable[Objection] | None = None) -> Course:
    """What the rules need of the rows; one query where the objections are not handed in."""
    rows = proceeding.objections.all() if objections is None else objections
    return Course(
        proceeding.served_at,
        proceeding.notice_until,
        tuple(Filed(one.filed_at, one.counts, one.answered_at) for one in rows),
        proceeding.published_from,
        proceeding.published_until,
        proceeding.over_at,
        proceeding.decided_at,
    )


def acted(proceeding: Proceeding) -> list[tuple[str, int | None]]:
    """(act, person) of everything done in it. One query."""
    return [(one.act, one.person_id) for one in proceeding.steps.all()]


def proceedings_for(actor: Actor, *, state: str = "", subject_kind: str = "") -> QuerySet[Proceeding]:
    """Those the actor may see, with their parties; `state` may be `open`."""
    rows = Proceeding.objects.filter(within(actor, SEE)).select_related("unit")
    if subject_kind:
        rows = rows.filter(subject_kind=subject_kind)
    if state == "open":
        return rows.filter(state__in=OPEN)
    return rows.filter(state=state) if state in State.values else rows


def get_proceeding_for(actor: Actor, pk: int) -> Proceeding:
    """The only door to one proceeding; raises NotFound."""
    found = proceedings_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("proceeding")
    return found


def get_proceeding(pk: int) -> Proceeding:
    """One proceeding for a job of the subject's room. Raises NotFound."""
    found = Proceeding.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise NotFound("proceeding")
    return found


def about(subject_kind: str, keys: Iterable[str]) -> list[Proceeding]:
    """Proceedings about these subjects, newest first. One query."""
    rows = Proceeding.objects.filter(subject_kind=subject_kind, subject_key__in=list(keys))
    return list(rows.select_related("unit").order_by("-proposed_at", "-pk")[:500])


def standing(proceeding: Proceeding, at: datetime) -> dict[str, object]:
    """For a page: what hinders the decision, whether it is public or suspended now. One query."""
    course, kind = course_of(proceeding), proceeding.rules
    return {
        "hindrance": hindrance(kind, course, at) if proceeding.state in OPEN else "",
        "is_public": public_phase(kind, course, at) != "",
        "is_suspended": is_suspended(kind, course, at) and course.published_from is not None,
    }


def proceeding_moves(actor: Actor, proceeding: Proceeding, at: datetime) -> list[Move]:
    """What this actor may do now: by the table, the kind, the grants, and who has acted before. Two queries."""
    kind, done, course = proceeding.rules, acted(proceeding), course_of(proceeding)
    own = proceeding.unit is not None and actor.belongs_to([proceeding.unit.path])
    found: list[Move] = []
    for move in allowed(kind, proceeding.state):
        if not actor.may(move.verb, unit_path=proceeding.unit_path):
            continue
        if move.verb in JUDGING and (own or clash(kind, done, ACT_OF[move.verb], actor.person_id)):
            continue
        if move.verb in OF_PARTY and kind.objectors == "party" and proceeding.unit is not None and not own:
            continue
        if move.verb == "proceedings.answer_objection" and all(one.answered_at for one in course.objections):
            continue
        if move.verb == "proceedings.record_service" and proceeding.served_at is not None:
            continue
        if move.verb == "proceedings.decide_proceeding" and hindrance(kind, course, at):
            continue
        found.append(move)
    return found


def waiting_proceedings(actor: Actor, at: datetime, limit: int = 20) -> list[tuple[Proceeding, Move]]:
    """Open proceedings with the first move that this actor may make, oldest first."""
    found = []
    rows = proceedings_for(actor, state="open").prefetch_related("steps", "objections")
    for one in rows.order_by("proposed_at", "pk")[:limit]:
        moves = [move for move in proceeding_moves(actor, one, at) if move.verb in JUDGING]
        if moves:
            found.append((one, moves[0]))
    return found


def recipients_for(verb: str, pk: int, at: datetime) -> set[int]:
    """Post ids that a step of a proceeding concerns, as its kind says: the party, and who can go on from here."""
    row = Proceeding.objects.select_related("unit").filter(pk=pk).first()
    if row is None:
        return set()
    found: set[int] = set()
    if verb in TO_PARTY and "party" in row.rules.told and row.unit:
        heads = Post.objects.filter(unit=row.unit, is_head=True, is_active=True).values_list("pk", flat=True)
        found |= {post.pk for post in recipients(row.unit, at)} | set(heads)
    if verb in TO_OFFICE and "office" in row.rules.told:
        found |= posts_with(TO_OFFICE[verb], at, unit_path=row.unit_path)
    return found


def kind_name(row: Proceeding) -> str:
    """The name of its kind in the language in force."""
    return localised(row.kind["name_zh"], "", row.kind["name_en"])[0]


def outcome_name(row: Proceeding) -> str:
    """What was decided, in the words of its kind; '' before."""
    return localised(*_words(row.rules, row.outcome))[0] if row.outcome else ""


def outcome_names(kind: Kind) -> list[tuple[str, str]]:
    """(code, name) of what can be decided."""
    return [(code, localised(*_words(kind, code))[0]) for code in kind.outcomes]


def _words(kind: Kind, code: str) -> tuple[str, str, str]:
    zh, en = kind.outcome_name(code)
    return zh, "", en
