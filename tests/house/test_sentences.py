"""What our code says to people goes through gettext: refusals, flashes, labels, choices."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, python_files, tree

SPOKEN_KEYWORDS = {"label", "help_text", "empty_label", "error_messages"}
FLASHES = {"debug", "info", "success", "warning", "error"}


def _is_plain_text(node: ast.expr | None) -> bool:
    """A literal that a person would read; formatted literals never reach the catalogues either."""
    if isinstance(node, ast.JoinedStr):
        return True
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(letter.isalpha() for letter in node.value)
    )


def _spoken(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that people will read."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name == "Refused":
        yield from call.args[1:2]
        yield from (keyword.value for keyword in call.keywords if keyword.arg == "message")
    elif name in FLASHES and isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "messages":
        yield from call.args[1:2]
    elif name.endswith(("Field", "Choice")) or name in ("Verb", "Sight", "Column"):
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SPOKEN_KEYWORDS)
        yield from call.args[1:2] if name in ("Verb", "Sight") else ()


def _faults(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            for argument in _spoken(node):
                if _is_plain_text(argument):
                    yield f"{path.relative_to(ROOT)}:{argument.lineno}: {ast.unparse(argument)[:80]}"


def test_nothing_is_said_to_people_without_a_translation() -> None:
    """Models are left out: a field's help text there is a note for the builder, and no page is made from it."""
    sources = [path for path in python_files("src") if not {"models", "models.py", "migrations"} & set(path.parts)]
    faults = [fault for path in sources for fault in _faults(path)]
    assert not faults, "\n" + "\n".join(faults)
