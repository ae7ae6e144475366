"""Rights of the desk URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs

DESK: dict[str, Right] = {
    "desk:home": STAFF,
    "desk:search": STAFF,
    # inbox and complaints about the software
    "desk:inbox": STAFF,
    "desk:open_message": STAFF,
    "desk:complaints": STAFF,
    "desk:complaint": STAFF,
    "desk:new_complaint": STAFF,
    # journal
    "desk:journal": needs("journal.see_entry"),
    "desk:journal_entry": needs("journal.see_entry"),
    # operations
    "desk:operations": needs("operations.see_job"),
    "desk:jobs": needs("operations.see_job"),
    "desk:dead_letter": needs("operations.release_dead_letter", "operations.discard_dead_letter"),
    # places
    "desk:place_search": needs("places.see_place"),
}
