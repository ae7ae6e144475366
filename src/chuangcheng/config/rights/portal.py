"""Rights of the portal URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs

PORTAL: dict[str, Right] = {
    "portal:sign": PUBLIC,
}
