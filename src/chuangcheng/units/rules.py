"""Codes and paths of the unit tree."""

import re

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def is_code(text: str) -> bool:
    """Letters, digits, `_`, `.`, `-`, beginning with a letter or digit: `/` parts the codes of a path."""
    return _CODE.fullmatch(text) is not None


def path_of(code: str, parent_path: str = "") -> str:
    """`DW04/DW05/` for DW05 under DW04: a subtree is a prefix."""
    return f"{parent_path}{code}/"


def moved_path(path: str, old: str, new: str) -> str:
    """The path of something inside the subtree `old` after that subtree has become `new`."""
    return new + path.removeprefix(old)


def nested_order(parents: dict[str, str]) -> list[str]:
    """Codes so that a parent stands before its children. Raises ValueError naming a code that is in a circle.

    `parents` maps a code to its parent's code, or to "" or a code that is not a key (already known).
    """
    done: dict[str, None] = {}
    for start in parents:
        chain: list[str] = []
        code = start
        while code in parents and code not in done:
            if code in chain:
                raise ValueError(code)
            chain.append(code)
            code = parents[code]
        for code in reversed(chain):
            done[code] = None
    return list(done)
