"""Rights of citizens' accounts: no right of the staff opens them; the views ask for a citizen."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

CITIZENS: dict[str, Right] = {
    "citizen:home": PUBLIC,
    "citizen:sign_in": PUBLIC,
    "citizen:code": PUBLIC,
    "citizen:sign_out": PUBLIC,
    "citizen:name": PUBLIC,
    "citizen:end_session": PUBLIC,
    "citizen:delete": PUBLIC,
    "desk:short_messages": needs("notices.see_channel"),
}
