"""One document: its text with figures that open their rows, its words, whom it reaches, and its files."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.documents.listing import tabs
from chuangcheng.desk.documents.moves import buttons
from chuangcheng.desk.history import history
from chuangcheng.documents import queries
from chuangcheng.documents.blocks import Block, Figure, Spans, Table, Words, from_json, printed
from chuangcheng.documents.queries import Document, Recipient, spec_of
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

MOST_ROWS = 60
"""Rows of a table shown on the page; the file has them all."""
MOST_RECIPIENTS = 200


@require_GET
def document(request: StaffRequest, pk: int) -> HttpResponse:
    """The text as it stands, every figure a link; beside it what may be done, and who has received it."""
    found = queries.get_document_for(request.actor, pk)
    recipients = list(
        found.recipients.select_related("unit", "acknowledged_by").order_by("unit__path")[:MOST_RECIPIENTS]
    )
    may_edit = found.is_open and request.actor.may_anywhere("documents.edit_document")
    context = {
        "document": found,
        "kind": found.get_kind_display(),
        "blocks": _shown(request, found, may_edit=may_edit),
        "buttons": buttons(request, found),
        "may_edit": may_edit,
        "may_replace": found.state == "issued" and request.actor.may_anywhere("documents.draft_document"),
        "recipients": [_recipient(request, one) for one in recipients],
        "acknowledged": sum(one.acknowledged_at is not None for one in recipients),
        "revisions": _revisions(found) if request.actor.may_anywhere("documents.see_document") else [],
        "later": Document.objects.filter(replaces=found).exclude(state="discarded").first() if found.serial else None,
        "history": history(found, limit=40) if request.actor.may_anywhere("documents.see_document") else [],
        "tabs": tabs(request),
    }
    return render(request, "desk/documents/document.html", context)


def _recipient(request: StaffRequest, one: Recipient) -> dict[str, Any]:
    may = one.issued_at is not None and one.acknowledged_at is None
    return {
        "row": one,
        "may_acknowledge": may
        and one.unit_id in request.actor.unit_ids
        and request.actor.may("documents.acknowledge_document", unit_path=one.unit.path),
    }


def _shown(request: StaffRequest, found: Document, *, may_edit: bool) -> list[dict[str, Any]]:
    """The blocks for the template; the head and imprint are the file's."""
    labels = {slot.name: slot.label for slot in spec_of(found.kind).slots}
    return [
        _block(request, found, block, labels, may_edit=may_edit)
        for block in printed(from_json(found.blocks), with_slots=may_edit)
    ]


def _block(
    request: StaffRequest, found: Document, block: Block, labels: dict[str, Any], *, may_edit: bool
) -> dict[str, Any]:
    shown: dict[str, Any] = {"kind": block.kind, "block": block}
    if isinstance(block, Table):
        shown["rows"] = [
            [
                {
                    "parts": _parts(request, found, cell),
                    "is_number": at in block.numbers,
                    "names": not block.head and at % 2 == 0,
                }
                for at, cell in enumerate(row)
            ]
            for row in block.rows[:MOST_ROWS]
        ]
        shown["left_out"] = max(0, len(block.rows) - MOST_ROWS)
        shown["head"] = [{"name": name, "is_number": at in block.numbers} for at, name in enumerate(block.head)]
    elif isinstance(block, Words):
        shown["label"] = labels.get(block.slot, block.slot)
        shown["lines"] = [line for line in block.text.split("\n") if line.strip()]
        shown["url"] = reverse("desk:document_words", args=[found.pk, block.slot]) if may_edit else ""
    elif block.kind in ("heading", "paragraph"):
        shown["parts"] = _parts(request, found, block.text)  # type: ignore[union-attr, arg-type]
    return shown


def _parts(request: StaffRequest, found: Document, text: Spans) -> list[dict[str, Any]]:
    return [_part(request, found, one) for one in text]


def _part(request: StaffRequest, found: Document, one: str | Figure) -> dict[str, Any]:
    """A figure is a link for whoever may see the rows that it counts."""
    if isinstance(one, str):
        return {"text": one, "url": ""}
    if not any(request.actor.may_anywhere(sight) for sight in SIGHTS.get(str(one.rows.get("of")), ())):
        return {"text": one.text, "url": ""}
    address = f"{reverse('desk:document_rows', args=[found.pk])}?{urlencode({'figure': one.key})}"
    return {"text": one.text, "url": address}


SIGHTS = {
    "cases": ("cases.see_case", "cases.see_group_case", "cases.see_found_case"),
    "visits": ("scoring.see_score",),
    "observations": ("scoring.see_score",),
}


def _revisions(found: Document) -> list[dict[str, Any]]:
    """What was changed in the draft, before and after, newest first."""
    labels = {slot.name: slot.label for slot in spec_of(found.kind).slots}
    shown = []
    for one in found.revisions.select_related("made_by")[:30]:
        if one.slot:
            changes = [{"label": labels.get(one.slot, one.slot), "before": one.before, "after": one.after}]
        else:
            changes = [
                {"label": _("Figure “%(key)s”") % {"key": key}, "before": one.before.get(key), "after": value}
                for key, value in list(one.after.items())[:20]
            ]
        shown.append({"at": one.made_at, "who": one.made_by, "changes": changes, "is_read": not one.slot})
    return shown


@require_GET
def rows(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows that a figure counted, read again: how many it says, and how many they are for this reader now."""
    found = queries.get_document_for(request.actor, pk)
    figure, counted = queries.figure_of(found, request.GET.get("figure", ""))
    behind = queries.rows_behind(request.actor, counted)
    context = {
        "document": found,
        "figure": figure,
        "of": counted.of,
        "count": behind.count(),
        "page": page(behind, ["-pk"], cursor=request.GET.get("cursor", "")),
        "read_at": counted.moment,
    }
    return render(request, "desk/documents/rows.html", context)


@require_GET
def file(request: StaffRequest, pk: int, form: str) -> HttpResponseBase:
    """The frozen file of an issued document, or the draft written on the spot."""
    found = queries.get_document_for(request.actor, pk)
    stored = {"docx": found.docx, "pdf": found.pdf, "xlsx": found.sheet}.get(form)
    if stored is not None:
        return file_response(stored)
    if form not in TYPES:
        raise NotFound("file")
    answer = HttpResponse(queries.draft_file(found, form), content_type=TYPES[form])
    answer["Content-Disposition"] = f"attachment; filename=draft-{found.pk}.{form}"
    return answer


TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
