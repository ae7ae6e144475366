"""No page carries a text that the catalogues do not know: what people read stands in translate tags."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.house.sources import PACKAGE, ROOT

SPOKEN = {"title", "placeholder", "alt", "aria-label", "aria-description", "label"}
SILENT = {"script", "style", "code", "kbd", "svg"}
# Proper names and signs that are the same in every language; languages are named in themselves.
SAME_EVERYWHERE = re.compile(
    r"简体中文|繁體中文|English|XLSX|CSV|GBK|UTF-8|GeoJSON|WGS-84|GCJ-02|BD-09|JSON|PDF|Word|QR|TOTP|SHA-256|RFC 3797"
    r"|ICP|Chuangcheng|創城?|&\w+;"
)
# A child page fills such a block with attributes or classes of a tag of its parent: nobody reads it.
ATTRIBUTES = re.compile(r"block \w*(attributes|attrs|class|classes|data)$")
# Shown when nothing works any more, the catalogues included: it speaks two languages by itself.
LAST_RESORT = "500.html"
WORD = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]")


def _skeleton(path: Path) -> str:
    """The page without its tags, variables and translated blocks."""
    kept, closing = [], ""
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = (token.split_contents() or [""])[0]
            if closing:
                closing = "" if name == closing else closing
            elif name in ("blocktranslate", "blocktrans", "comment", "verbatim"):
                closing = f"end{name}"
            elif name == "block" and ATTRIBUTES.search(token.contents):
                closing = "endblock"
            kept.append("\n" * token.contents.count("\n"))
        elif token.token_type == TokenType.TEXT and not closing:
            kept.append(token.contents)
        else:
            kept.append("\n" * token.contents.count("\n"))
    return "".join(kept)


class _Texts(HTMLParser):
    """Collects (line, text) of what would be read or spoken."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.found += [(self.getpos()[0], value) for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found += enumerate(data.split("\n"), start=self.getpos()[0])


def _templates() -> list[Path]:
    return [path for path in sorted(PACKAGE.glob("*/templates/**/*.html")) if path.name != LAST_RESORT]


@pytest.mark.parametrize("path", _templates(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_text_of_a_page_is_translated(path: Path) -> None:
    parser = _Texts()
    parser.feed(_skeleton(path))
    faults = [
        f"{path.relative_to(ROOT)}:{line}: {' '.join(text.split())[:80]}"
        for line, text in parser.found
        if WORD.search(SAME_EVERYWHERE.sub("", text))
    ]
    assert not faults, "\n" + "\n".join(faults)
