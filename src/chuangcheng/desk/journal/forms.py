"""The filter of the journal."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.queries import names_of_verbs


class JournalFilter(forms.Form):
    """Every field may be blank."""

    verb = forms.ChoiceField(label=_("Deed"), required=False)
    person = forms.CharField(label=_("Account name of the person"), required=False, max_length=150)
    subject = forms.CharField(label=_("About"), required=False, max_length=80)
    start = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verb = self.fields["verb"]
        assert isinstance(verb, forms.ChoiceField)
        verb.choices = [
            ("", "—"),
            *((name, re.sub(r"\{\w+\}", "…", sentence)) for name, sentence in names_of_verbs()),
        ]

    def clean_subject(self) -> tuple[str, int] | None:
        """`cases.case:12`, as a row's own page links to it."""
        text: str = self.cleaned_data["subject"].strip()
        if not text:
            return None
        kind, _colon, number = text.partition(":")
        if not (kind and number.isascii() and number.isdigit() and len(number) < 19):
            raise forms.ValidationError(_("Write it as the row shows it, for example cases.case:12."))
        return kind, int(number)
