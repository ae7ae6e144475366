"""What a citizen with an account says: I recommend, I vote, I deliberate."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from chuangcheng.evidence.actions import receive_file
from chuangcheng.honours import actions, queries
from chuangcheng.honours.actions import Subject
from chuangcheng.honours.queries import Season
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.citizen import CitizenRequest, actor_of, citizen_required
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.places.queries import Area
from chuangcheng.portal.honours.fields import PicturesField

MOST_PICTURES = 6


class AreaField(forms.ModelChoiceField):
    """A community."""

    def label_from_instance(self, obj: Area) -> str:
        return obj.name


class RecommendForm(forms.Form):
    """Whom, why, and what shows it."""

    name_zh = forms.CharField(max_length=100, label=gettext_lazy("Whom or what do you recommend?"))
    honour_class = forms.ChoiceField(label=pgettext_lazy("honour", "Class"))
    headline_zh = forms.CharField(max_length=120, label=gettext_lazy("In one line"))
    text = forms.CharField(
        max_length=4000, widget=forms.Textarea(attrs={"rows": 7}), label=gettext_lazy("What have they done?")
    )
    area = AreaField(
        Area.objects.order_by("path"),
        required=False,
        label=gettext_lazy("Community or area"),
        empty_label=gettext_lazy("Not known"),
    )
    photos = PicturesField(
        required=False,
        label=gettext_lazy("Pictures"),
        help_text=gettext_lazy("At most six. Nobody outside sees them until the office has released them."),
    )

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["honour_class"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one, one) for one in season.rules.classes]
        if season.is_personal:
            self.fields["is_minor"] = forms.BooleanField(required=False, label=_("The nominee is under age"))
            self.fields["contact"] = forms.CharField(
                required=False,
                max_length=60,
                label=_("How can the nominee be reached?"),
                help_text=_("So that we can ask for consent. It is encrypted, and erased when the season ends."),
            )


@citizen_required
def recommend(request: CitizenRequest, pk: int) -> HttpResponse:
    """我推薦."""
    season = queries.get_season(pk)
    if season.state != "nominating":
        raise NotFound("season")
    form = RecommendForm(request.POST or None, request.FILES or None, season=season)
    if request.method == "POST" and form.is_valid():
        try:
            _nominated(request, season, dict(form.cleaned_data))
        except Refused as refused:
            if refused.status == 404:
                raise
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(
                request, _("Thank you. The office looks at it and asks the nominee before anything is public.")
            )
            return redirect("portal:honour_season", pk)
    status = 422 if form.errors else 200
    return render(request, "portal/honours/recommend.html", {"season": season, "form": form}, status=status)


def _nominated(request: CitizenRequest, season: Season, given: dict[str, Any]) -> None:
    at = clock.now()
    files = [
        receive_file(by=SYSTEM, at=at, name=upload.name or "", content=upload.read())
        for upload in given.pop("photos")[:MOST_PICTURES]
    ]
    text = given.pop("text")
    actions.nominate(
        by=actor_of(request.citizen), at=at, season=season, subject=Subject(**given), text=text, files=files
    )


@citizen_required
def vote(request: CitizenRequest, pk: int) -> HttpResponse:
    """One vote; the number of the ballot is shown this once."""
    at = clock.now()
    season = queries.get_season(pk)
    if not queries.is_voting(season, at):
        raise NotFound("vote")
    candidates = queries.on_ballot(season, at)
    has_voted = queries.has_voted(season, request.citizen.id)
    context: dict[str, Any] = {"season": season, "candidates": candidates, "has_voted": has_voted}
    if request.method == "POST":
        chosen = next((one for one in candidates if str(one.pk) == request.POST.get("nomination")), None)
        if chosen is None:
            context["error"] = _("Choose a candidate.")
            return render(request, "portal/honours/vote.html", context, status=422)
        try:
            code = actions.cast_vote(by=actor_of(request.citizen), at=at, season=season, nomination=chosen)
        except Refused as refused:
            if refused.status == 404:
                raise
            context["error"] = refused.message
            return render(request, "portal/honours/vote.html", context, status=409)
        return render(request, "portal/honours/voted.html", {"season": season, "code": code, "chosen": chosen})
    return render(request, "portal/honours/vote.html", context)


@require_POST
@citizen_required
def comment(request: CitizenRequest, pk: int) -> HttpResponse:
    """我評議: held until somebody has read it."""
    found = queries.get_nomination(pk)
    text = request.POST.get("text", "")
    try:
        actions.write_comment(by=actor_of(request.citizen), at=clock.now(), nomination=found, text=text)
    except Refused as refused:
        if refused.status == 404 or refused.code == "closed":
            raise NotFound("candidate") from None
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Thank you. It is shown once somebody has read it."))
    return redirect("portal:honour_season", found.season_id)
