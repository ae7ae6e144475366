"""The small forms of an instruction's life."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.cases.fields import FilesField, LimitField
from chuangcheng.kit.actor import Actor
from chuangcheng.units.queries import Post, posts_with_role

DEFAULT_LIMIT = "3 working_days"


def _lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LeaderField(forms.ModelChoiceField):
    """A leader's post; blank is the office itself."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.unit.name}"


class IssueForm(forms.Form):
    """What is asked, until when, and whose word it is."""

    text = forms.CharField(max_length=2000, widget=_lines(5), label=_("Text"), help_text=_("What the unit is to say."))
    limit = LimitField(label=_("Reply within"), initial=DEFAULT_LIMIT)

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = Post.objects.filter(pk__in=posts_with_role("leader", at)).select_related("unit")
        own = leaders.filter(pk__in=actor.post_ids).first()
        if own is None:
            self.fields["post"] = LeaderField(
                leaders,
                required=False,
                label=_("On the instruction of"),
                empty_label=_("The campaign office itself"),
                help_text=_("A leader whose written word you pass on."),
            )
        self.own = own

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments of the action: a leader always writes in the name of the own post."""
        return {"post": self.own, **self.cleaned_data}


class AnswerForm(forms.Form):
    """The reply, with evidence where that helps."""

    text = forms.CharField(max_length=4000, widget=_lines(6), label=_("Reply"))
    evidence = FilesField(required=False, label=_("Evidence"), help_text=_("Only what is not on the case already."))


class AcceptForm(forms.Form):
    """A remark, if there is one."""

    note = forms.CharField(required=False, max_length=1000, widget=_lines(2), label=_("Note"))


class ReturnForm(forms.Form):
    """Why it is not enough, and until when another is owed."""

    reason = forms.CharField(max_length=1000, widget=_lines(3), label=_("Reason"))
    limit = LimitField(label=_("Reply within"), initial=DEFAULT_LIMIT)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=1000, widget=_lines(3), label=_("Reason"))
