"""Rights of channels, deliveries, texts of news, choices and links, keyed by view name."""

from chuangcheng.config.rights.desk import CASE_SIGHTS
from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs

CHANNELS: dict[str, Right] = {
    "desk:channels": needs("notices.see_channel"),
    "desk:channel": needs("notices.see_channel"),
    "desk:channel_new": needs("notices.define_channel"),
    "desk:channel_edit": needs("notices.define_channel"),
    "desk:channel_test": needs("notices.try_channel"),
    "desk:channel_switch": needs("notices.switch_on_channel", "notices.switch_off_channel"),
    "desk:channel_secret": needs("notices.rotate_secret"),
    # the gateway's signature is the authority
    "desk:channel_report": PUBLIC,
    "desk:deliveries": needs("notices.see_channel"),
    "desk:delivery": needs("notices.see_channel"),
    "desk:news_texts": needs("notices.write_text"),
    "desk:news_text": needs("notices.write_text"),
    # one's own choices and those of a unit
    "desk:my_news": STAFF,
    "desk:push_subscribe": STAFF,
    "desk:push_forget": STAFF,
    "desk:push_worker": PUBLIC,
    "desk:unit_news": needs("notices.choose_news_of_unit"),
    # links: whoever may see a case passes its masked page on; the token is the authority for reading
    "desk:links": STAFF,
    "desk:link_revoke": STAFF,
    "desk:case_links": needs(*CASE_SIGHTS),
    "desk:shared_case": PUBLIC,
}
