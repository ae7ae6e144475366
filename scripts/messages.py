"""Collects each room's texts, keeps its Simplified catalogue, derives the Traditional one, compiles both.

Msgids are English, so English needs no catalogue. People write msgstr in zh_Hans only: by hand in the .po file,
or by `--untranslated` (prints JSON) and `--fill FILE` (takes that JSON back with the translations in it).
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "chuangcheng"
sys.path.insert(0, str(ROOT / "src"))

from chuangcheng.kit.chinese import to_traditional  # noqa: E402

SIMPLIFIED, TRADITIONAL = "zh_Hans", "zh_Hant"
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
FUNCTIONS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
SHOWN = 12  # faults per room; `--untranslated` lists them all
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]")


class Unreadable(Exception):
    """A source file that cannot be read just now; its room is left alone."""


def rooms() -> list[Path]:
    return sorted(folder for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists())


def sources(room: Path) -> Iterator[tuple[Path, bytes]]:
    """The room's Python, and its templates turned into the calls that Django's own tags stand for."""
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_bytes()
    for path in sorted(room.glob("**/templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            yield path, calls_in_template(path).encode()


def calls_in_template(path: Path) -> str:
    try:
        lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines()
    except SyntaxError as error:
        raise Unreadable(f"{path.relative_to(ROOT)}: {error}") from error
    # Templatize blanks all else out, but its blanks are not always Python: keep only the lines that call.
    return "\n".join(line.strip() if re.search(r"gettext\(|\b_\(", line) else "" for line in lines)


def collect(room: Path) -> Catalog:
    """A fresh catalogue of the room's texts, without translations."""
    catalog = Catalog(locale=SIMPLIFIED, fuzzy=False)
    for path, source in sources(room):
        try:
            for _, messages, _, context in extract("python", BytesIO(source), FUNCTIONS, ()):
                if messages and (messages if isinstance(messages, str) else messages[0]):
                    catalog.add(messages, context=context)
        except (SyntaxError, UnicodeDecodeError) as error:
            raise Unreadable(f"{path.relative_to(ROOT)}: {error}") from error
    return catalog


def po_path(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=SIMPLIFIED)
    return pofile.read_po(StringIO(path.read_text(encoding="utf-8")), locale=SIMPLIFIED)


def texts(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def translation(message: Message) -> str:
    return message.string if isinstance(message.string, str) else (message.string or ("",))[0]


def set_translation(message: Message, text: str) -> None:
    message.string = text if isinstance(message.id, str) else (text,)


def mapped(catalog: Catalog, convert: Callable[[Message], str]) -> Catalog:
    """The same texts with the translations that `convert` gives."""
    result = Catalog(locale=SIMPLIFIED, fuzzy=False)
    for message in texts(catalog):
        set_translation(result.add(message.id, context=message.context), convert(message))
    return result


def rendered(catalog: Catalog, language: str) -> str:
    """The catalogue as .po: sorted, without dates and places, so that it changes only when a text does."""
    body = BytesIO()
    pofile.write_po(body, catalog, omit_header=True, sort_output=True, no_location=True, width=0)
    return HEADER.format(language=language) + body.getvalue().decode().rstrip("\n") + "\n"


@cache
def translations() -> dict[tuple[str, str | None], str]:
    """What any room has translated so far: a text means the same everywhere, or it gets a context."""
    found: dict[tuple[str, str | None], str] = {}
    for room in rooms():
        for message in texts(read(po_path(room, SIMPLIFIED))):
            if translation(message):
                found.setdefault((key(message), message.context), translation(message))
    return found


def both_languages(room: Path, fill: dict[str, str]) -> tuple[Catalog, Catalog]:
    """The room's texts now, with the translations it has, is given, or finds elsewhere; and their Traditional form."""
    old, elsewhere = read(po_path(room, SIMPLIFIED)), translations()

    def kept(message: Message) -> str:
        # What stands is never filled over: the same words may be said otherwise in another context.
        found = old.get(message.id, message.context)
        known = (translation(found) if found else "") or elsewhere.get((key(message), message.context), "")
        return known or fill.get(key(message), "")

    simplified = mapped(collect(room), kept)
    return simplified, mapped(simplified, lambda message: to_traditional(translation(message)))


def compile_mo(path: Path) -> None:
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(path))


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    text, ids = translation(message), [message.id] if isinstance(message.id, str) else list(message.id)
    if not text:
        yield "untranslated"
        return
    given = set(PLACEHOLDER.findall(text))
    if given not in [set(PLACEHOLDER.findall(one)) for one in ids]:
        yield "other placeholders"
    if HALF_WIDTH.search(text):
        yield "half-width punctuation"


def shortened(room: Path, faults: list[str]) -> list[str]:
    more = len(faults) - SHOWN
    return faults if more <= 0 else [*faults[:SHOWN], f"{room.name}: … and {more} more"]


def disagreements(catalogs: dict[str, Catalog]) -> Iterator[str]:
    """Texts that two rooms translate differently: Django shows one of them everywhere."""
    seen: dict[tuple[str, str | None], tuple[str, str]] = {}
    for room, catalog in catalogs.items():
        for message in texts(catalog):
            if text := translation(message):
                first = seen.setdefault((key(message), message.context), (room, text))
                if first[1] != text:
                    yield f"{key(message)!r}: {first[0]} says {first[1]}, {room} says {text}"


def write(room: Path, catalogs: dict[str, Catalog]) -> None:
    for language, catalog in catalogs.items():
        path = po_path(room, language)
        if not texts(catalog):
            path.unlink(missing_ok=True)
            path.with_suffix(".mo").unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rendered(catalog, language), encoding="utf-8")
        compile_mo(path)


def outdated(room: Path, catalogs: dict[str, Catalog]) -> Iterator[str]:
    for language, catalog in catalogs.items():
        path = po_path(room, language)
        wanted = rendered(catalog, language) if texts(catalog) else ""
        if (path.read_text(encoding="utf-8") if path.exists() else "") != wanted:
            yield f"{room.name}: {language} is out of date (run scripts/messages --room {room.name})"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/messages", description=__doc__)
    parser.add_argument(
        "--room",
        action="append",
        choices=[room.name for room in rooms()],
        help="only this room (may be given again)",
        metavar="ROOM",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail on anything missing or out of date")
    parser.add_argument("--untranslated", action="store_true", help="print the untranslated texts as JSON")
    parser.add_argument("--fill", type=Path, metavar="FILE", help="JSON of {msgid: translation} where none stands")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    settings.configure(USE_I18N=True)
    fill: dict[str, str] = json.loads(options.fill.read_text(encoding="utf-8")) if options.fill else {}
    faults: list[str] = []
    simplified: dict[str, Catalog] = {}
    for room in rooms():
        if options.room and room.name not in options.room:
            continue
        try:
            hans, hant = both_languages(room, fill)
        except Unreadable as error:
            faults.append(str(error))
            continue
        simplified[room.name] = hans
        catalogs = {SIMPLIFIED: hans, TRADITIONAL: hant}
        if options.check:
            faults += outdated(room, catalogs)
        else:
            write(room, catalogs)
        faults += shortened(
            room, [f"{room.name}: {fault}: {key(message)!r}" for message in texts(hans) for fault in faults_of(message)]
        )
    faults += disagreements(simplified)
    if options.untranslated:
        empty = [key(message) for hans in simplified.values() for message in texts(hans) if not translation(message)]
        print(json.dumps(dict.fromkeys(sorted(empty), ""), ensure_ascii=False, indent=1))
        return 0
    print("\n".join(faults) or f"{sum(len(texts(hans)) for hans in simplified.values())} texts, all translated")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
