"""Create by code or change what differs: the one way that places are written, singly and in bulk."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from chuangcheng.kit.actor import Actor
from chuangcheng.places.fields import Fields, differing
from chuangcheng.places.models import GeometryStamp
from chuangcheng.places.queries.codes import BATCH, rows_by_code

Row = TypeVar("Row", bound=models.Model)


def put(model: type[Row], fields: Fields) -> tuple[Row, list[str]]:
    """The row with this code, made or changed, and the names of what changed (for a new row: all)."""
    row = model._default_manager.filter(code=fields["code"]).first()
    if row is None:
        return model._default_manager.create(**fields), sorted(fields)
    changed = differing(row, fields)
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
    return row, changed


@dataclass(slots=True)
class Written:
    """What a bulk write did: rows by code, and which codes were added or changed."""

    rows: dict[str, Any] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def put_many(model: type[Row], every: Sequence[Fields]) -> Written:
    """As `put`, for thousands of rows in a few queries. The last of several rows with one code wins."""
    by_code = {fields["code"]: fields for fields in every}
    written = Written(rows=rows_by_code(model, list(by_code)))
    new: list[Row] = []
    altered: list[Row] = []
    touched: set[str] = set()
    for code, fields in by_code.items():
        row = written.rows.get(code)
        if row is None:
            new.append(model(**fields))
            continue
        if changed := differing(row, fields):
            for name in changed:
                setattr(row, name, fields[name])
            altered.append(row)
            touched.update(changed)
    written.rows.update((row.code, row) for row in model._default_manager.bulk_create(new, batch_size=BATCH))  # type: ignore[attr-defined]
    if altered:
        model._default_manager.bulk_update(altered, sorted(touched), batch_size=BATCH)
    written.added = [row.code for row in new]  # type: ignore[attr-defined]
    written.changed = [row.code for row in altered]  # type: ignore[attr-defined]
    return written


def must_be_near(by: Actor, verb: str, model: type[models.Model], every: Sequence[Fields]) -> None:
    """The verb is needed where each thing goes, and where it stood before. Segments may have no area."""
    if not any(grant.area_path for grant in by.scopes(verb)):
        by.must(verb)
        return
    before = rows_by_code(model, [fields["code"] for fields in every], "area")
    for fields in every:
        for area in (fields["area"], getattr(before.get(fields["code"]), "area", None)):
            by.must(verb, area_path=area.path if area else None)


def touch_geometry() -> None:
    """Tell every process that areas or segments have changed (inside the act's transaction)."""
    GeometryStamp.objects.update_or_create(pk=1, defaults={"value": secrets.token_hex(16)})
