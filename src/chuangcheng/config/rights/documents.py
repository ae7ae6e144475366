"""Rights of the addresses of documents."""

from chuangcheng.config.rights.right import Right, needs

SEE, DRAFT = "documents.see_document", "documents.draft_document"
RECEIVED = "documents.see_received_document"
MOVES = (
    "documents.send_document",
    "documents.approve_document",
    "documents.return_document",
    "documents.issue_document",
)

DOCUMENTS: dict[str, Right] = {
    "desk:documents": needs(SEE, RECEIVED),
    "desk:document": needs(SEE, RECEIVED),
    "desk:document_file": needs(SEE, RECEIVED),
    "desk:document_rows": needs(SEE, RECEIVED),
    "desk:document_register": needs(SEE),
    "desk:received_documents": needs(RECEIVED),
    "desk:document_acknowledge": needs("documents.acknowledge_document"),
    "desk:bulletin_of_the_week": needs(DRAFT),
    "desk:document_new": needs(DRAFT),
    "desk:document_draft": needs(DRAFT),
    "desk:document_words": needs("documents.edit_document"),
    "desk:document_address": needs("documents.address_document"),
    "desk:document_move": needs(*MOVES),
    "desk:letterhead": needs("documents.set_letterhead"),
    "desk:document_wording": needs("documents.set_wording"),
}
