"""The small form of each move: exactly what the table says that the move must carry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases import queries
from chuangcheng.cases.queries import Case
from chuangcheng.desk.cases.fields import CategoryField, FilesField, LimitField, UnitField, UnitsField
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound

OTHER = "other"
SEVERITIES = ((1, _("Slight")), (2, _("Ordinary")), (3, _("Grave")))


def lines(rows: int = 4) -> forms.Textarea:
    """A box for a few sentences."""
    return forms.Textarea(attrs={"rows": rows})


class MoveForm(forms.Form):
    """A form for one case and one actor. `arguments` are what the action is called with."""

    def __init__(
        self, *args: Any, case: Case, actor: Actor, candidates: list[Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.actor, self.candidates = case, actor, candidates or []
        self.prepare()

    def prepare(self) -> None:
        """Fill choices that depend on the case."""

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments of the action."""
        return dict(self.cleaned_data)


class PlainForm(MoveForm):
    """Nothing to say; a click is enough."""


class ReasonForm(MoveForm):
    """A reason only."""

    reason = forms.CharField(label=_("Reason"), widget=lines(), max_length=1000)


class DispatchForm(MoveForm):
    """One of the candidates, whose reason is known, or another unit with a reason."""

    choice = forms.ChoiceField(label=_("Responsible unit"), widget=forms.RadioSelect)
    unit = UnitField(label=_("Another unit"), required=False)
    reason = forms.CharField(
        label=_("Why this unit"), widget=lines(2), max_length=500, required=False, help_text=_("For another unit only.")
    )

    def prepare(self) -> None:
        known = [(str(one.unit.pk), one.reason) for one in self.candidates]
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*known, (OTHER, _("Another unit"))]
        field.initial = field.choices[0][0]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("choice") == OTHER:
            for name in ("unit", "reason"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Give this for another unit."))
        return given

    def arguments(self) -> dict[str, Any]:
        choice = self.cleaned_data["choice"]
        if choice == OTHER:
            return {"unit": self.cleaned_data["unit"], "reason": self.cleaned_data["reason"]}
        return {"unit": next(one.unit for one in self.candidates if str(one.unit.pk) == choice)}


class DisputeForm(MoveForm):
    """Not ours: whose then, and why."""

    proposed_unit = UnitField(label=_("Unit that it belongs to"))
    reason = forms.CharField(label=_("Reason"), widget=lines(), max_length=1000)


class UpholdForm(MoveForm):
    """The unit that gets it, and why."""

    unit = UnitField(label=_("Unit that gets the case"))
    reason = forms.CharField(label=_("Reason"), widget=lines(), max_length=1000)


class SplitForm(MoveForm):
    """Two units or more."""

    units = UnitsField(help_text=_("Two or more: each gets a part of its own. Hold Ctrl to choose several."))
    reason = forms.CharField(label=_("Why these units"), widget=lines(2), max_length=500, required=False)


class MergeForm(MoveForm):
    """The case that this one repeats."""

    into = forms.CharField(label=_("Number of the other case"), max_length=20)
    reason = forms.CharField(label=_("Reason"), widget=lines(2), max_length=500)

    def clean_into(self) -> Case:
        try:
            return queries.case_by_number_for(self.actor, self.cleaned_data["into"])
        except NotFound:
            raise forms.ValidationError(_("There is no case with this number.")) from None


class SubmitForm(MoveForm):
    """整改原因, 整改舉措 and evidence."""

    cause = forms.CharField(label=_("Cause"), widget=lines(3), max_length=2000, help_text=_("Why it came to this."))
    measure = forms.CharField(
        label=_("Measure"), widget=lines(4), max_length=4000, help_text=_("What was done, and what keeps it so.")
    )
    photos = FilesField(label=_("Evidence"), help_text=_("Photos of the same place afterwards, or a document."))


class AskForm(MoveForm):
    """How much more time, and why."""

    limit = LimitField(label=_("How much more time"))
    reason = forms.CharField(label=_("Reason"), widget=lines(), max_length=1000)


class GrantForm(MoveForm):
    """What was asked, or less; on the office's own motion amount and reason."""

    limit = LimitField(label=_("How much more time"), required=False, help_text=_("Blank: what was asked for."))
    reason = forms.CharField(label=_("Note"), widget=lines(2), max_length=1000, required=False)

    def prepare(self) -> None:
        asked = self.case.extensions.filter(state="asked").first()
        if asked:
            self.fields["limit"].initial = asked.limit


class HoldForm(MoveForm):
    """Why, what happens meanwhile, and when the office looks again."""

    reason = forms.CharField(label=_("Reason"), widget=lines(3), max_length=1000)
    plan = forms.CharField(label=_("Plan"), widget=lines(3), max_length=2000)
    review_on = forms.DateField(label=_("Review date"), widget=forms.DateInput(attrs={"type": "date"}))


class RenewForm(MoveForm):
    """Why still, and when next."""

    reason = forms.CharField(label=_("Reason"), widget=lines(3), max_length=1000)
    review_on = forms.DateField(label=_("Review date"), widget=forms.DateInput(attrs={"type": "date"}))


class ResumeForm(MoveForm):
    """A note, if one is needed."""

    note = forms.CharField(label=_("Note"), widget=lines(2), max_length=1000, required=False)


class CloseForm(MoveForm):
    """What the verifier saw."""

    note = forms.CharField(label=_("What was verified"), widget=lines(2), max_length=1000, required=False)
    photos = FilesField(label=_("Photos of the verification"), required=False)


class ReturnForm(MoveForm):
    """What is still wrong."""

    reason = forms.CharField(label=_("What is still wrong"), widget=lines(), max_length=1000)
    photos = FilesField(label=_("Photos"), required=False)


class ClassifyForm(MoveForm):
    """What a registered case is about."""

    category = CategoryField(required=False, empty_label=_("No category"))
    severity = forms.TypedChoiceField(label=_("Severity"), choices=SEVERITIES, coerce=int)
    description = forms.CharField(label=_("Description"), widget=lines(), max_length=2000)

    def prepare(self) -> None:
        for name in ("category", "severity", "description"):
            self.fields[name].initial = getattr(self.case, f"{name}_id" if name == "category" else name)


class NoteForm(MoveForm):
    """A remark."""

    text = forms.CharField(label=_("Remark"), widget=lines(3), max_length=2000)
    photos = FilesField(label=_("Photos"), required=False)
