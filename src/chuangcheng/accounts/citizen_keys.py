"""How a citizen's telephone number and name are sealed and found, and how a code is hashed."""

from uuid import UUID

from chuangcheng.accounts.citizens import CitizenAccount
from chuangcheng.kit.sealed import keyed_hash, keyed_hashes, open_value, seal_value

PHONE, NAME, CODE, ORIGIN = "accounts.phone", "accounts.name", "accounts.code", "accounts.origin"


def hash_of(phone: str) -> str:
    """What a number is stored under."""
    return keyed_hash(phone, PHONE)


def hashes_of(phone: str) -> list[str]:
    """What a number may be stored under: older keys of the city included."""
    return keyed_hashes(phone, PHONE)


def seal_phone(phone: str) -> str:
    return seal_value(phone.encode(), PHONE)


def open_phone(sealed: str) -> str:
    return open_value(sealed, PHONE).decode()


def seal_name(name: str) -> str:
    return seal_value(name.encode(), NAME) if name else ""


def name_of(account: CitizenAccount) -> str:
    """The name a citizen gave, '' before."""
    return open_value(account.name_sealed, NAME).decode() if account.name_sealed else ""


def code_hash(uid: UUID, code: str) -> str:
    """A code is short: without the city's key its hash could be tried out at once."""
    return keyed_hash(f"{uid}/{code}", CODE)


def origin_hash(address: str) -> str:
    """Where something was asked from, as a hash that only this city can make."""
    return keyed_hash(address, ORIGIN)
