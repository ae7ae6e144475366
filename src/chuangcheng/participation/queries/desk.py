"""Reports as the staff see them."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.sealed import open_value
from chuangcheng.kit.transitions import Move
from chuangcheng.participation.access import SEE, within
from chuangcheng.participation.models import Block, Call, Contact, Report, ReportPhoto
from chuangcheng.participation.workflow import TABLE

CITIZENS = frozenset(
    f"participation.{name}"
    for name in ("receive_report", "confirm_answer", "object_to_answer", "ask_review", "erase_report")
)
"""Moves that are the citizen's alone."""


def reports_for(actor: Actor, state: str = "", words: str = "") -> QuerySet[Report]:
    """Reports the actor may see, by state, narrowed to those whose text or code holds the words."""
    rows = Report.objects.filter(within(actor, SEE)).select_related("category", "area", "segment", "site", "facility")
    if state:
        rows = rows.filter(state=state)
    if words:
        plain = words.replace("\0", "").replace("-", "").strip()[:40]
        rows = (
            rows.filter(code=plain.upper())
            if len(plain) == 10 and plain.isascii()
            else rows.filter(description__contains=plain)
        )
    return rows


def get_report_for(actor: Actor, pk: int) -> Report:
    """The report, or NotFound."""
    rows = reports_for(actor).select_related("case__unit", "joined_to", "call", "taken_in_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("report")
    return found


def state_counts(actor: Actor) -> Counter[str]:
    """How many stand in each state: one query over an index."""
    rows = Report.objects.filter(within(actor, SEE)).order_by().values_list("state").annotate(Count("pk"))
    return Counter(dict(rows))


def photo_for(actor: Actor, report: int, photo: int) -> ReportPhoto:
    """A picture of a report that the actor may see."""
    found = ReportPhoto.objects.filter(report=get_report_for(actor, report), pk=photo).select_related("file").first()
    if found is None:
        raise NotFound("photo")
    return found


def possible_moves(actor: Actor, report: Report) -> list[Move]:
    """The staff's moves out of this state that the actor's grants reach."""
    area = report.area.path if report.area else ""
    return [
        move
        for move in TABLE.leaving(report.state)
        if move.verb not in CITIZENS and actor.may(move.verb, area_path=area)
    ]


def contact_of(report: Report) -> dict[str, str]:
    """Telephone and e-mail in clear; empty where none was given or they are forgotten. For actions that record it."""
    row = Contact.objects.filter(report=report).first()
    if row is None:
        return {"phone": "", "email": ""}
    sealed: dict[str, Any] = {"phone": row.phone_sealed, "email": row.email_sealed}
    return {name: open_value(text, "participation").decode() if text else "" for name, text in sealed.items()}


def blocks() -> QuerySet[Block]:
    """Blocks, those in force first."""
    return Block.objects.select_related("made_by").order_by("lifted_at", "-made_at", "-pk")


def calls() -> QuerySet[Call]:
    """Themed calls, newest first."""
    return Call.objects.select_related("category")
