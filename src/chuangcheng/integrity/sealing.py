"""Name and number of a party at rest: sealed, found by keyed hash, forgotten."""

from typing import Any

from chuangcheng.integrity.models import Entry, PartyKind
from chuangcheng.kit.sealed import keyed_hash, keyed_hashes, open_value, seal_value
from chuangcheng.proceedings.rules import masked

PURPOSE = "integrity.party"


def sealed_party(party_kind: str, name: str, number: str) -> dict[str, Any]:
    """The columns of an entry that say who it is."""
    is_person = party_kind == PartyKind.PERSON
    return {
        "name_sealed": seal_value(name.encode(), PURPOSE),
        "number_sealed": seal_value(number.encode(), PURPOSE),
        "number_hash": keyed_hash(number, PURPOSE),
        "shown_name": masked("name", name) if is_person else name,
        "shown_number": masked("identity" if is_person else "credit_code", number),
    }


def party_of(entry: Entry) -> tuple[str, str]:
    """(name, number) in full; what is shown of them once they are forgotten."""
    if not entry.name_sealed:
        return entry.shown_name, entry.shown_number
    return open_value(entry.name_sealed, PURPOSE).decode(), open_value(entry.number_sealed, PURPOSE).decode()


def hashes_of(number: str) -> list[str]:
    """Under what a number may be stored."""
    return keyed_hashes(number, PURPOSE)


FORGOTTEN: dict[str, str] = {"name_sealed": "", "number_sealed": "", "number_hash": ""}
