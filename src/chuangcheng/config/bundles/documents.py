"""Numbered documents: who writes them, who says yes, who receives them."""

DOCUMENT_OFFICE = (
    "documents.draft_document",
    "documents.edit_document",
    "documents.reread_document",
    "documents.address_document",
    "documents.send_document",
    "documents.take_back_document",
    "documents.issue_document",
    "documents.discard_document",
    "documents.withdraw_document",
    "documents.replace_document",
    "documents.set_letterhead",
    "documents.publish_open_data",
    "documents.set_wording",
)
"""The office writes, numbers and withdraws; a yes comes from another person."""

DOCUMENT_APPROVER = (
    "documents.see_document",
    "documents.approve_document",
    "documents.return_document",
    "documents.issue_document",
    "documents.replace_document",
)
"""Reads what is to go out, and may issue what has been approved."""

DOCUMENT_UNIT = ("documents.see_received_document", "documents.acknowledge_document")
"""A unit reads what was issued to it, and says that it has arrived."""
