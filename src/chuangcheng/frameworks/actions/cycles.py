"""Cycles and themes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.frameworks.models import Cycle, Edition, EditionKind, Theme
from chuangcheng.frameworks.rules import weights_fault
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.units.models import Unit


def define_cycle(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    first_year: int,
    city_edition: Edition,
    method_weights: Mapping[str, float],
    year_weights: Sequence[float],
    minors_edition: Edition | None = None,
    name_zh_hant: str = "",
    name_en: str = "",
) -> Cycle:
    """Set up a cycle of as many years as there are year weights, or change it while it is not in force.

    Refused: drafts, weights that do not sum to 100, a cycle in force (its scores would change behind people's backs).
    """
    by.must("frameworks.define_cycle")
    with act("frameworks.define_cycle", by=by, at=at) as record:
        _check_editions(city_edition, minors_edition)
        _check_weights(method_weights, year_weights)
        old = Cycle.objects.filter(code=code).first()
        if old is not None and old.is_in_force:
            raise Refused("in_force", _("A cycle in force is not changed. Set up another one."), field="code")
        values: dict[str, Any] = {
            "name_zh": name_zh,
            "name_zh_hant": name_zh_hant,
            "name_en": name_en,
            "first_year": first_year,
            "city_edition": city_edition,
            "minors_edition": minors_edition,
            "method_weights": dict(method_weights),
            "year_weights": list(year_weights),
        }
        cycle, _made = Cycle.objects.update_or_create(code=code, defaults=values)
        editions = [edition.code for edition in (city_edition, minors_edition) if edition]
        record.on(cycle, code=code, editions=editions, methods=dict(method_weights), years=list(year_weights))
    return cycle


def _check_editions(city: Edition, minors: Edition | None) -> None:
    for edition, kind, field in (
        (city, EditionKind.CITY, "city_edition"),
        (minors, EditionKind.MINORS, "minors_edition"),
    ):
        if edition is None:
            continue
        if edition.kind != kind:
            raise Refused("wrong_kind", _("This edition belongs to the other framework."), field=field)
        if not edition.is_published:
            raise Refused("draft", _("A cycle adopts published editions only. Publish this one first."), field=field)


def _check_weights(methods: Mapping[str, float], years: Sequence[float]) -> None:
    field, reason = weights_fault(methods, years)
    if reason == "sum":
        raise Refused("weights_do_not_sum", _("These weights must sum to 100."), field=field)
    if reason:
        raise Refused("bad_weights", _("Weights are numbers from 0, one per method or year."), field=field)


def put_cycle_in_force(*, by: Actor, at: datetime, cycle: Cycle) -> Cycle:
    """From now on draws, duties and scores follow this cycle's editions; the one before steps back."""
    by.must("frameworks.put_cycle_in_force")
    with act("frameworks.put_cycle_in_force", by=by, at=at, on=cycle, code=cycle.code) as record:
        before = Cycle.objects.filter(is_in_force=True).exclude(pk=cycle.pk)
        record.note(before=list(before.values_list("code", flat=True)))
        before.update(is_in_force=False)
        cycle.is_in_force = True
        cycle.save(update_fields=["is_in_force"])
    return cycle


def set_assessment_day(*, by: Actor, at: datetime, cycle: Cycle, day: date | None) -> Cycle:
    """When the assessors are expected; None: not known. It changes no score, so a cycle in force takes it too.

    Refused `before_cycle` for a day outside the cycle's years.
    """
    by.must("frameworks.set_assessment_day")
    last = cycle.first_year + len(cycle.year_weights)
    if day is not None and not cycle.first_year <= day.year <= last:
        raise Refused("before_cycle", _("This day lies outside the years of the cycle."), field="day")
    with act("frameworks.set_assessment_day", by=by, at=at, on=cycle, code=cycle.code) as record:
        record.note(day=day.isoformat() if day else "—")
        cycle.assessment_on = day
        cycle.save(update_fields=["assessment_on"])
    return cycle


def import_themes(*, by: Actor, at: datetime, rows: Iterable[Mapping[str, Any]]) -> list[Theme]:
    """Set up themes by code (columns of themes.csv); others stay. Refused: a unit in charge that does not exist."""
    by.must("frameworks.import_themes")
    with act("frameworks.import_themes", by=by, at=at) as record:
        units = {unit.code: unit for unit in Unit.objects.all()}
        themes, added = [], 0
        for row in rows:
            lead = row.get("lead_unit") or ""
            if lead and lead not in units:
                raise Refused("unknown_unit", _("There is no unit %(code)s.") % {"code": lead}, field="lead_unit")
            theme, made = Theme.objects.update_or_create(
                code=row["code"],
                defaults={
                    "name_zh": row["name_zh"],
                    "name_en": row.get("name_en") or "",
                    "standard_code": row.get("standard_code") or "",
                    "lead_unit": units.get(lead),
                    "description_zh": row.get("description_zh") or "",
                    "indicators": list(row.get("indicators_zh") or ()),
                },
            )
            themes.append(theme)
            added += made
        record.note(added=added, changed=len(themes) - added)
    return themes
