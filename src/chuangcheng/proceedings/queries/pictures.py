"""The pictures of a proceeding: what of them may be shown, and the only doors to their covered copies."""

from datetime import datetime

from chuangcheng.evidence.queries import File, redaction_by_token
from chuangcheng.kit.refused import NotFound
from chuangcheng.proceedings.kinds import Picture, pictures_about
from chuangcheng.proceedings.models import Proceeding
from chuangcheng.proceedings.queries.public import get_public


def pictures_of(row: Proceeding) -> tuple[Picture, ...]:
    """What its subject's room says now."""
    return pictures_about(row.subject_kind, row.subject_key)


def seen_mark(row: Proceeding) -> str:
    """Stands for exactly these pictures in exactly these versions: whoever approves says which ones were seen."""
    return ",".join(f"{one.key}:{one.token}" for one in pictures_of(row))


def covered_copy(row: Proceeding, token: str) -> File:
    """A picture of this proceeding by the address of its covered copy. NotFound for whatever nobody covered."""
    if not token or token not in {one.token for one in pictures_of(row)}:
        raise NotFound("picture")
    found = redaction_by_token(token)
    if not found.path:
        raise NotFound("picture")
    return found.file


def public_picture(number: str, token: str, at: datetime) -> File:
    """The same for everybody, while the proceeding itself is public. NotFound before, while suspended, and after."""
    page = get_public(number, at)
    return covered_copy(Proceeding.objects.get(number=page.number), token)
