"""Our spreadsheets, opened by LibreOffice, say what we wrote: no formula runs, no code loses its zeros."""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from chuangcheng.kit.spreadsheets.writing import Writable, write_xlsx

pytestmark = pytest.mark.interop
# Comma, quotes, UTF-8, from the first line, no column types, text as shown, no formulas, every sheet to a file.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], dict[str, list[list[str]]]]:
    """`office(xlsx)`: the sheets of a workbook as LibreOffice shows them, by name."""
    program = shutil.which("soffice")
    if not program:
        if os.environ.get("CI"):
            pytest.fail("no LibreOffice (Debian: apt-get install libreoffice-calc)")
        pytest.skip("no LibreOffice (Debian: apt-get install libreoffice-calc)")
    profile = tmp_path_factory.mktemp("profile")

    def shown(content: bytes) -> dict[str, list[list[str]]]:
        folder = tmp_path_factory.mktemp("book")
        (folder / "book.xlsx").write_bytes(content)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", CSV_FILTER]
        subprocess.run(
            [*command, "--outdir", str(folder), str(folder / "book.xlsx")], check=True, capture_output=True, timeout=180
        )
        return {path.stem.removeprefix("book-"): _rows(path) for path in sorted(folder.glob("book-*.csv"))}

    return shown


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_a_ledger_of_awkward_cells_survives(office: Callable[[bytes], dict[str, list[list[str]]]]) -> None:
    header = ["案件编号", "整改项目", "整改原因", "得分", "件数"]
    rows = [
        ["0012", "新华南路（十二段）井盖缺失", '写着"易积水",两处', Decimal("97.25"), 3],
        ["0013", '=HYPERLINK("http://example.org","点我")', "+86 0937", Decimal("0"), 0],
        ["0014", "@SUM(1+1)", "-1+1|cmd", Decimal("-1.5"), 12],
        ["2026-02-03", "𠮷野家门前𬭎", "第一行\n第二行", Decimal("100"), 1_234_567],
    ]
    target = io.BytesIO()
    write_xlsx(target, [Writable("整改台账", header, rows), Writable("说明", ["项"], [["完"]])])

    sheets = office(target.getvalue())

    assert set(sheets) == {"整改台账", "说明"}
    shown = sheets["整改台账"]
    assert shown[0] == header
    for row, written in zip(shown[1:], rows, strict=True):
        assert row[:3] == [str(value) for value in written[:3]]
        assert [Decimal(value.replace(",", "")) for value in row[3:]] == written[3:]
