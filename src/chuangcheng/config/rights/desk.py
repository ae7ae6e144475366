"""Rights of the desk URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs

DESK: dict[str, Right] = {}
