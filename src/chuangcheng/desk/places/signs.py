"""QR signs: make them for a list of places, print them, revoke one."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.places.lists import NOUNS
from chuangcheng.desk.places.pages import tabs
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places import actions, queries, sheets
from chuangcheng.places.queries import Sign, SignKind

SIGN_NOTE = "扫码查看此处信息"
KIND_ZH = {"segment": "路段", "patrol_point": "巡更点"}


class SignFilter(forms.Form):
    """Which signs: kind, code, valid or revoked."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("All kinds")), *SignKind.choices]
    )
    code = forms.CharField(label=gettext_lazy("Code"), required=False, max_length=40)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("Valid")), ("revoked", gettext_lazy("Revoked"))],
    )

    def narrow(self, rows: Any) -> Any:
        """The signs that fit."""
        given = self.cleaned_data if self.is_valid() else {}
        rows = rows.filter(revoked_at__isnull=given.get("state") != "revoked")
        if given.get("kind"):
            rows = rows.filter(kind=given["kind"])
        if given.get("code"):
            rows = rows.filter(place_code__istartswith=given["code"])
        return rows


class PatrolPointForm(forms.Form):
    """Patrol points by line: code, blank, name."""

    points = forms.CharField(
        label=gettext_lazy("Patrol points"),
        help_text=gettext_lazy("One per line: code, a blank, the name that is printed"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def labels(self) -> dict[str, str]:
        """code → name."""
        lines = (line.split(None, 1) for line in self.cleaned_data["points"].splitlines() if line.strip())
        return {parts[0][:40]: parts[1].strip() if len(parts) > 1 else "" for parts in lines}


@require_GET
def signs(request: StaffRequest) -> HttpResponse:
    """All signs, newest first; the valid ones by default."""
    form = SignFilter(request.GET)
    actor = request.actor
    context = {
        "form": form,
        "page": page(form.narrow(queries.signs_for(actor)), ["-id"], cursor=request.GET.get("cursor", "")),
        "query": request.GET.urlencode(),
        "tabs": tabs(request, "desk:signs"),
        "patrol_form": PatrolPointForm() if actor.may_anywhere("places.make_signs") else None,
        "may_revoke": actor.may_anywhere("places.revoke_sign"),
    }
    return render(request, "desk/places/signs.html", context)


@require_POST
def make_signs(request: StaffRequest, noun: str) -> HttpResponse:
    """Signs for what a list shows (at most 400), then their sheet."""
    kind, codes, labels = _wanted(request, noun)
    if not codes:
        raise Refused("nothing", _("Nothing is chosen that could have a sign."))
    if len(codes) > sheets.MOST_SIGNS:
        raise Refused("too_many", _("A sheet holds 400 signs at most: narrow the list."))
    made = actions.make_signs(by=request.actor, at=request.at, kind=kind, codes=codes, labels=labels)
    return _sheet(request, made)


def _wanted(request: StaffRequest, noun: str) -> tuple[str, list[str], dict[str, str]]:
    if noun == "patrol-points":
        form = PatrolPointForm(request.POST)
        labels = form.labels() if form.is_valid() else {}
        return SignKind.PATROL_POINT, list(labels), labels
    if noun not in NOUNS:
        raise NotFound("noun")
    chosen = NOUNS[noun]
    rows = chosen.rows(request.actor, "places.make_signs")
    if request.POST.getlist("pk"):
        rows = rows.filter(pk__in=[pk for pk in request.POST.getlist("pk") if pk.isdecimal()][:1000])
    else:
        rows = chosen.form(request.GET, actor=request.actor).narrow(rows)
    return chosen.kind, list(rows.order_by("code").values_list("code", flat=True)[: sheets.MOST_SIGNS + 1]), {}


@require_GET
def sign_sheet(request: StaffRequest) -> HttpResponse:
    """The signs of the list as a PDF to print."""
    rows = SignFilter(request.GET).narrow(queries.signs_for(request.actor)).filter(revoked_at=None).order_by("id")
    found = list(rows[: sheets.MOST_SIGNS + 1])
    if len(found) > sheets.MOST_SIGNS:
        raise Refused("too_many", _("A sheet holds 400 signs at most: narrow the list."))
    return _sheet(request, found)


def _sheet(request: StaffRequest, found: list[Sign]) -> HttpResponse:
    printed = []
    things: dict[str, dict[str, Any]] = {}
    for kind in {sign.kind for sign in found} - {SignKind.PATROL_POINT.value}:
        codes = [sign.place_code for sign in found if sign.kind == kind]
        things[kind] = queries.named_places(request.actor, "places.see_place", kind, codes)
    for sign in found:
        thing = things.get(sign.kind, {}).get(sign.place_code)
        address = request.build_absolute_uri(reverse("portal:sign", args=[sign.token]))
        name = thing.name_zh if thing is not None else sign.label_zh
        printed.append(sheets.Printed(name, _what(sign.kind, thing), sign.place_code, address))
    pdf = sheets.sign_sheet(printed, city=settings.CITY_NAME, note=SIGN_NOTE)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="signs.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _what(kind: str, thing: Any) -> str:
    """What the place is, in Chinese, as it is printed."""
    noun = {"site": "site_type", "facility": "kind"}.get(kind)
    what = getattr(thing, noun).name_zh if noun and thing is not None else KIND_ZH.get(kind, "")
    area = thing.area.name_zh if thing is not None and thing.area else ""
    return " · ".join(part for part in (what, area) if part)


def revoke_sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then revoke."""
    sign = queries.get_sign_for(request.actor, pk)
    if request.method == "POST":
        actions.revoke_sign(by=request.actor, at=request.at, sign=sign, reason=request.POST.get("reason", ""))
        messages.success(request, _("The sign has been revoked: scanning it leads nowhere now."))
        return redirect("desk:signs")
    return render(request, "desk/places/revoke_sign.html", {"sign": sign, "heading": _("Revoke the QR sign")})
