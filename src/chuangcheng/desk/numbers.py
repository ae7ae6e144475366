"""Numbers that the city sets for itself, each changed on the page that it bears on."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from chuangcheng.duties.actions import set_threshold
from chuangcheng.duties.queries import threshold
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Number:
    """What it is called, and the page that shows it."""

    label: Any
    page: str


NUMBERS = {
    "most_standards": Number(gettext_lazy("Leads that one unit can carry"), "desk:coverage"),
    "contract_notice_days": Number(gettext_lazy("Days before the last day that the holder is told"), "desk:streets"),
    "self_check_private_days": Number(gettext_lazy("Days for which a check is the unit's own"), "desk:self_checks"),
    "self_check_every_days": Number(gettext_lazy("Days after which a holder should look again"), "desk:self_checks"),
    "recurrence_times": Number(gettext_lazy("Times after which an upgrade is proposed"), "desk:recurrences"),
    "recurrence_days": Number(gettext_lazy("Days within which they are counted"), "desk:recurrences"),
    "good_street_visits": Number(gettext_lazy("Drawn visits that a good street needs"), "desk:good_streets"),
    "good_street_findings": Number(
        gettext_lazy("Findings per ten visits that the upper end must stay below"), "desk:good_streets"
    ),
}


class NumberForm(forms.Form):
    """One number."""

    value = forms.IntegerField(min_value=1, max_value=10000)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{code}_%s", **kwargs})
        self.fields["value"].label = NUMBERS[code].label


def numbers(request: StaffRequest, *codes: str) -> list[dict[str, Any]]:
    """Codes with their forms, for whoever may change them; nothing for others."""
    if not request.actor.may_anywhere("duties.set_threshold"):
        return []
    return [{"code": code, "form": NumberForm(code=code, initial={"value": threshold(code)})} for code in codes]


@require_POST
def set_number(request: StaffRequest) -> HttpResponse:
    """Write a number and go back to its page."""
    code = request.POST.get("code", "")
    if code not in NUMBERS:
        messages.error(request, _("There is no such number."))
        return redirect("desk:coverage")
    form = NumberForm(request.POST, code=code)
    try:
        value = form.cleaned_data["value"] if form.is_valid() else 0
        set_threshold(by=request.actor, at=request.at, code=code, value=value)
        messages.success(request, _("Saved."))
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect(NUMBERS[code].page)
