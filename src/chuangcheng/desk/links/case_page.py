"""The page of a case for chat groups: made by whoever may see the case, read by whoever holds the link."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chuangcheng.accounts.actions import make_link, open_link
from chuangcheng.accounts.queries import Link
from chuangcheng.accounts.queries import links as links_of
from chuangcheng.cases.masking import traces
from chuangcheng.cases.queries import LINK_PURPOSE, Case, get_case_for, proposed_words, shared_case
from chuangcheng.desk.links.own import line
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.requests import StaffRequest

STEPS = {
    "registered": gettext_lazy("Registered"),
    "dispatched": gettext_lazy("Dispatched"),
    "accepted": gettext_lazy("Accepted"),
    "closed": gettext_lazy("Closed"),
}


class ShareForm(forms.Form):
    """How long, and in which words: a person reads them before a chat group does."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("Lasts"),
        coerce=int,
        choices=[
            (1, gettext_lazy("1 day")),
            (3, gettext_lazy("3 days")),
            (7, gettext_lazy("7 days")),
            (30, gettext_lazy("30 days")),
        ],
    )
    said = forms.CharField(
        label=gettext_lazy("What the page says about the matter"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Names of people do not belong here: everybody in the group reads it."),
    )

    def clean_said(self) -> str:
        said = str(self.cleaned_data["said"]).strip()
        if found := traces(said):
            raise forms.ValidationError(
                gettext_lazy("“{text}” points to a person; take it out.").format(text=found[0]), code="personal"
            )
        return said


def share(request: StaffRequest, pk: int) -> HttpResponse:
    """Links to the masked page of this case, and a form for another."""
    case = get_case_for(request.actor, pk)
    form = ShareForm(request.POST or None, initial={"days": 7, "said": proposed_words(case)})
    made = _made(request, case, form) if request.method == "POST" and form.is_valid() else None
    own = links_of(request.actor, purpose=LINK_PURPOSE, subject_id=case.pk)[:50]
    context = {
        "case": case,
        "form": form,
        "made": made,
        "rows": [line(request, link) for link in own],
    }
    return render(request, "desk/links/share.html", context)


def _made(request: StaffRequest, case: Case, form: ShareForm) -> dict[str, Any] | None:
    values = form.cleaned_data
    done = attempt(
        form,
        lambda: make_link(
            by=request.actor,
            at=request.at,
            purpose=LINK_PURPOSE,
            subject_id=case.pk,
            name=case.number,
            said=values["said"],
            lasts=timedelta(days=values["days"]),
        ),
    )
    if done is None:
        return None
    link, token = done
    url = request.build_absolute_uri(reverse("desk:shared_case", args=[token]))
    return {"link": link, "url": url, "text": _chat_text(case, link, url)}


def _chat_text(case: Case, link: Link, url: str) -> str:
    """What is pasted into the group: three lines and the link."""
    lines = [_("Case {number}: {state}").format(number=case.number, state=case.get_state_display())]
    if case.unit:
        lines.append(_("In charge: {unit}").format(unit=case.unit.name))
    if case.due_at and not case.closed_at:
        lines.append(_("Due: {moment}").format(moment=moment_text(case.due_at)))
    return "\n".join([*lines, url])


@require_safe
@unlisted
def shared(request: StaffRequest, token: str) -> HttpResponse:
    """What the link opens; one that is over says so. Reading needs no sign-in, acting does."""
    link = open_link(token, LINK_PURPOSE, request.at)
    if link is None:
        return render(request, "desk/account/link_over.html", {"heading": _("This link is over")}, status=410)
    case = shared_case(link.subject_id)
    context = {
        "case": case,
        "said": link.said,
        "expires_at": link.expires_at,
        "steps": [{"label": STEPS[code], "state": "done", "note": moment_text(at)} for code, at in case.steps],
    }
    return render(request, "desk/links/shared_case.html", context)
