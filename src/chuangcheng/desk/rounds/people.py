"""The persons behind the posts that inspect."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from chuangcheng.inspections.queries import Visit, VisitInspector
from chuangcheng.units.queries import holders_of


def named(rows: Sequence[VisitInspector], at: datetime) -> list[dict[str, Any]]:
    """Each row with the name of whoever holds the post now, else the post's. One query."""
    people = holders_of([row.post_id for row in rows], at)
    return [
        {"row": row, "name": people[row.post_id].person.name if row.post_id in people else row.post.name}
        for row in rows
    ]


def teams(visits: Iterable[Visit], at: datetime) -> dict[int, list[dict[str, Any]]]:
    """visit id -> who inspects there now. One query."""
    rows = [row for visit in visits for row in visit.inspectors.all() if row.left_at is None]
    found: dict[int, list[dict[str, Any]]] = {}
    for one in named(rows, at):
        found.setdefault(one["row"].visit_id, []).append(one)
    return found
