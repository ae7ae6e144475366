"""The form of choices: kinds of news by ways, and the hours of the day."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.notices.kinds import KINDS
from chuangcheng.notices.queries import ChannelKind
from chuangcheng.notices.rules.preferences import Choices, decide
from chuangcheng.notices.rules.timing import AT_ONCE, DIGEST, NEVER, WAYS, Hours

WHEN = [(AT_ONCE, _("at once")), (DIGEST, _("daily digest")), (NEVER, _("not"))]


class NewsForm(forms.Form):
    """One choice for each kind and way. `layers`: whose word counts so far."""

    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("What is urgent is not held back. The same time twice: never quiet."),
    )
    digest_at = forms.TimeField(
        label=_("Daily digest at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, *args: Any, layers: Iterable[Choices], hours: Hours, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "quiet_from": hours.quiet_from,
            "quiet_until": hours.quiet_until,
            "digest_at": hours.digest_at,
        }
        super().__init__(*args, **kwargs)
        said = list(layers)
        for kind in KINDS:
            for way in WAYS:
                self.fields[f"{kind.code}-{way}"] = forms.ChoiceField(
                    label=kind.label,
                    choices=WHEN,
                    initial=decide(kind.code, way, kind.defaults, *said),
                    widget=forms.Select(
                        attrs={"class": "form-select", "aria-label": f"{kind.label} · {ChannelKind(way).label}"}
                    ),
                )

    def rows(self) -> list[dict[str, Any]]:
        """A row of the table for each kind."""
        return [
            {
                "kind": kind,
                "fields": [{"field": self[f"{kind.code}-{way}"], "way": ChannelKind(way).label} for way in WAYS],
            }
            for kind in KINDS
        ]

    @property
    def choices(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        return {kind.code: {way: given[f"{kind.code}-{way}"] for way in WAYS} for kind in KINDS}

    @property
    def hours(self) -> Hours:
        given = self.cleaned_data
        return Hours(given["quiet_from"], given["quiet_until"], given["digest_at"])
