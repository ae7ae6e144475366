"""Private addresses that a program reads without signing in, such as somebody's own calendar.

Whoever knows one reads what its owner may read, so it is shown once, only its hash is kept, and its owner revokes it at
any time. A room derives its own table from `FeedAddress`, with whose it is; its page is marked by `kit.links.unlisted`.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.tokens import new_token, token_hash

MOST_ADDRESSES = 5


class FeedAddress(models.Model):
    """The token itself is never stored."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=FeedAddress)


def open_addresses(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those that answer, of these."""
    return rows.filter(revoked_at=None)


def new_address(table: type[Row], at: datetime, **owner: Any) -> tuple[Row, str]:
    """(the address, its token, which is shown this once). Inside an act. Refused `too_many`."""
    if open_addresses(table._default_manager.filter(**owner)).count() >= MOST_ADDRESSES:
        raise Refused("too_many", _("At most five addresses: revoke one that is not used any more."))
    token = new_token()
    return table._default_manager.create(**owner, token_hash=token_hash(token), made_at=at), token


def close_address(address: FeedAddress, at: datetime) -> None:
    """From now on it answers nobody. Inside an act."""
    address.revoked_at = at
    address.save(update_fields=["revoked_at"])


def opened_by(rows: QuerySet[Row], token: str) -> Row | None:
    """The one of these that a token opens; None for an unknown or a revoked one."""
    return open_addresses(rows).filter(token_hash=token_hash(token)).first()
