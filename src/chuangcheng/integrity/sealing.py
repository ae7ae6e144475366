"""Name and number of a party at rest: sealed, found by keyed hash, moved to the newest key, forgotten."""

from typing import Any

from chuangcheng.integrity.models import Entry, PartyKind
from chuangcheng.kit.sealed import key_mark, keyed_hash, keyed_hashes, open_value, resealed, seal_value
from chuangcheng.proceedings.rules import masked

PURPOSE = "integrity.party"


def sealed_party(party_kind: str, name: str, number: str) -> dict[str, Any]:
    """The columns of an entry that say who it is."""
    is_person = party_kind == PartyKind.PERSON
    return {
        "name_sealed": seal_value(name.encode(), PURPOSE),
        "number_sealed": seal_value(number.encode(), PURPOSE),
        "number_hash": keyed_hash(number, PURPOSE),
        "key_mark": key_mark(PURPOSE),
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


def mark() -> str:
    """The mark of the newest key."""
    return key_mark(PURPOSE)


def moved_to_newest(entry: Entry) -> dict[str, str]:
    """The sealed columns under the newest key."""
    number = open_value(entry.number_sealed, PURPOSE).decode()
    return {
        "name_sealed": resealed(entry.name_sealed, PURPOSE),
        "number_sealed": resealed(entry.number_sealed, PURPOSE),
        "number_hash": keyed_hash(number, PURPOSE),
        "key_mark": mark(),
    }


FORGOTTEN: dict[str, str] = {"name_sealed": "", "number_sealed": "", "number_hash": "", "key_mark": ""}
