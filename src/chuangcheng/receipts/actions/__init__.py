"""Writes: records received, settled, set aside; pictures taken in part by part."""

from chuangcheng.receipts.actions.retention import forget_contents, sweep_uploads
from chuangcheng.receipts.actions.submissions import (
    Received,
    discard_submission,
    question_submission,
    receive_submission,
    settle_submission,
)
from chuangcheng.receipts.actions.uploads import announce, complete_upload, drop, put_part

__all__ = [
    "Received",
    "announce",
    "complete_upload",
    "discard_submission",
    "drop",
    "forget_contents",
    "put_part",
    "question_submission",
    "receive_submission",
    "settle_submission",
    "sweep_uploads",
]
