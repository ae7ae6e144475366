"""The record of everything done, as pages."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.queries import names_of, person_by_username
from chuangcheng.desk.journal.forms import JournalFilter
from chuangcheng.journal import actions, queries
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.verbs import all_sights


def _criteria(form: JournalFilter) -> dict[str, Any]:
    wanted = form.cleaned_data if form.is_valid() else {}
    criteria: dict[str, Any] = {}
    if wanted.get("verb"):
        criteria["verbs"] = [wanted["verb"]]
    if wanted.get("person"):
        person = person_by_username(wanted["person"])
        criteria["actor_id"] = person.pk if person else -1
    if wanted.get("subject"):
        criteria["subject"] = wanted["subject"]
    if wanted.get("start"):
        criteria["start"] = timezone.make_aware(datetime.combine(wanted["start"], time.min))
    if wanted.get("end"):
        criteria["end"] = timezone.make_aware(datetime.combine(wanted["end"] + timedelta(days=1), time.min))
    return criteria


def shown(lines: list[queries.Line], actor: Actor) -> list[dict[str, Any]]:
    """Lines with the names of those who acted: one query for all."""
    names = names_of({line.actor_id for line in lines if line.actor_id})
    return [
        {
            "line": line,
            "entry": line.entry,
            "url": line.url if _sees(actor, line.entry.verb) else "",
            "who": names.get(line.actor_id or 0) or (_("The system") if line.actor_id is None else "—"),
        }
        for line in lines
    ]


def _sees(actor: Actor, verb: str) -> bool:
    """Whoever reads the record only (an operator) is not led to cases or draws that are a 404 to them."""
    room = verb.partition(".")[0]
    sights = [sight for sight in all_sights() if sight.startswith(f"{room}.")]
    return not sights or any(actor.may_anywhere(sight) for sight in sights)


@require_GET
def journal(request: StaffRequest) -> HttpResponse:
    """All rows, the last written first; within a period by the moment of the deed."""
    form = JournalFilter(request.GET or None)
    criteria = _criteria(form)
    order = ["-at", "-id"] if {"start", "end"} & set(criteria) else ["-id"]
    found = page(queries.entries(**criteria), order, cursor=request.GET.get("cursor", ""))
    rows = shown([queries.line(entry) for entry in found.rows], request.actor)
    is_sample = settings.SAMPLE_CITY and any(row["line"].recorded_late for row in rows)
    context = {"form": form, "rows": rows, "page": found, "head": queries.head(), "is_sample": is_sample}
    return render(request, "desk/journal/journal.html", context)


def journal_entry(request: StaffRequest, pk: int) -> HttpResponse:
    """One row with everything that is hashed, and its place in the chain."""
    entry = queries.entry(pk)
    if entry is None:
        raise NotFound("entry")
    if request.method == "POST":
        actions.forget_personal(by=request.actor, at=request.at, entry=entry, reason=request.POST.get("reason", ""))
        entry = queries.entry(pk)
        assert entry is not None
    [row] = shown([queries.line(entry)], request.actor)
    may_forget = bool(getattr(entry, "personal", None)) and request.actor.may_anywhere("journal.forget_personal")
    return render(request, "desk/journal/entry.html", {"row": row, "entry": entry, "may_forget": may_forget})
