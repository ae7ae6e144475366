"""Rights of the portal URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, Right

PORTAL: dict[str, Right] = {
    "portal:home": PUBLIC,
    "portal:sign": PUBLIC,
    "portal:draws": PUBLIC,
    "portal:draw": PUBLIC,
    "portal:draw_proof": PUBLIC,
}
