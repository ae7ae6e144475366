"""The moves of a proceeding, each with the form of what it must carry."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.proceedings import actions, queries
from chuangcheng.proceedings.queries import Proceeding


class MoveForm(forms.Form):
    """A form that knows its proceeding."""

    def __init__(self, *args: Any, proceeding: Proceeding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proceeding = proceeding


class TextForm(MoveForm):
    """What is said."""

    text = forms.CharField(label=gettext_lazy("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


class ShownForm(TextForm):
    """What is said by somebody who has seen what everybody would see; the form knows which pictures that were."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, proceeding: Proceeding, **kwargs: Any) -> None:
        super().__init__(*args, proceeding=proceeding, **kwargs)
        self.fields["seen"].initial = queries.seen_mark(proceeding)

    def look_again(self) -> None:
        """It is shown once more, with the pictures as they are now."""
        self.data = {**self.data.dict(), "seen": queries.seen_mark(self.proceeding)}  # type: ignore[attr-defined]


class ServiceForm(MoveForm):
    """When the notice reached the party."""

    served_at = forms.DateTimeField(
        label=gettext_lazy("Served at"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )


class DecisionForm(ShownForm):
    """The outcome and its reasons."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), widget=forms.RadioSelect)
    field_order = ("outcome", "text")

    def __init__(self, *args: Any, proceeding: Proceeding, **kwargs: Any) -> None:
        super().__init__(*args, proceeding=proceeding, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = queries.outcome_names(proceeding.rules)
        self.fields["text"].label = _("Reasons")


MOVES: dict[str, tuple[Any, type[MoveForm]]] = {
    "review_proceeding": (actions.review_proceeding, ShownForm),
    "turn_down_proceeding": (actions.turn_down_proceeding, TextForm),
    "give_notice": (actions.give_notice, ShownForm),
    "record_service": (actions.record_service, ServiceForm),
    "file_objection": (actions.file_objection, TextForm),
    "answer_objection": (actions.answer_objection, TextForm),
    "decide_proceeding": (actions.decide_proceeding, DecisionForm),
    "end_proceeding": (actions.end_proceeding, TextForm),
    "withdraw_proceeding": (actions.withdraw_proceeding, TextForm),
}


SHOWS = ("review_proceeding", "give_notice", "decide_proceeding")
"""Before these a person sees what everybody will see."""


def pictures(found: Proceeding) -> list[str]:
    """The address of each covered copy for the staff; '' for a picture that may not be shown yet."""
    return [
        reverse("desk:proceeding_picture", args=[found.pk, one.token]) if one.token else ""
        for one in queries.pictures_of(found)
    ]


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move. What the table, the kind, the grants or what one did before do not allow does not exist."""
    found = queries.get_proceeding_for(request.actor, pk)
    moves = queries.proceeding_moves(request.actor, found, request.at)
    allowed = {one.verb.removeprefix("proceedings."): one for one in moves}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    form = kind(request.POST or None, proceeding=found)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _done(request, deed, found, form)):
        messages.success(request, _("Saved."))
        return redirect("desk:proceeding", pk)
    if request.method == "POST" and isinstance(form, ShownForm):
        form.look_again()
    context = {
        "proceeding": found,
        "kind": queries.kind_name(found),
        "form": form,
        "heading": allowed[move].label,
        "shown": queries.public_fields(found) if move in SHOWS else (),
        "pictures": pictures(found),
    }
    return render(request, "desk/proceedings/move.html", context)


def _done(request: StaffRequest, deed: Any, found: Proceeding, form: MoveForm) -> bool:
    deed(by=request.actor, at=request.at, proceeding=found, **form.cleaned_data)
    return True
