"""Select boxes written in one go. Django includes a template per option: with 99 units and 88 categories that alone
takes longer than the rest of a list page."""

from collections.abc import Iterator
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

DASHES = "---------"  # Django's own label of an empty choice
SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Django's own form templates, but for the plain select box."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name == SELECT:
            return mark_safe("".join(_select(context["widget"])))
        return mark_safe(super().render(template_name, context, request))


def _select(widget: dict[str, Any]) -> Iterator[str]:
    yield f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>'
    for group, options, _index in widget["optgroups"]:
        if group:
            yield f'<optgroup label="{conditional_escape(group)}">'
        for option in options:
            value, label = conditional_escape(str(option["value"])), conditional_escape(_label(widget, option))
            yield f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'
        if group:
            yield "</optgroup>"
    yield "</select>"


def _label(widget: dict[str, Any], option: dict[str, Any]) -> Any:
    """What an empty choice means, said in words instead of dashes."""
    if option["label"] != DASHES:
        return option["label"]
    return _("Please choose") if widget["attrs"].get("required") or widget["required"] else _("None chosen")


def _attributes(attributes: dict[str, Any]) -> str:
    """As Django's `attrs.html` writes them: False is left out, True stands without a value."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )
