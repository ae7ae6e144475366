"""Values sealed at rest: encrypted with a key derived from the city's secret key.

A copy of the database alone tells nothing. Older keys (SECRET_KEY_FALLBACKS) still open what they sealed, and still
find what was hashed under them, until `kit.resealing` has moved every row to the newest key.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import Refused


def _cipher(purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key, purpose)) for key in city_keys()])


def city_keys() -> list[str]:
    """The keys in use, the newest first."""
    return [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _derived(key: str, purpose: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"chuangcheng/{purpose}".encode()).derive(
        key.encode()
    )
    return base64.urlsafe_b64encode(derived)


def seal_value(value: bytes, purpose: str) -> str:
    """The sealed text of a value. `purpose` separates rooms: what one sealed, another cannot open by mistake."""
    return _cipher(purpose).encrypt(value).decode()


def open_value(sealed: str, purpose: str) -> bytes:
    """The value; Refused `cannot_unseal` when the city's secret key is not the one it was sealed with."""
    try:
        return _cipher(purpose).decrypt(sealed.encode())
    except InvalidToken:
        raise Refused("cannot_unseal", _("This value was sealed with another secret key of the city.")) from None


def resealed(sealed: str, purpose: str) -> str:
    """The same value sealed under the newest key. Refused `cannot_unseal` as for opening."""
    return seal_value(open_value(sealed, purpose), purpose)


def is_newest(sealed: str, purpose: str) -> bool:
    """True if it was sealed under the newest key."""
    try:
        Fernet(_derived(city_keys()[0], purpose)).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def key_mark() -> str:
    """A mark of the newest key, from which nothing of it follows: tells whether the key has changed."""
    return key_marks()[0]


def key_marks() -> list[str]:
    """The marks of all keys in use, the newest first: an operator names a key by it."""
    return [hashlib.sha256(_derived(key, "mark")).hexdigest()[:12] for key in city_keys()]


def keyed_hash(value: str, purpose: str) -> str:
    """The hash (hex) under which a sealed value is found again; only who has the key can make it."""
    return keyed_hashes(value, purpose)[0]


def keyed_hashes(value: str, purpose: str) -> list[str]:
    """The hashes under every key that is in use, the newest first: for searching while rows are moved to it."""
    secrets = [_derived(key, f"{purpose}/hash") for key in city_keys()]
    return [hmac.new(secret, value.encode(), hashlib.sha256).hexdigest() for secret in secrets]
