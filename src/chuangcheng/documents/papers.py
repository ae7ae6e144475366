"""A document as paper: its blocks dressed with the city's letterhead, its pictures read, written as both files."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from chuangcheng.documents.blocks import Block, Picture, from_json
from chuangcheng.documents.dressing import Dress, dressed
from chuangcheng.documents.kinds import spec_of
from chuangcheng.documents.layout import Fonts
from chuangcheng.documents.models import Document, KindWording, Letterhead
from chuangcheng.documents.rules import issue_text, listed
from chuangcheng.documents.writing import Image, Paper, write_docx, write_pdf
from chuangcheng.evidence.models import File
from chuangcheng.evidence.queries import picture_bytes
from chuangcheng.kit.refused import NotFound

SIDE = 1280


@dataclass(frozen=True, slots=True)
class Files:
    """The two files of one document."""

    docx: bytes
    pdf: bytes


def letterhead() -> Letterhead:
    """The city's letterhead; until one is entered, one that is made of the city's name."""
    found = Letterhead.objects.first()
    if found is not None:
        return found
    office = f"{settings.CITY_NAME}创建全国文明城市指挥部办公室"
    return Letterhead(authority_zh=f"{office}文件", office_zh=office)


def wording_of(kind: str) -> KindWording:
    """The city's wording of a kind; until one is entered, what the kind brings."""
    found = KindWording.objects.filter(kind=kind).first()
    if found is not None:
        return found
    return KindWording(kind=kind, series_zh=f"创办{spec_of(kind).series_zh}", words={})


def words_for(kind: str) -> dict[str, str]:
    """slot -> what a new draft of this kind says there."""
    own = wording_of(kind).words
    return {slot.name: own.get(slot.name, slot.text_zh) for slot in spec_of(kind).slots}


def recipients_text(document: Document) -> str:
    """主送."""
    units = [row.unit for row in document.recipients.select_related("unit").order_by("unit__path")]
    return listed([unit.name_zh for unit in units])


def whole(document: Document, head: Letterhead, *, seal: str = "", day: date | None = None) -> list[Block]:
    """Everything that is printed now; of an issued document what was printed then."""
    if document.frozen:
        return from_json(document.frozen)
    number = document.number or f"{wording_of(document.kind).series_zh}〔　　〕　号"
    note = "（送审稿）" if day is None else ""
    if document.issue_of_all and document.issue_of_year and document.year:
        note = issue_text(document.year, document.issue_of_year, document.issue_of_all)
    dress = Dress(
        authority=head.authority_zh,
        office=head.office_zh,
        title=document.title_zh,
        number=number,
        note=note,
        recipients=recipients_text(document),
        copies=document.copies_zh,
        contact=head.contact_zh,
        seal=seal,
        day=day,
    )
    return dressed(from_json(document.blocks), dress)


def paper_of(document: Document, blocks: list[Block], head: Letterhead) -> Paper:
    """With its pictures."""
    fonts = Fonts(head.title_font, head.body_font, head.heading_font, head.subheading_font)
    return Paper(document.title_zh, blocks, head.office_zh, fonts, _pictures(blocks))


def _pictures(blocks: list[Block]) -> dict[int, Image]:
    """Those that are stored and were cleared; drawn anew, so that nothing of the camera's notes goes on."""
    wanted = [one.file for one in blocks if isinstance(one, Picture)]
    found = {}
    for file in File.objects.filter(pk__in=wanted):
        try:
            found[file.pk] = Image(picture_bytes(file, SIDE), "jpg")
        except NotFound:
            continue
    return found


def draft_file(document: Document, form: str) -> bytes:
    """The draft as DOCX or PDF, as it stands now."""
    head = letterhead()
    paper = paper_of(document, whole(document, head), head)
    return write_docx(paper) if form == "docx" else write_pdf(paper)


def files_of(document: Document, blocks: list[Block], head: Letterhead) -> Files:
    """Both files."""
    paper = paper_of(document, blocks, head)
    return Files(write_docx(paper), write_pdf(paper))
