"""Who is told about a journal row: each room answers for its own things."""

from chuangcheng.journal.queries import Entry


def posts_to_tell(entry: Entry) -> set[int]:
    """Posts that a row concerns."""
    return set()
