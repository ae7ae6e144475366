"""Forms of channels, made from what each kind is set up with."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.accounts.queries import Language
from chuangcheng.notices.channel_fields import FIELDS, Field
from chuangcheng.notices.kinds import KINDS
from chuangcheng.notices.queries import Channel, ChannelKind, DeliveryState, channels
from chuangcheng.units.queries import Unit, units

BROADCAST = ("wecom", "dingtalk", "feishu", "webhook")


class PairsField(forms.CharField):
    """Lines of name=value, as a dict. A line that is none is named."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "mono"})

    def to_python(self, value: Any) -> Any:
        pairs: dict[str, str] = {}
        for number, line in enumerate(str(value or "").splitlines(), start=1):
            name, sign, text = (part.strip() for part in line.partition("="))
            if line.strip() and not (name and sign):
                raise forms.ValidationError(_("Line {number} is no name=value.").format(number=number), code="pairs")
            if line.strip():
                pairs[name] = text
        return pairs

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Lines were read one by one."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{name}={text}" for name, text in value.items()) if isinstance(value, dict) else value


class MoneyField(forms.DecimalField):
    """Yuan on the page, 0.01 yuan inside."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=0, max_digits=9, decimal_places=2, **more)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else int(found * 100)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:.2f}" if isinstance(value, int) else value


class UnitChoice(forms.ModelChoiceField):
    """Units by code and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class ChannelForm(forms.Form):
    """One channel of a kind. Secrets are never shown: a blank one stays as it is."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)

    def __init__(self, *args: Any, kind: str, channel: Channel | None = None, **kwargs: Any) -> None:
        self.kind, self.channel = kind, channel
        kwargs["initial"] = self._initial() if channel else {"kinds": ["case_given", "overdue"]}
        super().__init__(*args, **kwargs)
        if kind in BROADCAST:
            self._add_audience()
        for field in FIELDS[kind]:
            self.fields[field.name] = self._field(field)
        if kind == ChannelKind.SMS:
            self._add_costs()

    def _initial(self) -> dict[str, Any]:
        assert self.channel is not None
        own = {
            name: getattr(self.channel, name)
            for name in ("name", "language", "unit", "kinds", "price_fen", "day_cap_fen", "month_cap_fen")
        }
        return {**self.channel.settings, **own}

    def _add_audience(self) -> None:
        choices: QuerySet[Unit] = units().order_by("path")
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("News"),
            choices=[(kind.code, kind.label) for kind in KINDS],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["unit"] = UnitChoice(
            label=_("Of which unit"), queryset=choices, required=False, empty_label=_("The whole city")
        )
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=Language.choices)

    def _add_costs(self) -> None:
        self.fields["price_fen"] = MoneyField(label=_("Price of one short message (yuan)"), required=False)
        self.fields["day_cap_fen"] = MoneyField(
            label=_("Most per day (yuan)"), required=False, help_text=_("At the cap the channel simply stops.")
        )
        self.fields["month_cap_fen"] = MoneyField(label=_("Most per month (yuan)"), required=False)

    def _field(self, field: Field) -> forms.Field:
        options: dict[str, Any] = {"label": field.label, "required": field.is_required, "help_text": field.hint}
        if field.names:
            named = " ".join(f"{{{name}}}" for name in field.names)
            options["help_text"] = format_html("{} <code>{}</code>", field.hint, named)
        if field.shape == "pairs":
            return PairsField(**options)
        if field.shape == "choice":
            return forms.ChoiceField(choices=field.choices, **options)
        if field.is_secret:
            options["required"] = field.is_required and self.channel is None
            options["help_text"] = field.hint or (_("Blank: it stays as it is.") if self.channel else "")
            widget = forms.PasswordInput(attrs={"autocomplete": "off"})
            return forms.CharField(max_length=500, widget=widget, **options)
        return forms.CharField(max_length=500, **options)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        taken = ("name", "kinds", "unit", "language", "day_cap_fen", "month_cap_fen")
        own: dict[str, Any] = {name: given[name] for name in given if name in taken}
        return {
            **own,
            "price_fen": given.get("price_fen") or 0,
            "values": {field.name: given[field.name] for field in FIELDS[self.kind]},
        }


class DeliveryFilter(forms.Form):
    """Filter of the log."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        self.fields["state"].choices = [everything, *DeliveryState.choices]  # type: ignore[attr-defined]
        known = [(str(one.pk), one.name) for one in channels()]
        self.fields["channel"].choices = [everything, *known]  # type: ignore[attr-defined]
