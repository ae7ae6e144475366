"""Form fields as the product shows them: label, control, help, errors that name the field."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

SAID = "_errors_are_said"
GROUPS = (forms.CheckboxSelectMultiple, forms.RadioSelect)


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.Select):
        return "select"
    return "control"


def _control(bound: BoundField, kind: str, hint: Any) -> SafeString:
    css = {"select": "form-select", "check": "form-check-input", "control": "form-control"}.get(kind, "")
    given = str(bound.field.widget.attrs.get("class", ""))
    classes = " ".join(part for part in (css, given, "is-invalid" if bound.errors else "") if part)
    attributes: dict[str, Any] = {"class": classes} if classes and kind != "group" else {}
    described = [f"{bound.auto_id}_helptext"] if hint else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return bound.as_widget(attrs=attributes)


def field(
    bound: BoundField, label: Any = "", hint: Any = None, wide: bool = False, optional: bool = True
) -> SafeString:
    """One field; optional ones say so, because most are required. `hint` stands in for the field's own help."""
    if bound.is_hidden:
        return SafeString(str(bound))
    kind = _kind(bound.field.widget)
    hint = bound.help_text if hint is None else hint
    context = {
        "bound": bound,
        "kind": kind,
        "label": label or bound.label,
        "hint": hint,
        "control": _control(bound, kind, hint) if kind != "group" else "",
        "wide": wide,
        "optional": optional and not bound.field.required and kind not in ("check",),
    }
    return mark_safe(render_to_string("kit/field.html", context))


def fields(form: forms.BaseForm) -> SafeString:
    """What is wrong, unless the template has said it already, then all fields in order."""
    summary = "" if getattr(form, SAID, False) else form_errors(form)
    return mark_safe(summary + "".join(field(bound) for bound in form))


def form_errors(form: forms.BaseForm) -> SafeString:
    """What is wrong, each line leading to its field."""
    if not form.is_bound or form.is_valid():
        return mark_safe("")
    setattr(form, SAID, True)
    return mark_safe(render_to_string("kit/form_errors.html", {"form": form}))


def camera(
    name: str, multiple: bool = False, required: bool = False, label: Any = "", capture: bool = True
) -> SafeString:
    """A file field that opens the camera on a phone and shows what was taken."""
    context = {"name": name, "multiple": multiple, "required": required, "label": label, "capture": capture}
    return mark_safe(render_to_string("kit/camera.html", context))
