"""Reads a page as a visitor would: its links, the forms it offers, the words it shows and their language."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from lxml.etree import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SILENT = frozenset(("script", "style", "template", "svg", "head"))
CODE = frozenset(("code", "pre", "kbd", "samp", "textarea"))
SPOKEN = ("aria-label", "title", "placeholder", "alt")
"""Attributes that people hear or see."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text, the tag it stands in, the nearest `lang`; whether it is quoted in another language, or code.

    What is spoken (a label, a title) cannot be marked in part.
    """

    text: str
    tag: str
    language: str
    is_quoted: bool
    is_code: bool
    is_spoken: bool


@dataclass(slots=True)
class Form:
    """A form of the page: its action as written, its method, what it sends if nothing is touched."""

    method: str
    action: str
    values: list[tuple[str, str]] = field(default_factory=list)
    has_button: bool = False

    @property
    def address(self) -> str:
        """Where an untouched form of method GET leads."""
        return self.action.partition("?")[0] + (f"?{urlencode(self.values)}" if self.values else "")


@dataclass(slots=True)
class Open:
    """An element that has begun and not ended."""

    tag: str
    language: str
    is_silent: bool
    is_quoted: bool
    is_code: bool


class Page:
    """One parsed page. `is_whole` is false for a fragment that a script puts into another page."""

    def __init__(self, text: str) -> None:
        self.is_whole = "<html" in text[:200].lower()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.forms: list[Form] = []
        self.words: list[Words] = []
        self.tags: set[str] = set()
        self.classes: set[str] = set()
        self.ids: list[str] = []
        self._open: list[Open] = []
        self._pieces: list[str] = []
        self._select: tuple[str, list[str], bool] | None = None
        if text.strip():
            parser = HTMLParser(target=self)
            parser.feed(text)
            parser.close()

    @property
    def text(self) -> str:
        return "\n".join(words.text for words in self.words)

    def start(self, tag: str, given: Any) -> None:
        """An element begins; it is open until its end comes."""
        self._heard()
        self.tags.add(tag)
        self.classes.update(given.get("class", "").split())
        above = self._open[-1] if self._open else Open("", "", False, False, False)
        here = Open(
            tag,
            given.get("lang") or above.language,
            above.is_silent or tag in SILENT,
            above.is_quoted or ("lang" in given and tag != "html") or given.get("translate") == "no",
            above.is_code or tag in CODE or "code" in given.get("class", "").split(),
        )
        if given.get("id"):
            self.ids.append(given["id"])
        if not here.is_silent:
            self._spoken(given, here)
        self._leads_on(tag, given)
        if tag not in VOID:
            self._open.append(here)

    def end(self, tag: str) -> None:
        """An element ends, and whatever in it was left open."""
        self._heard()
        if tag in VOID:
            return
        if tag == "select" and self._select and self.forms:
            name, values, _ = self._select
            self.forms[-1].values += [(name, value) for value in values]
            self._select = None
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def data(self, text: str) -> None:
        """A piece of text: the parser hands it over as it comes."""
        self._pieces.append(text)

    def close(self) -> None:
        """The page ends."""
        self._heard()

    def _heard(self) -> None:
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        if self._open and not self._open[-1].is_silent and text.strip():
            self._note(text, self._open[-1])

    def _spoken(self, given: dict[str, str], here: Open) -> None:
        for name in SPOKEN:
            if given.get(name, "").strip():
                self._note(given[name], here, is_spoken=True)

    def _note(self, text: str, here: Open, is_spoken: bool = False) -> None:
        self.words.append(
            Words(" ".join(text.split()), here.tag, here.language, here.is_quoted, here.is_code, is_spoken)
        )

    def _leads_on(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "img" and given.get("src"):
            self.pictures.append(given["src"])
        self.links += [given[name] for name in ("hx-get", "data-points", "data-url") if given.get(name)]
        if tag == "form":
            self.forms.append(Form(given.get("method", "get").lower(), given.get("action", "")))
        elif self.forms and tag == "button" and given.get("type", "submit") == "submit":
            self.forms[-1].has_button = True
        elif self.forms and any(one.tag == "form" for one in self._open) and "disabled" not in given:
            self._value(tag, given)

    def _value(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind in ("submit", "button", "file", "image") or (
                kind in ("checkbox", "radio") and "checked" not in given
            ):
                return
            self.forms[-1].values.append((name, given.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "select" and name:
            self._select = (name, [], "multiple" in given)
        elif tag == "option" and self._select:
            chosen = self._select[1]
            if "selected" in given:
                chosen[:] = [*chosen, given.get("value", "")] if self._select[2] else [given.get("value", "")]
            elif not chosen and not self._select[2]:
                chosen.append(given.get("value", ""))


def own_words(page: Page) -> Iterator[Words]:
    """The words in the page's own language: not what is marked as another's, nor code."""
    for words in page.words:
        if not words.is_quoted and not words.is_code:
            yield words
