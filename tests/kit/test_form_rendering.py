"""Our select boxes say the same as Django's own, only faster."""

import re

from django import forms
from django.forms.renderers import DjangoTemplates

from chuangcheng.kit.form_rendering import Renderer


class Choices(forms.Form):
    unit = forms.ChoiceField(
        choices=[("", "全部"), ("政府", [(1, "城管<局>"), (2, '"交通"局')]), ("3", "文明办")],
        widget=forms.Select(attrs={"class": "form-select", "data-live": True, "hidden": False}),
    )
    several = forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")])


def plain(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html)


def test_a_select_box_is_written_as_django_writes_it() -> None:
    for given in ({}, {"unit": "2", "several": ["b"]}):
        form = Choices(given or None)
        for name in ("unit", "several"):
            widget = form[name]
            form.renderer = DjangoTemplates()
            theirs = plain(widget.as_widget())
            form.renderer = Renderer()
            assert plain(widget.as_widget()) == theirs
