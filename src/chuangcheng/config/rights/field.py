"""Rights of the field URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs

FIELD: dict[str, Right] = {}
