"""What an import would do, before it is done: added, changed, unchanged, refused, with old and new values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from chuangcheng.kit.spreadsheets import Planned
from chuangcheng.kit.spreadsheets import Preview as Planning
from chuangcheng.places.fields import Fields, differing

HIDDEN = {"search_text"}
SHOWN_ROWS = 200


@dataclass(slots=True)
class Preview(Planning):
    """Rows to write, what each differs in, and columns that the file has for nobody."""

    ignored: list[str] = field(default_factory=list)

    def plan(self, values: Mapping[str, Any], fields: Fields, standing: models.Model | None) -> None:
        """Compare one row with what stands, and keep it if it would change something."""
        label = str(fields["name_zh"])
        if standing is None:
            self.rows.append(Planned("added", fields["code"], label, dict(values), _told(fields)))
            return
        names = [name for name in differing(standing, fields) if name not in HIDDEN]
        if not names:
            self.unchanged_count += 1
            return
        changes = [(str(label_of(name)), shown(getattr(standing, name)), shown(fields[name])) for name in names]
        self.rows.append(Planned("changed", fields["code"], label, dict(values), changes))

    def note_condition(self, values: Mapping[str, Any], old: str, new: str) -> None:
        """A row whose only news is its condition still has to be written."""
        if self.rows and self.rows[-1].code == values["code"]:
            self.rows[-1].changes.append((str(label_of("condition")), old, new))
            return
        self.unchanged_count -= 1
        change = (str(label_of("condition")), old, new)
        self.rows.append(Planned("changed", values["code"], str(values["name_zh"]), dict(values), [change]))


def _told(fields: Fields) -> list[tuple[str, Any, Any]]:
    """A few words about a new row: where it lies."""
    names = [name for name in ("site_type", "kind", "area", "address_zh", "boundary", "line") if fields.get(name)]
    return [(str(label_of(name)), "", shown(fields[name])) for name in names]


def shown(value: Any) -> str:
    """A value as the preview shows it: nouns by name, geometry by its size."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping) and "coordinates" in value:
        return _("{kind}, {count} vertices").format(kind=value["type"], count=_vertices(value["coordinates"]))
    if isinstance(value, Mapping):
        return "；".join(f"{name}={part}" for name, part in value.items()) or "—"
    return str(value)


def _vertices(coordinates: Any) -> int:
    if coordinates and not isinstance(coordinates[0], list | tuple):
        return 1
    return sum(_vertices(part) for part in coordinates)


def label_of(name: str) -> Any:
    """A column's name for a person."""
    labels = {
        "name_zh": _("Name"),
        "name_zh_hant": _("Name in Traditional Chinese"),
        "name_en": _("Name in English"),
        "code": _("Code"),
        "level": _("Level"),
        "parent": _("Upper area"),
        "path": _("Place in the tree"),
        "boundary": _("Boundary"),
        "street_zh": _("Street"),
        "from_zh": _("Starts at"),
        "to_zh": _("Ends at"),
        "length_m": _("Length (m)"),
        "road_class": _("Class of road"),
        "line": _("Line"),
        "area": _("Area"),
        "segment": _("Street segment"),
        "facility": _("Facility"),
        "site_type": _("Site type"),
        "kind": _("Kind"),
        "address_zh": _("Street address"),
        "longitude": _("Longitude"),
        "latitude": _("Latitude"),
        "opens_at": _("Opens at"),
        "closes_at": _("Closes at"),
        "hours_zh": _("Opening hours"),
        "equipment": _("Equipment"),
        "condition": _("Condition"),
        "is_active": _("In use"),
    }
    return labels.get(name, name)
