"""`chuangcheng journal`, as an auditor types it: verify, verify against a head written down, export, verify alone."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from chuangcheng.journal import standalone_verifier
from chuangcheng.journal.acts import act
from chuangcheng.journal.models import Entry, Seal
from chuangcheng.journal.sealing import seal_entries
from chuangcheng.kit.actor import SYSTEM
from tests.operations.processes import database_url
from tests.triggers import lifted

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime.now(UTC)


@pytest.fixture
def deeds() -> list[Entry]:
    """Three deeds under one seal, two under a second, one not sealed yet; one of them with a name beside it."""
    for number in range(3):
        with act("operations.release_dead_letter", by=SYSTEM, at=AT, job=f"第{number}件"):
            pass
    seal_entries(at=AT)
    for name in ("苏晴", "白露"):
        with act("accounts.register_person", by=SYSTEM, at=AT, name=name):
            pass
    seal_entries(at=AT)
    with act("operations.release_dead_letter", by=SYSTEM, at=AT, job="未封存"):
        pass
    return list(Entry.objects.order_by("pk"))


def journal(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "chuangcheng.config.command", "journal", *arguments]
    environment = {**os.environ, "CHUANGCHENG_DATABASE_URL": database_url(), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def by_hand(statement: str, *values: object) -> None:
    with lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_whole_journal_is_verified_exported_and_verified_alone(deeds: list[Entry], tmp_path: Path) -> None:
    head = Seal.objects.get(number=2).hash
    for arguments in ((), ("--head", head), ("--head", Seal.objects.get(number=1).hash)):
        done = journal("verify", *arguments)
        assert done.returncode == 0, done.stderr
        assert f"2 seals, 5 rows, 1 not yet sealed, head {head}" in done.stdout
    file = tmp_path / "journal.jsonl"
    assert journal("export", str(file)).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "苏晴" not in text and deeds[3].personal_digest in text
    command = [sys.executable, "-I", standalone_verifier.__file__, str(file), "--head", head]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    assert alone.returncode == 0, alone.stdout + alone.stderr
    assert "2 seals, 5 rows" in alone.stdout


def test_the_first_fault_is_named(deeds: list[Entry]) -> None:
    by_hand("UPDATE journal_entry SET verb = 'x' WHERE id = %s", deeds[1].pk)
    done = journal("verify")
    assert done.returncode == 1
    assert f"position 2: row {deeds[1].pk}" in done.stderr


def test_an_end_cut_off_is_found_with_the_head_only(deeds: list[Entry]) -> None:
    head = Seal.objects.get(number=2).hash
    by_hand("DELETE FROM journal_seal_item WHERE position > 3")
    by_hand("DELETE FROM journal_seal WHERE number = 2")
    by_hand("DELETE FROM journal_personal")
    by_hand("DELETE FROM journal_entry WHERE id > %s", deeds[2].pk)
    assert journal("verify").returncode == 0
    done = journal("verify", "--head", head)
    assert done.returncode == 1
    assert "cut off at the end" in done.stderr
