"""Why something is refused, in words for a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.places import rules


def geometry_sentence(error: rules.BadGeometry) -> str:
    """Why a geometry is refused."""
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


def attribute_sentence(error: rules.BadAttributes) -> str:
    """Why the attributes of a facility kind are refused."""
    sentences = {
        "unnamed": _("Every attribute needs a code and a Chinese name ({attribute})."),
        "twice": _("The attribute code {attribute} occurs twice."),
        "unknown_type": _("The attribute {attribute} has an unknown type."),
        "no_choices": _("The attribute {attribute} is a choice and needs its choices."),
    }
    return sentences[error.code].format(attribute=error.attribute)


def equipment_sentence(attributes: Iterable[Mapping[str, Any]], error: rules.BadValue) -> str:
    """Why a value of a facility's equipment is refused."""
    names = {attribute["code"]: attribute["name_zh"] for attribute in attributes}
    sentences = {
        "unknown_attribute": _("Facilities of this kind have no attribute {name}."),
        "not_a_int": _("{name} must be a whole number, not “{value}”."),
        "not_a_decimal": _("{name} must be a number, not “{value}”."),
        "not_a_bool": _("{name} must be yes or no, not “{value}”."),
        "not_a_date": _("{name} must be a date such as 2026-03-01, not “{value}”."),
        "not_a_choice": _("“{value}” is not one of the choices of {name}."),
    }
    return sentences[error.code].format(name=names.get(error.attribute, error.attribute), value=error.value)
