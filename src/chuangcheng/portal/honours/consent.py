"""The page behind the link that asks for consent: answer, and take the answer back at any time."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from chuangcheng.honours import actions, queries
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused


class AnswerForm(forms.Form):
    """Yes or no, in whose name."""

    name = forms.CharField(max_length=60, label=gettext_lazy("Your name"))
    is_guardian = forms.BooleanField(required=False, label=gettext_lazy("I answer as the guardian of a minor"))


@never_cache
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Asked, answered, withdrawn. Whoever has the link is the nominee or the guardian."""
    found = queries.nomination_of_token(token)
    at, deed = clock.now(), request.POST.get("deed", "")
    form = AnswerForm(request.POST if request.method == "POST" and deed != "withdraw" else None)
    try:
        if request.method == "POST" and deed == "withdraw":
            actions.withdraw_consent(by=SYSTEM, at=at, nomination=found)
            messages.success(request, _("You are named nowhere on these pages any more."))
            return redirect("portal:honour_consent", token)
        if request.method == "POST" and deed in ("consent", "deny") and form.is_valid():
            actions.record_consent(by=SYSTEM, at=at, nomination=found, is_given=deed == "consent", **form.cleaned_data)
            messages.success(request, _("Thank you for your answer."))
            return redirect("portal:honour_consent", token)
    except Refused as refused:
        if refused.status == 404:
            raise
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
    can_answer = found.consent == queries.Consent.OPEN and found.state in ("nominated", "candidate", "proposed")
    context = {
        "nomination": found,
        "season": found.season,
        "form": form,
        "can_answer": can_answer,
        "can_withdraw": found.consent == queries.Consent.GIVEN,
    }
    return render(request, "portal/honours/consent.html", context, status=422 if form.errors else 200)
