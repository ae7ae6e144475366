"""Files stay small, are named after their subject, introduce themselves, and tell nothing about our machines."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, ROOT, files, python_files, rooms, tree

LINES_OF_FILE, LINES_OF_FUNCTION = 400, 50
NAMES_OF_NOTHING = {"utils", "helpers", "common", "manager", "managers", "service", "services", "base", "misc"}
# With some letters in brackets: written out, this file would be the first to break its own rule.
INDEX_HOSTS = re.compile(
    r"p[y]pi\.(org|python)|p[y]thonhosted\.|registry\.n[p]mjs|n[p]mmirror\.|mirrors?\.(al[i]yun|t[u]na|ustc)"
    r"|(al[i]yun|ts[i]nghua|t[e]ncent)[a-z.]*/(p[y]pi|n[p]m)|--(extra-)?ind[e]x-url|--f[i]nd-links"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:w[o]rk/(?:main|shared)|r[o]ot/|h[o]me/\w+/|opt/(?:p[y]pi|wheels))")

UNFINISHED = re.compile(
    r"\b(T[O]DO|F[I]XME|X[X]X|H[A]CK|raise NotImpl[e]mented(Error)?|[c]oming soon)\b|敬请期[待]|即将[上]线"
)


def _told(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_a_person_can_hold_in_mind() -> None:
    sources = [path for path in python_files("src", "tests", "benchmarks", "scripts") if "migrations" not in path.parts]
    long = {_short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    faults = [f"{name}: {lines} lines" for name, lines in long.items() if lines > LINES_OF_FILE]
    assert not faults, _told(faults)


def functions_in(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions at any depth. Expressions hold none, and walking through them takes ten times as long."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from functions_in(getattr(node, part, []))


def test_no_function_is_longer_than_a_screen() -> None:
    faults = []
    for path in python_files("src", "tests", "benchmarks", "scripts"):
        for node in functions_in(ast.parse(path.read_text(encoding="utf-8")).body):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > LINES_OF_FUNCTION and "migrations" not in path.parts:
                faults.append(f"{_short(path)}:{node.lineno} {node.name}: {lines} lines")
    assert not faults, _told(faults)


def test_no_file_is_named_after_nothing() -> None:
    named = [path for path in files() if path.relative_to(ROOT).parts[0] in ("src", "tests", "benchmarks", "scripts")]
    faults = [
        _short(path)
        for path in named
        if path.suffix in {".py", ".ts", ".html", ""}
        and NAMES_OF_NOTHING & {path.stem, *path.relative_to(ROOT).parts[:-1]}
        and "allauth" not in path.parts  # the sign-in library looks for its layouts by these names
    ]
    assert not faults, _told(faults)


@pytest.mark.parametrize("room", [room.name for room in rooms()])
def test_every_room_introduces_itself(room: str) -> None:
    readme = PACKAGE / room / "README.md"
    assert readme.exists(), f"{_short(readme)} is missing"
    assert 3 <= len(readme.read_text(encoding="utf-8").splitlines()) <= 40, "about ten lines"


def test_every_module_says_what_it_is_for() -> None:
    faults = [
        _short(path)
        for path in python_files("src")
        if path.read_text(encoding="utf-8").strip()
        and path.name not in ("__init__.py", "apps.py")
        and "migrations" not in path.parts
        and not ast.get_docstring(tree(path))
    ]
    assert not faults, _told(faults)


def test_no_file_names_a_package_index_or_a_path_of_our_machines() -> None:
    faults = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if found := INDEX_HOSTS.search(line) or MACHINE_PATHS.search(line):
                faults.append(f"{_short(path)}:{number}: {found.group()}")
    assert not faults, _told(faults)


def test_nothing_is_promised_for_later() -> None:
    faults = []
    for path in files():
        if (
            path.suffix in {".py", ".html", ".ts", ".css", ".mjs", ".md", ".po", ".txt"}
            and path.name != "requirements.txt"
        ):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if found := UNFINISHED.search(line):
                    faults.append(f"{_short(path)}:{number}: {found.group()}")
    assert not faults, _told(faults)


def test_locks_carry_hashes_and_no_addresses() -> None:
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", requirements)
    assert "://" not in requirements
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
