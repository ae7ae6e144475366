"""Who acts, and what that person's posts allow: a frozen value every room can authorise with.

A grant keeps verbs, unit subtree and area subtree together. They are never merged into three sets:
a verifier in one unit who is a liaison in another must not become a verifier in both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chuangcheng.kit.refused import NotAllowed


@dataclass(frozen=True, slots=True)
class Grant:
    """Verbs allowed inside one unit subtree and one area subtree; an empty path is the whole city."""

    verbs: frozenset[str]
    unit_path: str = ""
    area_path: str = ""

    def covers(self, verb: str, unit_path: str | None, area_path: str | None) -> bool:
        """A place of None is not asked about; a known place must lie inside the grant's subtree."""
        return (
            verb in self.verbs
            and (unit_path is None or unit_path.startswith(self.unit_path))
            and (area_path is None or area_path.startswith(self.area_path))
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with grants resolved at one moment, or the system itself (`person_id` None)."""

    person_id: int | None
    name: str
    post_ids: tuple[int, ...] = ()
    unit_ids: tuple[int, ...] = ()
    unit_paths: tuple[str, ...] = ()
    group_ids: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = field(default=(), repr=False)
    is_superuser: bool = False
    citizen_id: int = 0
    """The account of a member of the public, who holds no post and is no person of the staff; 0 for everybody else."""

    @property
    def is_system(self) -> bool:
        return self.person_id is None

    def may(self, verb: str, *, unit_path: str | None = None, area_path: str | None = None) -> bool:
        """True if one single grant covers the verb at this unit and this area."""
        if self.is_system or self.is_superuser:
            return True
        return any(grant.covers(verb, unit_path, area_path) for grant in self.grants)

    def must(self, verb: str, *, unit_path: str | None = None, area_path: str | None = None) -> None:
        """Raise NotAllowed unless `may` holds: the first line of every action."""
        if not self.may(verb, unit_path=unit_path, area_path=area_path):
            raise NotAllowed(verb)

    def may_anywhere(self, verb: str) -> bool:
        """True if some grant carries the verb at all, whatever its subtree (for menus and buttons)."""
        return self.is_system or self.is_superuser or any(verb in grant.verbs for grant in self.grants)

    def scopes(self, verb: str) -> tuple[Grant, ...]:
        """The grants that carry the verb; `access.py` of a room turns them into a Q object."""
        if self.is_system or self.is_superuser:
            return (Grant(frozenset({verb})),)
        return tuple(grant for grant in self.grants if verb in grant.verbs)

    def belongs_to(self, unit_paths: Iterable[str]) -> bool:
        """True if one of the actor's own units lies in one of these subtrees (own people, recusal)."""
        return any(own.startswith(path) for own in self.unit_paths for path in unit_paths)


SYSTEM = Actor(person_id=None, name="")
"""The product itself: periodic jobs act under it."""
