"""The writes of this room: drafting, approving, issuing, ending, acknowledging; letterhead and wording."""

from chuangcheng.documents.actions.approving import (
    approve_document,
    return_document,
    send_document,
    take_back_document,
)
from chuangcheng.documents.actions.drafting import (
    address_document,
    discard_document,
    draft_document,
    edit_document,
    reread_document,
)
from chuangcheng.documents.actions.issuing import issue_document
from chuangcheng.documents.actions.keeping import acknowledge_document, replace_document, withdraw_document
from chuangcheng.documents.actions.lettering import set_letterhead, set_wording
from chuangcheng.documents.actions.opening import publish_open_data

__all__ = [
    "acknowledge_document",
    "address_document",
    "approve_document",
    "discard_document",
    "draft_document",
    "edit_document",
    "issue_document",
    "replace_document",
    "publish_open_data",
    "reread_document",
    "return_document",
    "send_document",
    "set_letterhead",
    "set_wording",
    "take_back_document",
    "withdraw_document",
]
