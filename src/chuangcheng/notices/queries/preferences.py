"""Reads of what people and units chose."""

from collections.abc import Iterable, Mapping

from chuangcheng.notices.models import Preference
from chuangcheng.notices.rules.preferences import Choices
from chuangcheng.notices.rules.timing import Hours
from chuangcheng.units.queries import Post, Unit


def preference_of(*, person_id: int | None = None, unit: Unit | None = None) -> Preference | None:
    """The row of a person or a unit, if they ever chose."""
    if person_id:
        return Preference.objects.filter(person=person_id).first()
    return Preference.objects.filter(unit=unit).first() if unit else None


def preferences_of(
    person_ids: Iterable[int], unit_ids: Iterable[int]
) -> tuple[dict[int, Preference], dict[int, Preference]]:
    """(by person id, by unit id). Two queries."""
    people = Preference.objects.filter(person__in=list(person_ids))
    units = Preference.objects.filter(unit__in=list(unit_ids))
    return {row.person_id or 0: row for row in people}, {row.unit_id or 0: row for row in units}


def choices_of(own: Preference | None, units: Iterable[Preference]) -> list[Choices]:
    """The layers of choices in the order in which they count: one's own, then those of the units."""
    return [row.choices for row in ((own, *units) if own else units)]


def hours_of(own: Preference | None, units: Iterable[Preference]) -> Hours:
    """One's own hours, else the first unit's, else the usual ones."""
    row = own or next(iter(units), None)
    return Hours(row.quiet_from, row.quiet_until, row.digest_at) if row else Hours()


def units_of(posts: Iterable[Post], known: Mapping[int, Preference]) -> list[Preference]:
    """The choices of the units of these posts, each once, in the order of the posts."""
    found = {post.unit_id: known[post.unit_id] for post in posts if post.unit_id in known}
    return list(found.values())
