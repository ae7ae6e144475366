"""Rights of the accounts URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs

ACCOUNTS: dict[str, Right] = {}
