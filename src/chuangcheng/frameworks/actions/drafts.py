"""Editing a draft: indicators and check points, one at a time."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from chuangcheng.frameworks import rules
from chuangcheng.frameworks.actions.storing import check_point_values, indicator_values, open_draft
from chuangcheng.frameworks.models import CheckPoint, Edition, Indicator, Level
from chuangcheng.frameworks.queries.content import check_point_row, indicator_row, site_type_names
from chuangcheng.frameworks.rules import CheckPointRow, IndicatorRow
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import SiteType

FIXED = ("code", "level", "parent_code", "site_type_code", "origin")


def edit_indicator(*, by: Actor, at: datetime, indicator: Indicator, **changes: Any) -> Indicator:
    """Change names, methods, site types, weight or note, style and parameters of an indicator in a draft.

    `changes` are fields of `rules.IndicatorRow`; code, level and place in the tree come with the file only.
    """
    by.must("frameworks.edit_indicator")
    edition = indicator.edition
    with act("frameworks.edit_indicator", by=by, at=at, on=indicator) as record:
        open_draft(edition, at)
        before = indicator_row(indicator)
        row = replace(before, **{name: value for name, value in changes.items() if name not in FIXED})
        _check_indicator(row)
        for name, value in indicator_values(row).items():
            setattr(indicator, name, value)
        indicator.save()
        changed = [f.name for f in fields(row) if getattr(row, f.name) != getattr(before, f.name)]
        record.note(code=edition.code, indicator=row.code, changed=changed)
    return indicator


def _check_indicator(row: IndicatorRow) -> None:
    if not row.name_zh.strip():
        raise Refused("no_name", _("The wording may not be blank."), field="name_zh")
    if unknown := set(row.methods) - set(rules.METHODS):
        raise Refused(
            "unknown_method", _("There is no such method: %(name)s") % {"name": unknown.pop()}, field="methods"
        )
    if unknown := set(row.site_types) - set(site_type_names()):
        raise Refused(
            "unknown_site_type", _("There is no site type %(code)s.") % {"code": unknown.pop()}, field="site_types"
        )
    if row.weight is not None and row.weight < 0:
        raise Refused("negative_weight", _("A weight cannot be negative."), field="weight")
    if row.level != Level.STANDARD:
        if row.style:
            raise Refused("style_of_no_standard", _("Only a standard has a scoring style."), field="style")
        return
    if row.style not in rules.STYLES:
        raise Refused("unknown_style", _("Choose how the standard is scored."), field="style")
    if wrong := rules.wrong_parameter(row.style, dict(row.style_parameters)):
        raise Refused(
            "wrong_parameter",
            _("The parameter %(name)s is missing, unknown or out of range for this style.") % {"name": wrong},
            field="style_parameters",
        )


def add_check_point(
    *,
    by: Actor,
    at: datetime,
    edition: Edition,
    site_type: SiteType,
    name_zh: str,
    standard: Indicator | None = None,
    code: str = "",
    **values: Any,
) -> CheckPoint:
    """A further check point of a site type in a draft. Without a code it gets the site type's next number."""
    by.must("frameworks.add_check_point")
    with act("frameworks.add_check_point", by=by, at=at) as record:
        open_draft(edition, at)
        code = code or _next_code(edition, site_type)
        if edition.check_points.filter(code=code).exists():
            raise Refused("code_taken", _("There is a check point of this code already."), field="code")
        row = CheckPointRow(code, site_type.code, name_zh, **values)
        _check_point(edition, row, standard)
        last = edition.check_points.aggregate(last=Max("position"))["last"]
        point = CheckPoint.objects.create(
            edition=edition,
            site_type=site_type,
            standard=standard,
            code=code,
            position=0 if last is None else last + 1,
            **check_point_values(row),
        )
        record.on(point, code=edition.code, check_point=code)
    return point


def _next_code(edition: Edition, site_type: SiteType) -> str:
    taken = set(edition.check_points.filter(site_type=site_type).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{site_type.code}-{number:02}" in taken:
        number += 1
    return f"{site_type.code}-{number:02}"


def _check_point(edition: Edition, row: CheckPointRow, standard: Indicator | None) -> None:
    if not row.name_zh.strip():
        raise Refused("no_name", _("The wording may not be blank."), field="name_zh")
    if row.severity not in (1, 2, 3):
        raise Refused("bad_severity", _("Severity is 1, 2 or 3."), field="severity")
    if row.kind not in rules.KINDS:
        raise Refused("unknown_kind", _("Choose how the check point is answered."), field="kind")
    if row.photo not in rules.PHOTOS:
        raise Refused("unknown_photo_rule", _("Choose when a photo is taken."), field="photo")
    if standard is not None and (standard.edition_id != edition.pk or standard.level != Level.STANDARD):
        raise Refused("not_a_standard", _("Choose a standard of this edition."), field="standard")


def edit_check_point(
    *, by: Actor, at: datetime, check_point: CheckPoint, standard: Indicator | None = None, **changes: Any
) -> CheckPoint:
    """Change a check point in a draft: wording, kind, threshold, photo rule, exceptions, severity, faults, standard.

    `standard` is the one it bears on from now on (None: on none).
    """
    by.must("frameworks.edit_check_point")
    edition = check_point.edition
    with act("frameworks.edit_check_point", by=by, at=at, on=check_point) as record:
        open_draft(edition, at)
        row = replace(
            check_point_row(check_point),
            **{name: value for name, value in changes.items() if name not in (*FIXED, "standard_code")},
        )
        _check_point(edition, row, standard)
        for name, value in check_point_values(row).items():
            setattr(check_point, name, value)
        check_point.standard = standard
        check_point.save()
        record.note(code=edition.code, check_point=row.code)
    return check_point


def remove_check_point(*, by: Actor, at: datetime, check_point: CheckPoint) -> None:
    """Take a check point out of a draft."""
    by.must("frameworks.remove_check_point")
    edition = check_point.edition
    with act("frameworks.remove_check_point", by=by, at=at, on=edition) as record:
        open_draft(edition, at)
        record.note(code=edition.code, check_point=check_point.code)
        check_point.delete()
