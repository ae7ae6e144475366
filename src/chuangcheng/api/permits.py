"""Who calls: the system behind a key, with what the posts of its account allow at this moment."""

from dataclasses import dataclass
from datetime import datetime

from chuangcheng.accounts.actions import use_key
from chuangcheng.accounts.queries import ApiClient
from chuangcheng.kit.actor import Actor
from chuangcheng.units.queries import actor_for


@dataclass(frozen=True, slots=True)
class Permit:
    """A client and what it may."""

    client: ApiClient
    actor: Actor


def permit(key: str, at: datetime) -> Permit | None:
    """None for a key that is unknown or revoked. The request is counted: raises what `use_key` raises."""
    client = use_key(key, at) if key else None
    return Permit(client, actor_for(client.person, at)) if client else None
