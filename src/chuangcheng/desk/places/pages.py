"""What the pages of places share: tabs, breadcrumbs, links on the map."""

from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Condition

TONES = {"good": "done", "fair": "warn", "poor": "alarm", "out_of_use": "muted", "unknown": "neutral"}


def tabs(request: StaffRequest, current: str) -> list[dict[str, Any]]:
    """The tabs that the actor may open; `current` is the URL name of the page."""
    labels = {
        "desk:places": _("Map"),
        "desk:areas": _("Areas"),
        "desk:sites": _("Sites"),
        "desk:segments": _("Street segments"),
        "desk:facilities": _("Facilities"),
        "desk:site_types": _("Site types"),
        "desk:facility_kinds": _("Facility kinds"),
    }
    if request.actor.may_anywhere("places.see_sign"):
        labels["desk:signs"] = _("QR signs")
    return [{"label": label, "url": reverse(name), "active": name == current} for name, label in labels.items()]


def address_of(reference: str) -> str:
    """`site:12` → the page of that place; blank for anything else."""
    kind, _sep, pk = reference.partition(":")
    return _prefix(kind).replace("/0/", f"/{int(pk)}/") if kind and pk else ""


@lru_cache(maxsize=8)
def _prefix(kind: str) -> str:
    """The address of number 0: a map asks for a thousand addresses at once."""
    return reverse(f"desk:{kind}", args=[0])


def condition_legend() -> list[dict[str, str]]:
    """Tones of the conditions, in words."""
    return [{"tone": TONES[value], "label": str(label)} for value, label in Condition.choices]
