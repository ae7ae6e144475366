"""Our own files, rooms and storeys, as the house's tests read them."""

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "chuangcheng"


@cache
def files() -> list[Path]:
    """Every file of the repository, tracked or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def python_files(*folders: str) -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def rooms() -> list[Path]:
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_files(room: Path, name: str) -> list[Path]:
    """A room's module, or the files of the package that it has grown into."""
    single, package = room / f"{name}.py", room / name
    return ([single] if single.exists() else []) + sorted(package.rglob("*.py"))


@cache
def storeys() -> dict[str, int]:
    """Each room's storey, the roof being 0: the import contract is the one place that says it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "storeys")
    return {room.strip(" ()"): number for number, layer in enumerate(layers) for room in layer.split("|")}
