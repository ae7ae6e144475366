"""How many sites of each type assessors visit, as an edition says it: a number, or a note that holds one (推定≈4)."""

import re

from chuangcheng.frameworks.queries import Edition

ABOUT = re.compile(r"≈\s*(\d{1,4})")


def said_in(size: int | None, note: str) -> int | None:
    """The number itself, else the first one that a note gives as an estimate; None where nothing is said."""
    found = ABOUT.search(note)
    return size or (int(found[1]) or None if found else None)


def sites_per_type(edition: Edition) -> dict[str, int | None]:
    """Code of each site type of the edition -> its number. One query."""
    rows = edition.site_types.values_list("site_type__code", "sample_size", "sample_size_note")
    return {code: said_in(size, note) for code, size, note in rows}
