"""Reads of documents. The nouns' types reach the faces from here."""

from chuangcheng.documents.kinds import SPECS, Asks, Rows, Spec, spec_of
from chuangcheng.documents.models import (
    Document,
    DocumentCase,
    Kind,
    KindWording,
    Letterhead,
    OpenFile,
    Recipient,
    Revision,
    State,
)
from chuangcheng.documents.papers import draft_file, letterhead, whole, wording_of
from chuangcheng.documents.queries.figures import figure_of, rows_behind
from chuangcheng.documents.queries.listing import (
    counts_by_state,
    documents_for,
    documents_of_meeting,
    get_document_for,
    received_by,
    received_row,
    register,
    series_of_year,
    waiting_for_approver,
    waiting_for_units,
)
from chuangcheng.documents.queries.moves import document_moves
from chuangcheng.documents.queries.opened import open_content, open_file, open_files
from chuangcheng.documents.queries.public import fingerprints, public_bulletins

__all__ = [
    "fingerprints",
    "open_content",
    "open_file",
    "open_files",
    "public_bulletins",
    "SPECS",
    "Asks",
    "Document",
    "DocumentCase",
    "Kind",
    "KindWording",
    "Letterhead",
    "OpenFile",
    "Recipient",
    "Revision",
    "Rows",
    "Spec",
    "State",
    "counts_by_state",
    "document_moves",
    "documents_for",
    "documents_of_meeting",
    "draft_file",
    "figure_of",
    "get_document_for",
    "letterhead",
    "received_by",
    "received_row",
    "register",
    "rows_behind",
    "series_of_year",
    "spec_of",
    "waiting_for_approver",
    "waiting_for_units",
    "whole",
    "wording_of",
]
