"""The whole of a table that is too long to be printed, as a spreadsheet that is issued with the document."""

import io

from chuangcheng.documents.kinds import Subject, spec_of
from chuangcheng.documents.models import Document
from chuangcheng.kit.spreadsheets import Writable, write_xlsx


def whole_table(document: Document) -> bytes | None:
    """XLSX of all rows as they stood at the moment of the document's figures; None where everything is printed."""
    whole_of = spec_of(document.kind).whole
    if whole_of is None:
        return None
    found = whole_of(Subject(document.read_at, document.since, document.until, document.unit))
    if found is None:
        return None
    content = io.BytesIO()
    write_xlsx(content, [Writable(found.name, list(found.head), (list(row) for row in found.rows))])
    return content.getvalue()
