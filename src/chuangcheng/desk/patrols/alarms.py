"""Alarms: which place was not looked at in which window, and what was answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.patrols.forms import ReasonForm
from chuangcheng.desk.patrols.listing import tabs
from chuangcheng.desk.patrols.scheme import may
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions import acknowledge_alarm

CHIPS = (("", gettext_lazy("Not answered")), ("answered", gettext_lazy("Answered")))


@require_GET
def alarms(request: StaffRequest) -> HttpResponse:
    """Newest first; those that nobody has answered by default."""
    state = request.GET.get("state", "")
    rows = queries.alarms_for(request.actor, is_open=state != "answered")
    context = {
        "page": page(rows, ["-raised_at"], cursor=request.GET.get("cursor", "")),
        "chips": [{"value": value, "label": label, "active": value == state} for value, label in CHIPS],
        "tabs": tabs(request, "desk:patrol_alarms"),
    }
    return render(request, "desk/patrols/alarms.html", context)


def acknowledge(request: StaffRequest, pk: int) -> HttpResponse:
    """Place, window, points; the reason is the answer."""
    found = queries.get_alarm_for(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: acknowledge_alarm(by=request.actor, at=request.at, alarm=found, reason=reason)):
            messages.success(request, _("The alarm is answered."))
            return redirect("desk:patrol_alarms")
    may_answer = found.acknowledged_at is None and may(request.actor, found.window.scheme, "acknowledge_alarm")
    context = {"alarm": found, "form": form if may_answer else None}
    return render(request, "desk/patrols/alarm.html", context)
