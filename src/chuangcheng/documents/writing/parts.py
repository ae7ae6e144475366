"""What both writers take: a paper with its blocks, fonts and pictures, cut into parts that share a page layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chuangcheng.documents.blocks import Attachment, Block, Foot, Imprint, clean, from_json, printed, to_json
from chuangcheng.documents.layout import Fonts


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes of a picture; `format`: png or jpg."""

    content: bytes
    format: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document about to be written."""

    title: str
    blocks: Sequence[Block]
    author: str = ""
    fonts: Fonts = field(default_factory=Fonts)
    pictures: Mapping[int, Image] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """The text, or one attachment; each begins on a new page."""

    blocks: list[Block]
    is_wide: bool = False


def parts(paper: Paper) -> tuple[list[Part], str]:
    """The parts in order, and what stands small at the foot of every page. Text is cleaned.

    The imprint comes last (7.4.1), and never on a page that is turned.
    """
    found, foot, imprints = [Part([])], "", []
    for block in printed(from_json(to_json(paper.blocks))):
        if isinstance(block, Foot):
            foot = block.text
        elif isinstance(block, Imprint):
            imprints.append(block)
        else:
            if isinstance(block, Attachment):
                found.append(Part([], block.is_wide))
            found[-1].blocks.append(block)
    if imprints and found[-1].is_wide:
        found.append(Part([]))
    found[-1].blocks.extend(imprints)
    return [one for one in found if one.blocks], clean(foot)
