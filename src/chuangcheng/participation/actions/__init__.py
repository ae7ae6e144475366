"""The writes of this room."""

from chuangcheng.participation.actions.answering import (
    ask_review,
    confirm_answer,
    draft_answer,
    follow_case,
    object_to_answer,
    publish_answer,
    publish_report,
    rate_answer,
    read_contact,
    withdraw_report,
)
from chuangcheng.participation.actions.following import follow_report, tell_followers, unfollow_report
from chuangcheng.participation.actions.forgetting import erase_report, forget_contacts
from chuangcheng.participation.actions.hotline import hand_back_orders, import_orders
from chuangcheng.participation.actions.passing import Passed, pass_on_report, passage_token
from chuangcheng.participation.actions.receiving import (
    Said,
    Sent,
    hold_report,
    keep_upload,
    own_token,
    receive_report,
    release_report,
    sweep_uploads,
    take_in_report,
)
from chuangcheng.participation.actions.settings import block, lift_block, open_call, set_order_columns
from chuangcheng.participation.actions.triage import (
    accept_report,
    correct_report,
    decline_report,
    merge_report,
    reconsider_report,
    reopen_report,
    settle_review,
)

__all__ = [
    "Passed",
    "Said",
    "Sent",
    "accept_report",
    "ask_review",
    "block",
    "confirm_answer",
    "correct_report",
    "decline_report",
    "draft_answer",
    "erase_report",
    "follow_case",
    "follow_report",
    "forget_contacts",
    "hand_back_orders",
    "hold_report",
    "import_orders",
    "keep_upload",
    "lift_block",
    "merge_report",
    "object_to_answer",
    "open_call",
    "own_token",
    "pass_on_report",
    "passage_token",
    "publish_answer",
    "publish_report",
    "rate_answer",
    "read_contact",
    "receive_report",
    "reconsider_report",
    "release_report",
    "reopen_report",
    "set_order_columns",
    "settle_review",
    "sweep_uploads",
    "take_in_report",
    "tell_followers",
    "unfollow_report",
    "withdraw_report",
]
