"""Pictures beside the masked facts. The room of the subject keeps them; here it is asked, at every reading, which
there are and under which address the covered copy of each lies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """`token`: the public address of the copy that a person covered; '' while there is none that may be shown."""

    key: int
    token: str


Bring = Callable[[str], Sequence[Picture]]
_BROUGHT: dict[str, Bring] = {}


def bring_pictures(subject_kind: str, bring: Bring) -> None:
    """A room above says at start-up how the pictures of its subjects are found; `bring` takes the subject's key."""
    _BROUGHT[subject_kind] = bring


def pictures_about(subject_kind: str, subject_key: str) -> tuple[Picture, ...]:
    """In the order in which they are shown; none for subjects that never have pictures."""
    bring = _BROUGHT.get(subject_kind)
    return tuple(bring(subject_key)) if bring else ()
