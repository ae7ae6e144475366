"""Standard cards in the office: on the pages of check points, standards and cases; added and withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.queries import file_response
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.actions import add_card, withdraw_card
from chuangcheng.frameworks.queries import CardKind, CheckPoint, StandardCard
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

MOST_POINTS = 50
"""Cards of so many wordings on one page; a list of the contents' check points has their links."""


@dataclass(frozen=True, slots=True)
class CardColumn:
    """The cards of one kind."""

    kind: str
    label: Any
    cards: Sequence[StandardCard]


@dataclass(frozen=True, slots=True)
class CardSet:
    """The cards of one wording in three columns; a column without cards is left out."""

    point: CheckPoint
    columns: Sequence[CardColumn]
    count: int


def card_sets(points: Iterable[CheckPoint]) -> list[CardSet]:
    """One set for each wording that has cards, in the order of the check points. One query."""
    shown = list(points)[:MOST_POINTS]
    found = queries.cards_of(shown)
    sets: dict[str, CardSet] = {}
    for point in shown:
        cards = found.get(point.pk, [])
        if cards and point.name_zh not in sets:
            sets[point.name_zh] = CardSet(point, _columns(cards), len(cards))
    return list(sets.values())


def _columns(cards: Sequence[StandardCard]) -> list[CardColumn]:
    columns = [CardColumn(kind, kind.label, [card for card in cards if card.kind == kind]) for kind in CardKind]
    return [column for column in columns if column.cards]


class CardForm(forms.Form):
    """What a card shows."""

    kind = forms.ChoiceField(choices=CardKind.choices, label=gettext_lazy("What the picture shows"))
    caption = forms.CharField(
        max_length=200,
        label=gettext_lazy("Caption (Chinese)"),
        help_text=gettext_lazy("One sentence: what one sees, and why it is judged so."),
    )
    source = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Source (Chinese)"),
        help_text=gettext_lazy("Who took or drew it."),
    )
    picture = forms.FileField(
        label=gettext_lazy("Photo or drawing"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("Without faces, number plates or names."),
    )


def new_card(request: StaffRequest, pk: int) -> HttpResponse:
    """A further card of a check point; the edition may be published, since a card changes nothing of it."""
    point = queries.check_point_by_pk(pk)
    form = CardForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def add() -> StandardCard:
            upload = given["picture"]
            kept = store_file(by=request.actor, at=request.at, name=upload.name or "", content=upload.file)
            values = {name: given[name] for name in ("kind", "caption", "source")} | {"picture": kept}
            return add_card(by=request.actor, at=request.at, check_point=point, **values)

        if attempt(form, add):
            messages.success(request, _("The card is shown to everybody who looks at this check point."))
            return redirect("desk:check_point", pk)
    sharing = queries.points_saying(point.name_zh).count() - 1
    context = {"form": form, "point": point, "edition": point.edition, "sharing": sharing}
    return render(request, "desk/frameworks/new_card.html", context)


@require_GET
def card(request: StaffRequest, pk: int) -> HttpResponse:
    """One card at its full size, and the check points that it explains."""
    found = queries.card_for(request.actor, pk)
    context = {
        "card": found,
        "points": list(queries.points_saying(found.wording_zh)[:MOST_POINTS]),
        "history": history(found),
        "may_withdraw": found.withdrawn_at is None and request.actor.may_anywhere("frameworks.withdraw_card"),
    }
    return render(request, "desk/frameworks/card.html", context)


class WithdrawForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        max_length=300, widget=forms.Textarea(attrs={"rows": 2}), label=gettext_lazy("Why it is withdrawn")
    )


def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """A card is shown no more; its record stays."""
    found = queries.card_for(request.actor, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, partial(withdraw_card, by=request.actor, at=request.at, card=found, reason=reason)):
            messages.success(request, _("The card is withdrawn."))
            return redirect("desk:card", pk)
    return render(request, "desk/frameworks/withdraw_card.html", {"form": form, "card": found})


@require_GET
def picture(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """The picture of a card; never the original with what the camera wrote."""
    if variant not in ("shown", "thumbnail"):
        raise NotFound("card")
    return file_response(queries.card_for(request.actor, pk).file, "shown" if variant == "shown" else "thumbnail")
