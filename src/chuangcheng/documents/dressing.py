"""Puts head, recipients, signature and imprint round a text: everything that is printed, as blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chuangcheng.documents.blocks import (
    Attachment,
    AttachmentNote,
    Block,
    Foot,
    Imprint,
    MainRecipients,
    RedHead,
    Remark,
    Signature,
    Title,
)
from chuangcheng.documents.rules import full_date


@dataclass(frozen=True, slots=True)
class Dress:
    """What stands round the text. `day` None: a draft, whose number and date are not known."""

    authority: str
    office: str
    title: str
    number: str
    note: str = ""
    recipients: str = ""
    copies: str = ""
    contact: str = ""
    seal: str = ""
    day: date | None = None


def dressed(blocks: Sequence[Block], dress: Dress) -> list[Block]:
    """The whole document: attachments numbered, named beneath the text, and last the imprint."""
    begin = next((at for at, block in enumerate(blocks) if isinstance(block, Attachment)), len(blocks))
    text, behind = list(blocks[:begin]), _numbered(blocks[begin:])
    names = tuple(one.title for one in behind if isinstance(one, Attachment))
    day = full_date(dress.day) if dress.day else "（签发日期）"
    found: list[Block] = [RedHead(dress.authority, dress.number, dress.note), Title(dress.title)]
    if dress.recipients:
        found.append(MainRecipients(dress.recipients))
    found += text
    if names:
        found.append(AttachmentNote(names))
    found.append(Signature(dress.office, day))
    if dress.contact:
        found.append(Remark(dress.contact))
    found += [*behind, Imprint(dress.copies, dress.office, f"{day}印发")]
    if dress.seal:
        found.append(Foot(dress.seal))
    return found


def _numbered(behind: Sequence[Block]) -> list[Block]:
    """附件 alone, or 附件1, 附件2."""
    count = sum(isinstance(one, Attachment) for one in behind)
    found: list[Block] = []
    number = 0
    for one in behind:
        if isinstance(one, Attachment):
            number += 1
            one = replace(one, number=f"附件{number}" if count > 1 else "附件")
        found.append(one)
    return found
