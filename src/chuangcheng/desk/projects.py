"""Projects at a place, with how it was and how it is: shown on the project's page and on those of places."""

from typing import Any

from django.urls import reverse

from chuangcheng.plans.queries import ProgressFile, Undertaking, pictures_of


def pair_of(pair: tuple[ProgressFile, ProgressFile] | None) -> dict[str, Any] | None:
    """What the slider shows of a project: how the place was and how it is."""
    if pair is None:
        return None
    before, after = (reverse("desk:progress_file", args=[one.pk, "shown"]) for one in pair)
    return {"before": before, "after": after}


def projects_shown(projects: list[Undertaking]) -> list[dict[str, Any]]:
    """What `desk/plans/projects_panel.html` shows of the projects at a place."""
    pairs = pictures_of(projects)
    return [{"one": one, "pair": pair_of(pairs.get(one.pk))} for one in projects]
