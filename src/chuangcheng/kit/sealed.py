"""Values sealed at rest: encrypted with a key derived from the city's secret key.

A copy of the database alone tells nothing. Older keys (SECRET_KEY_FALLBACKS) still open what they sealed.
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
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


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


def keyed_hashes(text: str, purpose: str) -> list[str]:
    """What a value is searched by: its hash under the city's key, then under each older one. Only this city can make
    them, so that a copy of the database cannot be searched by trying all telephone numbers."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    derived = [_derived(key, f"{purpose}/search") for key in keys]
    return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in derived]


def keyed_hash(text: str, purpose: str) -> str:
    """The hash under which a value is stored from now on."""
    return keyed_hashes(text, purpose)[0]
