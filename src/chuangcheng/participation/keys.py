"""What only an older key of the city can make sense of: links in letters, wishes for news, blocked numbers."""

from datetime import datetime

from chuangcheng.kit.resealing import Needed
from chuangcheng.participation.models import Alert, Block, BlockKind, Contact


def alerts_from_before(before: datetime, at: datetime) -> Needed:
    """The way out in each letter follows from the key, and the same wish is to be known as one."""
    return Needed(Alert.objects.filter(asked_at__lt=before).count())


def blocks_from_before(before: datetime, at: datetime) -> Needed:
    rows = Block.objects.filter(kind=BlockKind.TELEPHONE, lifted_at=None, made_at__lt=before)
    return Needed(rows.count())


def links_from_before(before: datetime, at: datetime) -> Needed:
    """Until the address is forgotten, on schedule."""
    return Needed(Contact.objects.exclude(email_sealed="").filter(given_at__lt=before).count())
