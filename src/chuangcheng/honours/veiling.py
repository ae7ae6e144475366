"""What of people is kept: opaque keys in place of citizens' accounts, sealed contact details."""

from chuangcheng.accounts.queries import citizen_phone
from chuangcheng.kit.names import search_text
from chuangcheng.kit.sealed import keyed_hashes, open_value, seal_value

SEALED_FOR = "honours"


def voices_of(citizen: int) -> list[str]:
    """The keys under which an account recommends and comments, the newest first: they tell repeats and name nobody."""
    return keyed_hashes(str(citizen), f"{SEALED_FOR}.voice")


def voter_keys(season: int, citizen: int) -> list[str]:
    """The keys under which somebody may have voted in a season, the newest first. They follow from the telephone
    number, so that whoever deletes the account and makes another one does not vote twice; they are deleted with the
    season's end. Empty where there is no such account."""
    phone = citizen_phone(citizen)
    return keyed_hashes(f"{season}/{phone}", f"{SEALED_FOR}.voter") if phone else []


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
