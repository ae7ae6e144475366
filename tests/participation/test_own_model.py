"""What the words of a report suggest once the city has trained a model on its own closed reports."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from chuangcheng.participation import queries
from chuangcheng.participation.triage.model import save
from chuangcheng.participation.triage.training import train
from tests.stories import City


@pytest.fixture
def trained(street: City, tmp_path: Path, settings: Any) -> Path:
    """A model that learnt from forty closed reports: no keyword stands in them, yet citizens wrote so."""
    lamp, other = queries.public_categories().order_by("pk")[:2]
    dark = [[f"{number}号路段晚上黑漆漆看不见"] for number in range(20)]
    full = [[f"{number}号楼道堆满杂物"] for number in range(20)]
    file = tmp_path / "reports.npz"
    save(train(dark + full, [lamp.code] * 20 + [other.name_zh] * 20, ["内容"]), file)
    settings.TRIAGE_MODEL = str(file)
    return file


def test_the_citys_own_model_speaks_where_there_is_one(street: City, at: datetime, trained: Path) -> None:
    lamp, other = queries.public_categories().order_by("pk")[:2]
    first = queries.suggested("这条路晚上黑漆漆的")[0]
    assert first.category == lamp and first.percent is not None and first.percent > 50 and first.words
    assert queries.suggested("楼道里堆满了杂物")[0].category == other


def test_a_damaged_file_is_told_and_keywords_serve(street: City, trained: Path, caplog: Any) -> None:
    trained.write_bytes(trained.read_bytes()[:-40])
    found = queries.suggested("路边的井盖塌陷")
    assert found and found[0].percent is None
    assert "cannot be read" in caplog.text
