"""One row of the rights table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Right:
    """Public, or for signed-in staff; with verbs, for those who hold one of them somewhere.

    The row opens the door of the page only: what is on it is filtered by the room's `access.py`.
    """

    verbs: tuple[str, ...] = ()
    is_public: bool = False


PUBLIC = Right(is_public=True)
STAFF = Right()


def needs(*verbs: str) -> Right:
    """For staff who hold one of these verbs or sights in some grant."""
    return Right(verbs)
