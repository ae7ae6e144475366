"""What the operator sees of short messages to citizens: that they left; in the sample city also what they say."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from chuangcheng.kit.sealed import open_value
from chuangcheng.notices.models import ShortMessage

SEAL = "notices.text"
MOST = 50


@dataclass(frozen=True, slots=True)
class SentText:
    """`phone` and `text` are blank in a real city: nobody reads what was meant for a citizen."""

    purpose: str
    made_at: datetime
    sent_at: datetime | None
    problem: str
    phone: str = ""
    text: str = ""


def short_messages() -> list[SentText]:
    """The newest fifty."""
    return [_shown(row) for row in ShortMessage.objects.all()[:MOST]]


def _shown(row: ShortMessage) -> SentText:
    shows = settings.SAMPLE_CITY and row.text_sealed
    phone, text = (_opened(row.phone_sealed), _opened(row.text_sealed)) if shows else ("", "")
    return SentText(row.purpose, row.made_at, row.sent_at, row.problem, phone, text)


def _opened(sealed: str) -> str:
    return open_value(sealed, SEAL).decode()
