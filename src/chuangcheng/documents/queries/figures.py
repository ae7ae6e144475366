"""From a figure of a document to the rows that it counted."""

from typing import Any

from django.db.models import QuerySet

from chuangcheng.cases.access import visible as visible_cases
from chuangcheng.documents.blocks import Figure, figures, from_json
from chuangcheng.documents.kinds import LISTS, Rows
from chuangcheng.documents.models import Document
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound


def figure_of(document: Document, key: str) -> tuple[Figure, Rows]:
    """The figure with this name and what it counts. NotFound where there is none."""
    found = figures(from_json(document.frozen or document.blocks)).get(key)
    if found is None or not found.rows:
        raise NotFound("figure")
    return found, Rows.from_json(found.rows)


def rows_behind(actor: Actor, rows: Rows) -> QuerySet[Any]:
    """The rows, as far as the actor may see them: cases by the sights of cases, the rest by the score's."""
    found: QuerySet[Any] = LISTS[rows.of](rows)
    if rows.of == "cases":
        return found.filter(visible_cases(actor)).select_related("site", "segment", "facility", "area", "unit")
    actor.must("scoring.see_score")
    if rows.of == "visits":
        return found.select_related("site__site_type", "round")
    return found.select_related("check_point", "visit__site", "visit__round", "unit")
