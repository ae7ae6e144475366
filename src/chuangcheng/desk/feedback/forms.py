"""Forms of feedback from above."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.plans.forms import date_input
from chuangcheng.plans.queries import FeedbackLevel


class FeedbackForm(forms.Form):
    """Which assessment it is, and its table."""

    code = forms.CharField(max_length=40, label=_("Code"), help_text=_("Such as SJ2025; more rows may follow later."))
    name_zh = forms.CharField(max_length=200, label=_("Name"))
    level = forms.ChoiceField(choices=FeedbackLevel.choices, label=_("Assessed by"))
    year = forms.IntegerField(min_value=2000, max_value=2100, label=_("Year that was assessed"))
    received_on = forms.DateField(widget=date_input(), label=_("Received on"))
    file = forms.FileField(label=_("Spreadsheet (CSV or XLSX)"))
