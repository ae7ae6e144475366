"""What of people is kept: opaque keys in place of citizens' accounts, sealed contact details."""

import hashlib
import hmac

from django.conf import settings

from chuangcheng.kit.names import search_text
from chuangcheng.kit.sealed import open_value, seal_value

SEALED_FOR = "honours"


def _keyed(secret: str, purpose: str, text: str) -> str:
    return hmac.new(f"{secret}/honours.{purpose}".encode(), text.encode(), hashlib.sha256).hexdigest()


def voice_of(citizen: int) -> str:
    """The key under which an account recommends and comments: it tells repeats, and names nobody."""
    return _keyed(str(settings.SECRET_KEY), "voice", str(citizen))


def voter_keys(season: int, citizen: int) -> list[str]:
    """The keys under which an account may have voted in a season: that of today's secret first, then of older ones,
    so that nobody votes twice because the secret was changed meanwhile."""
    secrets = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return [_keyed(secret, "voter", f"{season}/{citizen}") for secret in secrets]


def sealed_contact(text: str) -> str:
    """Contact details, encrypted; nothing of nothing."""
    return seal_value(text.strip().encode(), SEALED_FOR) if text.strip() else ""


def opened_contact(sealed: str) -> str:
    """What was sealed."""
    return open_value(sealed, SEALED_FOR).decode() if sealed else ""


def alike(name: str, *within: object) -> str:
    """What two nominations of the same nominee have in common."""
    plain = "".join(search_text(name).split())
    return "|".join([plain, *(str(one) for one in within if one)])[:160]
