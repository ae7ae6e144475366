"""Reads of draws: lists, the public proof as far as it may be known, the selection for the room that asked for it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Sum

from chuangcheng.draws import rules
from chuangcheng.draws.access import may_open_entries, may_see
from chuangcheng.draws.models import (
    Draw,
    DrawState,
    EntropyEntry,
    Entry,
    Frame,
    Publication,
    Stratum,
)
from chuangcheng.draws.rules.proof import published_entries
from chuangcheng.draws.workflow import TABLE
from chuangcheng.journal.models import Entry as JournalEntry
from chuangcheng.journal.rules import moment
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.paging import Page, page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move

__all__ = [
    "is_recorded_late",
    "sample_count",
    "waiting_to_be_used",
    "published_contents",
    "public_state",
    "opened_proof",
    "frames_of",
    "entropy_entries",
    "anchor",
    "agreed_entropy",
    "Draw",
    "DrawState",
    "EntropyEntry",
    "Entry",
    "Frame",
    "Publication",
    "Stratum",
    "StratumSelection",
    "draws",
    "get_draw_for",
    "moves_for",
    "proof",
    "public_draw",
    "public_draws",
    "selection",
]


@dataclass(frozen=True, slots=True)
class StratumSelection:
    """What was drawn from one stratum: `selected` (n) and `reserve`, both in the order drawn."""

    frame_code: str
    ordinal: int
    code: str
    name_zh: str
    population_count: int
    sample_count: int
    selected: list[Entry] = field(default_factory=list)
    reserve: list[Entry] = field(default_factory=list)


def draws(actor: Actor) -> QuerySet[Draw]:
    """The draws that the actor may see, newest first."""
    return Draw.objects.defer("proof", "commitment") if may_see(actor) else Draw.objects.none()


def get_draw_for(actor: Actor, pk: int) -> Draw:
    """The one door for faces; NotFound for what may not be seen."""
    found = Draw.objects.select_related("committed_by").filter(pk=pk).first() if may_see(actor) else None
    if found is None:
        raise NotFound("draw")
    return found


def waiting_to_be_used(actor: Actor) -> list[Draw]:
    """Draws that have run and whose proof is pending, oldest first; at most 50."""
    return list(draws(actor).filter(state=DrawState.RUN).order_by("serial")[:50])


def waiting_for_values(actor: Actor, at: datetime) -> list[Draw]:
    """Committed draws whose public values are known by now, the first to fail on top; at most 20."""
    return list(draws(actor).filter(state=DrawState.COMMITTED, known_at__lte=at).order_by("fails_after")[:20])


def public_draws(*, cursor: str = "", size: int = 50) -> Page[Draw]:
    """Every draw there ever was, by serial number without a gap, newest first."""
    return page(Draw.objects.defer("proof", "commitment"), ["-serial"], cursor=cursor, size=size)


def public_draw(serial: int) -> Draw:
    """One draw by serial number, for its public page."""
    found = Draw.objects.prefetch_related("frames__strata").filter(serial=serial).first()
    if found is None:
        raise NotFound("draw")
    return found


def public_state(draw: Draw, at: datetime) -> str:
    """committed, pending, failed, revealed or cancelled: what a citizen is told."""
    if draw.state in (DrawState.COMMITTED, DrawState.RUN) and at > draw.fails_after:
        return "failed"
    return "pending" if draw.state == DrawState.RUN else str(draw.state)


def moves_for(actor: Actor, draw: Draw) -> list[Move]:
    """The buttons: moves out of the draw's state that the actor holds the verb for."""
    return [move for move in TABLE.leaving(draw.state) if actor.may_anywhere(move.verb)]


def entropy_entries(draw: Draw) -> list[EntropyEntry]:
    """What each person entered, in order of time."""
    return list(EntropyEntry.objects.filter(draw=draw).select_related("person"))


def agreed_entropy(draw: Draw) -> list[dict[str, Any]] | None:
    """The values that at least two people entered alike, and more people than any other values; else None."""
    entries = list(EntropyEntry.objects.filter(draw=draw))
    votes = Counter(repr(entry.values) for entry in entries).most_common(2)
    if not votes or votes[0][1] < 2 or (len(votes) > 1 and votes[1][1] == votes[0][1]):
        return None
    return next(list(entry.values) for entry in entries if repr(entry.values) == votes[0][0])


def frames_of(draw: Draw) -> list[Frame]:
    """Frames in order, each with its strata. Two queries."""
    return list(Frame.objects.filter(draw=draw).prefetch_related("strata"))


