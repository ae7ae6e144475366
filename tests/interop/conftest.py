"""LibreOffice and poppler, with the fonts that the product brings: what they show must not depend on the machine."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

FONTS = Path(__file__).resolve().parents[2] / "src" / "chuangcheng" / "documents" / "fonts"


def program(name: str, package: str) -> str:
    """Where the program is. Without it: a failure where everything must run, else skipped."""
    found = shutil.which(name)
    if found:
        return found
    said = f"no {name} (Debian: apt-get install {package})"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the programs: our fonts and no others."""
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}


@pytest.fixture(scope="session")
def as_pdf(tmp_path_factory: pytest.TempPathFactory, surroundings: dict[str, str]) -> Callable[[bytes], Path]:
    """`as_pdf(docx)`: the file as LibreOffice prints it."""
    office, profile = program("soffice", "libreoffice-writer"), tmp_path_factory.mktemp("profile")

    def printed(content: bytes) -> Path:
        folder = tmp_path_factory.mktemp("document")
        (folder / "document.docx").write_bytes(content)
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", str(folder), str(folder / "document.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=180, env=surroundings)
        return folder / "document.pdf"

    return printed
