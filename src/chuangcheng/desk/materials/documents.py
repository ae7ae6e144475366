"""Documents handed in: the list, one document with its versions, a new one, and their files."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.history import history
from chuangcheng.desk.materials.forms import DocumentFilter, HandInForm
from chuangcheng.desk.materials.listing import tabs, values
from chuangcheng.desk.refusals import attempt
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import actions, queries
from chuangcheng.materials.queries import Demand, Document, DocumentFilters, DocumentState, VersionFile
from chuangcheng.units.queries import units_for

OPEN = (DocumentState.DRAFT, DocumentState.RETURNED)
VARIANTS = ("shown", "thumbnail", "original")
EXTRAS = (
    ("describe_document", gettext_lazy("Change title or caption"), True),
    ("add_version", gettext_lazy("Add a version"), True),
    ("link_demand", gettext_lazy("Use it for another standard"), False),
)
"""Steps beside the workflow: name, label, only while the unit holds it."""


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Newest first, chips by state."""
    form = DocumentFilter(request.GET or None)
    given = values(form)
    filters = DocumentFilters(
        given.get("q", ""),
        given.get("state", ""),
        given.get("unit"),
        given.get("kind", ""),
        further=request.GET.get("further") == "1",
    )
    found = page(queries.documents_for(request.actor, filters), ["-made_at"], cursor=request.GET.get("cursor", ""))
    counts = queries.state_counts(request.actor)
    chips = [("", _("All"), sum(counts.values())), *((v, label, counts[v]) for v, label in DocumentState.choices)]
    context = {
        "page": found,
        "form": form,
        "tabs": tabs(request, "desk:material_documents"),
        "chips": [{"value": v, "label": label, "count": n, "active": v == filters.state} for v, label, n in chips],
    }
    return render(request, "desk/materials/documents.html", context)


@require_GET
def document(request: StaffRequest, pk: int) -> HttpResponse:
    """Caption, files, what it answers, what it lacks, versions, and the next steps."""
    found = queries.get_document_for(request.actor, pk)
    links = queries.links_of(found)
    versions = queries.versions_of(found)
    is_open = found.state in OPEN
    context = {
        "document": found,
        "links": [_link(request, found, link, len(links)) for link in links],
        "moves": [_move(move) for move in queries.document_moves(request.actor, found)],
        "extras": _extras(request, found, is_open=is_open),
        "faults": [queries.fault_sentence(one) for one in queries.faults_of(found)] if is_open else [],
        "files": [_file(row) for row in versions[0].files.all()] if versions else [],
        "versions": [{"version": one, "files": [_file(row) for row in one.files.all()]} for one in versions],
        "sees_case": request.actor.may_anywhere("cases.see_case"),
        "history": history(found, limit=60),
    }
    return render(request, "desk/materials/document.html", context)


def _move(move: Any) -> tuple[str, Any]:
    return move.verb.removeprefix("materials."), move.label


def _extras(request: StaffRequest, found: Document, *, is_open: bool) -> list[tuple[str, Any]]:
    if found.state == DocumentState.WITHDRAWN:
        return []
    may = partial(request.actor.may, unit_path=found.unit.path)
    return [
        (name, label) for name, label, only_open in EXTRAS if (is_open or not only_open) and may(f"materials.{name}")
    ]


def _link(request: StaffRequest, found: Document, link: Any, count: int) -> dict[str, Any]:
    """A use of the document, and what this reader may do with it."""
    actor, path = request.actor, found.unit.path
    waits = link.confirmed_at is None and found.state == DocumentState.ACCEPTED
    is_second = not actor.belongs_to([path]) and actor.person_id != link.linked_by_id
    return {
        "link": link,
        "waits": waits,
        "may_confirm": waits and is_second and actor.may("materials.confirm_link", unit_path=path),
        "may_unlink": count > 1 and actor.may("materials.unlink_demand", unit_path=path),
    }


def _file(row: VersionFile) -> dict[str, Any]:
    """What the components show of a file."""

    def url(variant: str) -> str:
        return reverse("desk:material_file", args=[row.pk, variant])

    return {
        "url": url("shown"),
        "thumbnail_url": url("thumbnail"),
        "file_url": url("original"),
        "caption": row.label_zh,
        "is_image": row.file.is_image,
        "name": row.file.name,
        "size": row.file.size,
    }


def hand_in(request: StaffRequest, pk: int) -> HttpResponse:
    """A new document for a demand."""
    demand = queries.get_demand_for(request.actor, pk)
    units = units_for(request.actor, "materials.hand_in_document").order_by("path")
    if demand.withdrawn_at is not None or not units:
        raise NotFound("demand")
    own = next((unit for unit in units if unit.pk == demand.unit_id), units[0])
    initial = {"kind": demand.kind, "title_zh": "", "theme_zh": "", "unit": own}
    form = HandInForm(request.POST or None, request.FILES or None, initial=initial, units=units)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_handed_in, request, demand, dict(form.cleaned_data)))
        if made is not None:
            messages.success(request, _("Saved as a draft. Submit it once it is whole."))
            return redirect("desk:material", made.pk)
    context = {"form": form, "demand": demand, "heading": _("Hand in material"), "has_files": True}
    return render(request, "desk/materials/form.html", context)


def _handed_in(request: StaffRequest, demand: Demand, given: dict[str, Any]) -> Document:
    files = stored(request, given.pop("uploads"))
    return actions.hand_in_document(by=request.actor, at=request.at, demands=[demand], files=files, **given)


@require_GET
def file(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """A file of a document within reach: pictures are shown, everything can be saved."""
    row = queries.file_for(request.actor, pk)
    if variant not in VARIANTS or (variant != "original" and not row.file.is_image):
        raise NotFound("file")
    return file_response(row.file, variant)  # type: ignore[arg-type]
