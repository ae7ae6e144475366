"""What a citizen types: a telephone number, the code that came, a name."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.accounts.rules import CODE_DIGITS, LONGEST_CITIZEN_NAME


class PhoneForm(forms.Form):
    """The first step."""

    phone = forms.CharField(
        label=_("Mobile telephone number"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )


class CodeForm(forms.Form):
    """The second step."""

    code = forms.CharField(
        label=pgettext_lazy("by short message", "Code"),
        help_text=_("Six digits. They came by short message and count for five minutes."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        """The digits alone, so that a blank between them does no harm."""
        digits = "".join(sign for sign in self.cleaned_data["code"] if sign.isdecimal())
        if len(digits) != CODE_DIGITS:
            raise forms.ValidationError(_("The code has six digits."))
        return digits


class NameForm(forms.Form):
    """How one is called."""

    name = forms.CharField(label=_("Your name"), max_length=LONGEST_CITIZEN_NAME)
