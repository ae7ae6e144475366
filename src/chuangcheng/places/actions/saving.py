"""Create by code or change what differs: the one way that places are written, singly and in bulk."""

import secrets
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from chuangcheng.kit.refused import Refused
from chuangcheng.places import rules
from chuangcheng.places.models import GeometryStamp

Row = TypeVar("Row", bound=models.Model)


def put(model: type[Row], code: str, fields: dict[str, Any]) -> tuple[Row, list[str]]:
    """The row with this code, made or changed, and the names of what changed (for a new row: all)."""
    row = model._default_manager.filter(code=code).first()
    if row is None:
        return model._default_manager.create(code=code, **fields), sorted(fields)
    changed = differing(row, fields)
    if changed:
        row.save(update_fields=changed)
    return row, changed


def differing(row: models.Model, fields: dict[str, Any]) -> list[str]:
    """Sets the fields on the row and returns the names of those that were different."""
    changed = []
    for name, value in fields.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return sorted(changed)


def touch_geometry() -> None:
    """Tell every process that areas or segments have changed (inside the act's transaction)."""
    GeometryStamp.objects.update_or_create(pk=1, defaults={"value": secrets.token_hex(16)})


def named(code: str, name_zh: str) -> tuple[str, str]:
    """Code and name without surrounding blanks; both are required, and a code may not hold a slash."""
    code, name_zh = code.strip(), name_zh.strip()
    if not code or "/" in code:
        raise Refused("bad_code", _("A code is required and may not contain “/”."), field="code")
    if not name_zh:
        raise Refused("name_needed", _("A Chinese name is required."), field="name_zh")
    return code, name_zh


def point(longitude: float | None, latitude: float | None) -> tuple[float | None, float | None]:
    """Both or neither, on the earth."""
    if longitude is None and latitude is None:
        return None, None
    if longitude is None or latitude is None:
        raise Refused("half_a_point", _("Longitude and latitude go together."), field="longitude")
    try:
        rules.check_point(longitude, latitude)
    except rules.BadGeometry as error:
        raise Refused(error.code, sentence(error), field="longitude") from error
    return longitude, latitude


def sentence(error: rules.BadGeometry) -> str:
    """Why a geometry is refused, for a person."""
    sentences = {
        "not_geometry": _("This is not a GeoJSON geometry."),
        "wrong_type": _("The geometry is a {found}; {wanted} is needed."),
        "off_earth": _("The point ({longitude}, {latitude}) does not lie on the earth: longitude comes first."),
        "too_many_vertices": _("The geometry has more than {limit} vertices: simplify it first."),
        "empty": _("The geometry has no points."),
        "no_length": _("The line has no length."),
        "no_surface": _("The boundary encloses no surface."),
        "crosses_itself": _("The boundary crosses itself so that its surface is not clear: correct it first."),
    }
    return sentences[error.code].format(**error.values)