def sample_count(draw: Draw, frame_code: str) -> int:
    """How many items of a frame are to be drawn in all its strata."""
    found = Stratum.objects.filter(draw=draw, frame__code=frame_code).aggregate(total=Sum("sample_count"))
    return found["total"] or 0


def selection(draw: Draw, frame_code: str | None = None) -> list[StratumSelection]:
    """What was drawn, per stratum in announced order. Empty lists before the draw has run. Two queries."""
    strata = Stratum.objects.filter(draw=draw).select_related("frame").order_by("ordinal")
    if frame_code is not None:
        strata = strata.filter(frame__code=frame_code)
    found = {
        s.pk: StratumSelection(s.frame.code, s.ordinal, s.code, s.name_zh, s.pool_count, s.sample_count) for s in strata
    }
    for entry in Entry.objects.filter(stratum__in=found, rank__isnull=False).order_by("stratum_id", "rank"):
        into = found[entry.stratum_id]
        (into.selected if (entry.rank or 0) <= into.sample_count else into.reserve).append(entry)
    return list(found.values())


def proof(draw: Draw) -> dict[str, Any]:
    """The public proof as far as it may be known: whole once revealed, else pending without secret and selection."""
    if draw.proof:
        return dict(draw.proof)
    known: dict[str, Any] = {"run_at": draw.run_at} if draw.run_at else {}
    return rules.build_proof(
        state="pending" if draw.state == DrawState.RUN else "committed",
        commitment=draw.commitment,
        entropy=draw.entropy,
        anchor=anchor(draw),
        **known,
    )


def opened_proof(actor: Actor, draw: Draw) -> dict[str, Any]:
    """The published proof with the entries of its veiled frames opened, for an auditor. NotFound for anybody else."""
    if draw.state != DrawState.REVEALED or not may_open_entries(actor):
        raise NotFound("draw")
    entries = Entry.objects.filter(stratum__draw=draw, stratum__frame__publication=Publication.VEILED)
    return proof(draw) | {
        "opened": [
            {"stratum": e.stratum.ordinal, "ordinal": e.ordinal, "code": e.code, "name": e.name_zh, "salt": e.salt}
            for e in entries.select_related("stratum").order_by("stratum__ordinal", "ordinal")
        ]
    }


def published_contents(draw: Draw, salts: Mapping[int, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(frames, selection) as a proof shows them; veiled frames as hashes only. Three queries."""
    by_stratum: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(stratum__draw=draw).order_by("stratum_id", "ordinal"):
        by_stratum[entry.stratum_id].append(entry)
    frames: dict[int, dict[str, Any]] = {}
    chosen: list[dict[str, Any]] = []
    for stratum in Stratum.objects.filter(draw=draw).select_related("frame").order_by("ordinal"):
        entries = by_stratum[stratum.pk]
        frame = stratum.frame
        shown = frames.setdefault(frame.pk, {"code": frame.code, "salt": salts[frame.pk], "entries": []})
        items = [rules.Item(entry.code, entry.name_zh, entry.salt) for entry in entries]
        shown["entries"] += published_entries(stratum.ordinal, items, veiled=frame.publication == Publication.VEILED)
        drawn = [e.ordinal for e in sorted((e for e in entries if e.rank), key=lambda e: e.rank or 0)]
        cut = stratum.sample_count
        chosen.append({"stratum": stratum.ordinal, "selected": drawn[:cut], "reserve": drawn[cut:]})
    return list(frames.values()), chosen


def anchor(draw: Draw) -> dict[str, Any]:
    """Where the journal carries the commitment: row, moments, and the seal above it if it is made already."""
    row = (
        JournalEntry.objects.select_related("seal_item__seal")
        .filter(verb="draws.commit_draw", subject_type=Draw._meta.label_lower, subject_id=draw.pk)
        .first()
    )
    if row is None:
        return {}
    told = {"entry": row.pk, "at": moment(row.at), "recorded_at": moment(row.recorded_at)}
    item = getattr(row, "seal_item", None)
    if item is not None:
        told |= {"seal": item.seal.hash, "sealed_at": moment(item.seal.sealed_at), "row_sha256": item.row_hash}
    return told


def is_recorded_late(anchored: Mapping[str, Any]) -> bool:
    """True if the journal took the commitment in more than five minutes after it is said to have been made."""
    if not anchored:
        return False
    behind = datetime.fromisoformat(anchored["recorded_at"]) - datetime.fromisoformat(anchored["at"])
    return behind > timedelta(minutes=5)
