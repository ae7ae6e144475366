"""The list of written instructions, and one of them with its replies."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.calendars.queries import deadline_in_words
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases import queries
from chuangcheng.cases.queries import InstructionReply
from chuangcheng.desk.history import history
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import get_unit_for

LABELS = {
    "": _("All"),
    "owed": _("Reply owed"),
    "overdue": _("Overdue"),
    "answered": _("Awaiting acceptance"),
    "ended": _("Ended"),
}
VARIANTS = ("shown", "thumbnail", "original")


def _number(request: StaffRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 12 else None


@require_GET
def instructions(request: StaffRequest) -> HttpResponse:
    """What is due first on top while a reply is owed, else the newest; narrowed by unit or group."""
    view = request.GET.get("view", "")
    view = view if view in LABELS else ""
    rows = queries.instructions_for(request.actor, view, request.at)
    unit_id, group_id = _number(request, "unit"), _number(request, "group")
    unit = get_unit_for(request.actor, unit_id) if unit_id else None
    rows = queries.instructions_of_unit(rows, unit) if unit else rows
    rows = queries.instructions_of_group(rows, group_id) if group_id else rows
    order = ["due_at", "id"] if view in ("owed", "overdue") else ["-issued_at", "-id"]
    found = page(rows, order, cursor=request.GET.get("cursor", ""))
    counts: dict[str, Any] = queries.instruction_counts(request.actor, request.at) if not (unit or group_id) else {}
    narrowed = f"&unit={unit.pk}" if unit else f"&group={group_id}" if group_id else ""
    chips = [
        {"url": f"?view={name}{narrowed}", "label": label, "count": counts.get(name), "active": name == view}
        for name, label in LABELS.items()
    ]
    context = {"page": found, "chips": chips, "unit": unit}
    return render(request, "desk/instructions/instructions.html", context)


@require_GET
def instruction(request: StaffRequest, pk: int) -> HttpResponse:
    """From whom, what, until when, and every reply with what was said of it."""
    found = queries.get_instruction_for(request.actor, pk)
    moves = queries.instruction_moves(request.actor, found)
    context = {
        "instruction": found,
        "case": found.case,
        "replies": [_reply(one) for one in queries.replies_of(found)],
        "moves": [(move.verb.removeprefix("cases."), move.label) for move in moves],
        "story": deadline_in_words(found.issued_at, found.due_at, Limit.parse(found.limit))
        if not found.return_count
        else [],
        "is_waiting": found.state == "answered",
        "history": history(found, limit=50),
    }
    return render(request, "desk/instructions/instruction.html", context)


def _reply(reply: InstructionReply) -> dict[str, Any]:
    pictures, documents = [], []
    for one in reply.files.all():
        urls = {name: reverse("desk:instruction_file", args=[one.pk, name]) for name in VARIANTS}
        if one.file.is_image:
            pictures.append({"url": urls["shown"], "thumbnail_url": urls["thumbnail"], "caption": ""})
        else:
            documents.append({"file_url": urls["original"], "name": one.file.name, "caption": ""})
    return {"reply": reply, "files": {"pictures": pictures, "documents": documents}}


@require_GET
def reply_file(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """Evidence of a reply; of a picture never the original with what the camera wrote."""
    found = queries.reply_file_for(request.actor, pk)
    if variant not in VARIANTS or (variant == "original" and found.file.is_image):
        raise NotFound("file")
    return file_response(found.file, variant)  # type: ignore[arg-type]
