"""What the supervision group and the working groups look after."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.duties.forms import RemitForm, pages
from chuangcheng.desk.refusals import attempt
from chuangcheng.duties import queries
from chuangcheng.duties.actions import set_remit
from chuangcheng.duties.queries import Remit
from chuangcheng.frameworks import queries as frameworks
from chuangcheng.frameworks.queries import Indicator
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import Group


@require_GET
def remit_list(request: StaffRequest) -> HttpResponse:
    """All groups, each with its remit in words."""
    editions = frameworks.editions_in_force(request.at)
    known = {row.code: row for row in Indicator.objects.filter(edition__in=editions).exclude(level="standard")}
    rows = [{"group": group, **_parts(remits, known)} for group, remits in queries.groups_with_remits()]
    context = {
        "rows": rows,
        "pages": pages(request),
        "may_set": request.actor.may_anywhere("duties.set_remit"),
        "may_import": request.actor.may_anywhere("duties.import_remits"),
    }
    return render(request, "desk/duties/remits.html", context)


def _parts(remits: list[Remit], known: dict[str, Indicator]) -> dict[str, list[Any]]:
    codes = [row.indicator_code for row in remits if row.indicator_code]
    return {
        "contents": [{"code": code, "row": known.get(code)} for code in codes],
        "site_types": [row.site_type for row in remits if row.site_type],
        "areas": [row.area for row in remits if row.area],
        "units": [row.unit for row in remits if row.unit],
    }


def remit(request: StaffRequest, pk: int) -> HttpResponse:
    """Say anew what one group looks after."""
    group = Group.objects.filter(pk=pk).first()
    if group is None:
        raise NotFound("group")
    parts = _parts(queries.remits_of(group), {})
    initial = {
        "contents": "、".join(part["code"] for part in parts["contents"]),
        "site_types": "、".join(row.code for row in parts["site_types"]),
        "areas": "、".join(row.code for row in parts["areas"]),
        "units": [row.pk for row in parts["units"]],
    }
    form = RemitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        codes = {name: form.codes(name) for name in ("contents", "site_types", "areas")}
        named = [unit.code for unit in form.cleaned_data["units"]]
        deed = partial(set_remit, by=request.actor, at=request.at, group=group, units=named, **codes)
        if attempt(form, deed):
            messages.success(request, _("Saved."))
            return redirect("desk:remits")
    return render(request, "desk/duties/remit.html", {"form": form, "group": group})
