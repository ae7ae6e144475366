"""One row of the rights table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Right:
    """Public, or for signed-in staff; with verbs, for those who hold one of them somewhere.

    The row opens the door of the page only: what is on it is filtered by the room's `access.py`.
    A row of JSON is never redirected to the sign-in: it answers 401 and 404 as JSON.
    A closed row answers 404 to everybody: a library brings the address, and we do not want it.
    """

    verbs: tuple[str, ...] = ()
    is_public: bool = False
    is_closed: bool = False
    is_json: bool = False


PUBLIC = Right(is_public=True)
STAFF = Right()
CLOSED = Right(is_closed=True)


def needs_json(*verbs: str) -> Right:
    """As `needs`, for an address that programs call."""
    return Right(verbs, is_json=True)


def needs(*verbs: str) -> Right:
    """For staff who hold one of these verbs or sights in some grant."""
    return Right(verbs)
