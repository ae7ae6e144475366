"""The patrol windows of one's team. The packet knows a sign by its digest alone: nobody can make one up from it."""

import hashlib
from datetime import datetime
from typing import Any

from chuangcheng.kit.actor import Actor
from chuangcheng.patrols.queries import PatrolWindow, patrols_of, signed_points, teams_of


def patrol_shown(actor: Actor, at: datetime) -> dict[str, Any] | None:
    """What the actor's teams look at now and in the next hours, and the signs they may scan; None without a team."""
    if not teams_of(actor).exists():
        return None
    return {
        "windows": [_window(one) for one in patrols_of(actor, at)],
        "signs": {
            hashlib.sha256(one.token.encode()).hexdigest(): {"name": one.point.name, "place": one.place}
            for one in signed_points(actor)
        },
    }


def _window(one: PatrolWindow) -> dict[str, Any]:
    window = one.window
    return {
        "team": window.team.name if window.team else "",
        "place": window.scheme.place.name,
        "starts_at": window.starts_at.isoformat(),
        "ends_at": window.ends_at.isoformat(),
        "looks": window.looks,
        "points": [{"name": row.point.name, "seen": row.seen} for row in one.points],
    }
