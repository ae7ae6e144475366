"""Reads of the inbox, of complaints, and of everything about news that leave the house."""

from chuangcheng.notices.models import (
    Attempt,
    Channel,
    ChannelKind,
    Complaint,
    Delivery,
    DeliveryState,
    Message,
    NewsText,
    Preference,
    PushSubscription,
)
from chuangcheng.notices.queries.channels import (
    channels,
    get_channel_for,
    keys_of,
    on_channel,
    push_key,
    spending,
    subscriptions_of,
)
from chuangcheng.notices.queries.deliveries import (
    deliveries,
    get_delivery_for,
    state_counts,
    waiting_since,
)
from chuangcheng.notices.queries.inbox import complaints, get_complaint_for, inbox, unread_count
from chuangcheng.notices.queries.preferences import choices_of, hours_of, preference_of, preferences_of
from chuangcheng.notices.queries.short import short_messages
from chuangcheng.notices.queries.texts import last_entry_of, own_texts, text_of, texts_of

__all__ = [
    "Attempt",
    "Channel",
    "ChannelKind",
    "Complaint",
    "Delivery",
    "DeliveryState",
    "Message",
    "NewsText",
    "Preference",
    "PushSubscription",
    "channels",
    "choices_of",
    "complaints",
    "deliveries",
    "get_channel_for",
    "get_complaint_for",
    "get_delivery_for",
    "hours_of",
    "inbox",
    "keys_of",
    "last_entry_of",
    "on_channel",
    "own_texts",
    "preference_of",
    "preferences_of",
    "push_key",
    "short_messages",
    "spending",
    "state_counts",
    "subscriptions_of",
    "text_of",
    "texts_of",
    "unread_count",
    "waiting_since",
]
