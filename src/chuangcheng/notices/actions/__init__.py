"""Writes: telling posts, complaints, and everything about news that leave the house."""

from chuangcheng.notices.actions.channels import define_channel, rotate_secret, switch_off_channel, switch_on_channel
from chuangcheng.notices.actions.deliveries import (
    discard_delivery,
    release_delivery,
    report_delivery,
    try_channel,
)
from chuangcheng.notices.actions.inbox import (
    answer_complaint,
    file_complaint,
    mark_messages_read,
    send_messages,
)
from chuangcheng.notices.actions.preferences import choose_news, choose_news_of_unit
from chuangcheng.notices.actions.short import can_text, text_citizen
from chuangcheng.notices.actions.subscriptions import subscribe_browser, unsubscribe_browser
from chuangcheng.notices.actions.texts import write_text

__all__ = [
    "answer_complaint",
    "can_text",
    "choose_news",
    "choose_news_of_unit",
    "define_channel",
    "discard_delivery",
    "file_complaint",
    "mark_messages_read",
    "release_delivery",
    "report_delivery",
    "rotate_secret",
    "send_messages",
    "subscribe_browser",
    "switch_off_channel",
    "switch_on_channel",
    "text_citizen",
    "try_channel",
    "unsubscribe_browser",
    "write_text",
]
