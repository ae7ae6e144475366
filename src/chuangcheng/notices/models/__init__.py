"""Messages in the inbox, complaints, and everything about news that leave the house."""

from chuangcheng.notices.models.channel import BROADCAST, PERSONAL, Channel, ChannelKind, PushSubscription, Spending
from chuangcheng.notices.models.delivery import Attempt, Delivery, DeliveryState
from chuangcheng.notices.models.message import Complaint, Message
from chuangcheng.notices.models.preference import NewsText, Preference
from chuangcheng.notices.models.text import ShortMessage

__all__ = [
    "Attempt",
    "BROADCAST",
    "Channel",
    "ChannelKind",
    "Complaint",
    "Delivery",
    "DeliveryState",
    "Message",
    "NewsText",
    "PERSONAL",
    "Preference",
    "PushSubscription",
    "ShortMessage",
    "Spending",
]
