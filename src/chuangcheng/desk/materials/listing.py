"""What the pages of the material share: the tabs, the filters' values."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from chuangcheng.kit.requests import StaffRequest


def tabs(request: StaffRequest, here: str) -> list[dict[str, Any]]:
    """The lists that this reader may open."""
    items = (
        ("desk:materials", pgettext("material", "Gaps"), "materials.see_material"),
        ("desk:material_documents", pgettext("material", "Handed in"), "materials.see_material"),
        ("desk:department_figures", _("Department figures"), "materials.see_material"),
        ("desk:material_readiness", _("Rehearsal"), "materials.see_readiness"),
        ("desk:material_packs", _("Packs and links"), "materials.see_readiness"),
        ("desk:negative_events", _("Negative events"), "materials.see_event"),
    )
    return [
        {"label": label, "url": reverse(name), "active": name == here}
        for name, label, sight in items
        if request.actor.may_anywhere(sight)
    ]


def values(form: forms.Form) -> dict[str, Any]:
    """What a filter narrows by; a filter that cannot be read narrows nothing."""
    return form.cleaned_data if form.is_valid() else {}


def chinese() -> bool:
    """Whether files speak Chinese in their headers."""
    return not (get_language() or "zh").startswith("en")
