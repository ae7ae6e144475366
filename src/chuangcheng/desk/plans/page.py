"""The page of one undertaking: what, whose, until when, how far and why, what is under it, what happened."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.plans.shown import bar, due_at, formula, place_url, rows, slip_texts
from chuangcheng.desk.projects import pair_of
from chuangcheng.evidence.queries import file_response
from chuangcheng.frameworks.queries import editions_in_force, standard_by_code
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import queries
from chuangcheng.plans.queries import ProgressFile, Shows, State, Undertaking
from chuangcheng.plans.rules import UNDER, RollUp
from chuangcheng.recurrences.queries import Recurrence, recurrences_for
from chuangcheng.units.queries import holders_of, recipients

VARIANTS = ("shown", "thumbnail", "original")
FIRST = ("confirm_undertaking", "confirm_done", "report_progress", "report_done")


@require_GET
def undertaking(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one undertaking, in a bounded number of queries."""
    one = queries.get_undertaking_for(request.actor, pk)
    rolled = queries.rolled_up([one.path])
    below = page(queries.children_for(request.actor, one), ["path"], cursor=request.GET.get("cursor", ""), size=60)
    slips = queries.slips_of([one, *below], request.at)
    actor, path = request.actor, one.unit.path
    context = {
        "one": one,
        "chain": queries.chain(one),
        "bar": bar(rolled[one.pk].percent),
        "story": _story(one, rolled[one.pk]),
        "page": below,
        "children": _children(rows(below, rolled, slips, request.at), rolled[one.pk]),
        "slips": slip_texts(slips, one.pk, request.at),
        "due_at": due_at(one),
        "met_at": one.ended_at if one.state == State.DONE else None,
        "milestones": _milestones(one, request),
        "reports": [_report(report) for report in _reports(one)],
        "people": _people(request, one),
        "standards": _standards(request, one),
        "card": _card(request, one),
        "place_url": place_url(one),
        "equipment": _equipment(one),
        "pair": pair_of(queries.pictures_of([one]).get(one.pk)) if one.place is not None else None,
        "copies": list(one.copies.order_by("-due_on")[:5]),
        "moves": _moves(request, one),
        "history": history(one, limit=60),
        "may_draft": actor.may("plans.draft_undertaking", unit_path=path) and _holds_something(one),
        "may_copy": actor.may("plans.copy_plan", unit_path=path),
        "may_confirm_all": actor.may("plans.confirm_undertaking", unit_path=path) and _has_drafts(one),
    }
    return render(request, "desk/plans/undertaking.html", context)


def _holds_something(one: Undertaking) -> bool:
    is_over = one.state in (State.DONE, State.DROPPED)
    return not is_over and any(one.kind in above for above in UNDER.values())


def _has_drafts(one: Undertaking) -> bool:
    return Undertaking.objects.filter(path__startswith=one.path, state=State.DRAFTED).exclude(pk=one.pk).exists()


def _story(one: Undertaking, found: RollUp) -> list[str]:
    """How the progress came about, in sentences."""
    if one.state == State.DONE:
        return [_("It counts as 100%: somebody else than who reported it has confirmed that it is done.")]
    if found.parts:
        return [
            _("The mean of what stands under it, by weight: %(formula)s.") % {"formula": formula(found)},
            _("What is only drafted or was dropped does not count; what nobody has confirmed counts as 99% at most."),
        ]
    if one.state in (State.DRAFTED, State.DROPPED):
        return [_("It does not count in what it belongs to.")]
    return [_("As it was last reported; before somebody else has confirmed it, it counts as 99% at most.")]


def _children(shown: list[dict[str, Any]], found: RollUp) -> list[dict[str, Any]]:
    """Each with what it adds to the whole, in percent of the whole."""
    parts = {part.pk: part for part in found.parts}
    for row in shown:
        part = parts.get(row["one"].pk)
        row["adds"] = f"{float(part.percent * part.weight / found.weight):.1f}" if part else ""
    return shown


def _milestones(one: Undertaking, request: StaffRequest) -> list[dict[str, Any]]:
    today = timezone.localdate(request.at)
    return [
        {"stone": stone, "is_missed": stone.reached_on is None and stone.due_on < today}
        for stone in one.milestones.all()[:24]
    ]


def _reports(one: Undertaking) -> Any:
    return one.reports.select_related("reported_by").prefetch_related("files__file")[:50]


def _report(report: Any) -> dict[str, Any]:
    files = [_file(file) for file in report.files.all()]
    pictures = [file for file in files if file["is_image"]]
    return {"report": report, "pictures": pictures, "documents": [file for file in files if not file["is_image"]]}


def _file(row: ProgressFile) -> dict[str, Any]:
    urls = {name: reverse("desk:progress_file", args=[row.pk, name]) for name in VARIANTS}
    return {
        "url": urls["shown"],
        "thumbnail_url": urls["thumbnail"],
        "file_url": urls["original"],
        "name": row.file.name,
        "is_image": row.file.is_image,
        "caption": row.get_shows_display() if row.shows != Shows.EVIDENCE else "",
    }


def _people(request: StaffRequest, one: Undertaking) -> list[dict[str, Any]]:
    """Who answers for it by name: the post that holds it, else those who hear for the unit."""
    posts = [one.post] if one.post else recipients(one.unit, request.at)
    holders = holders_of([post.pk for post in posts], request.at)
    return [{"post": post, "holder": holders[post.pk].person if post.pk in holders else None} for post in posts]


def _standards(request: StaffRequest, one: Undertaking) -> list[dict[str, Any]]:
    codes = list(one.served.values_list("code", flat=True)[:20])
    editions = editions_in_force(request.at) if codes else []
    return [{"code": code, "standard": standard_by_code(code, request.at, editions)} for code in codes]


def _card(request: StaffRequest, one: Undertaking) -> Recurrence | None:
    """The card of the recurring fault that it puts an end to, for those who may see it."""
    if one.recurrence_id is None:
        return None
    return recurrences_for(request.actor).filter(pk=one.recurrence_id).first()


def _equipment(one: Undertaking) -> list[dict[str, Any]]:
    """Every attribute of the facility before and after; what changes is marked."""
    if one.facility is None or one.upgrade is None:
        return []
    before = one.equipment_before if one.state != State.DRAFTED else one.facility.equipment
    after = {**before, **one.equipment_after}
    return [
        {
            "attribute": attribute,
            "before": _value(before.get(attribute["code"])),
            "after": _value(after.get(attribute["code"])),
            "is_changed": before.get(attribute["code"]) != after.get(attribute["code"]),
        }
        for attribute in one.facility.kind.attributes
    ]


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


def _moves(request: StaffRequest, one: Undertaking) -> list[dict[str, Any]]:
    names = [(move.verb.removeprefix("plans."), move.label) for move in queries.moves_of(request.actor, one)]
    first = next((name for name in FIRST if name in dict(names)), "")
    shown = [{"name": name, "label": label, "is_first": name == first} for name, label in names]
    return sorted(shown, key=lambda row: not row["is_first"])


@require_GET
def progress_file(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """A piece of evidence; the original of a picture is for those who may confirm."""
    if variant not in VARIANTS:
        raise NotFound("evidence")
    found = queries.progress_file_for(request.actor, pk)
    if variant == "original" and found.file.is_image and not request.actor.may_anywhere("plans.confirm_done"):
        raise NotFound("evidence")
    return file_response(found.file, variant)  # type: ignore[arg-type]
