"""Rights of public notices, red and black lists, and the exposure of violations in traffic."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

FAIR_PROCESS: dict[str, Right] = {
    "portal:notices": PUBLIC,
    "portal:notice_feed": PUBLIC,
    "portal:notice": PUBLIC,
    "portal:notice_objection": PUBLIC,
    # The code of the letter is the key.
    "portal:letter_objection": PUBLIC,
    # Whoever holds the token wrote it.
    "portal:own_objection": PUBLIC,
    "desk:objection_contact": needs("proceedings.read_contact"),
}
