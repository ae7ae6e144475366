"""Every verb of the journal has exactly one action, every action exactly one verb, and writes it exactly once."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

from chuangcheng.kit.verbs import all_sights, all_verbs
from tests.house.sources import module_files, rooms, tree

ROOMS = [room for room in rooms() if module_files(room, "actions") or module_files(room, "verbs")]


def _offered(room: Path) -> set[str] | None:
    """The names that a package of actions offers; None where one module holds them all."""
    front = room / "actions" / "__init__.py"
    if not front.exists():
        return None
    imports = [node for node in tree(front).body if isinstance(node, ast.ImportFrom)]
    return {name.asname or name.name for node in imports for name in node.names}


def _actions(room: Path) -> Iterator[ast.FunctionDef]:
    """Public functions of the room's actions that take `by` and `at`."""
    offered = _offered(room)
    for path in module_files(room, "actions"):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
                if {"by", "at"} <= names and (offered is None or node.name in offered):
                    yield node


def _acts(function: ast.FunctionDef) -> list[str]:
    """The verbs that the function opens an act with; '?' for one that is not written out."""
    return [
        str(node.args[0].value) if node.args and isinstance(node.args[0], ast.Constant) else "?"
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "act"
    ]


def _knows_act(path: Path) -> bool:
    imports = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if (node.module or "").startswith("chuangcheng.journal")]
    return any(name.name == "act" for node in ours for name in node.names)


def _verbs(room: str) -> list[str]:
    return [name for name in all_verbs() if name.startswith(f"{room}.")]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_verbs_and_actions_are_the_same_words(room: Path) -> None:
    actions = sorted(f"{room.name}.{node.name}" for node in _actions(room))
    assert actions == sorted(_verbs(room.name))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_each_action_opens_one_act_under_its_own_name(room: Path) -> None:
    faults = [
        f"{node.name} opens {_acts(node)}" for node in _actions(room) if _acts(node) != [f"{room.name}.{node.name}"]
    ]
    assert not faults, faults


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_actions_are_told_apart_by_keyword(room: Path) -> None:
    faults = [node.name for node in _actions(room) if node.args.args or node.args.posonlyargs]
    assert not faults, f"arguments go by keyword only: {faults}"


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_no_act_is_opened_outside_actions(room: Path) -> None:
    """A journal row without an action would be a deed that nobody was asked to authorise."""
    if room.name == "journal":  # it defines `act` itself; its own action is compared above
        return
    actions = {node.name for node in _actions(room)}
    faults = [
        f"{path.relative_to(room)}: {node.name}"
        for path in sorted(room.rglob("*.py"))
        if _knows_act(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name not in actions and _acts(node)
    ]
    assert not faults, faults


def test_each_room_declares_its_own_verbs_once() -> None:
    faults, seen = [], set()
    for room in ROOMS:
        if not module_files(room, "verbs"):
            continue
        module = import_module(f"chuangcheng.{room.name}.verbs")
        declared = [*getattr(module, "VERBS", ()), *getattr(module, "SIGHTS", ())]
        faults += [one.name for one in declared if not one.name.startswith(f"{room.name}.") or one.name in seen]
        seen |= {one.name for one in declared}
    assert not faults, faults


def test_sights_are_named_as_such_and_sentences_are_written() -> None:
    assert not [name for name in all_sights() if not name.split(".")[1].startswith("see_")]
    assert not [one.name for one in (*all_verbs().values(), *all_sights().values()) if not str(one.sentence).strip()]


def test_links_of_verbs_lead_somewhere() -> None:
    faults = []
    for verb in all_verbs().values():
        if verb.link:
            try:
                reverse(verb.link, args=[1])
            except NoReverseMatch:
                faults.append(f"{verb.name}: {verb.link}")
    assert not faults, faults
