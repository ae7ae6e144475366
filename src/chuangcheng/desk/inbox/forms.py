"""Forms of complaints about the software."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ComplaintForm(forms.Form):
    """What is wrong, and on which page."""

    text = forms.CharField(
        label=_("What is wrong, or asks too much of you?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    page = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The office's answer."""

    answer = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
