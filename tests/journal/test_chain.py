"""The record cannot be altered unnoticed: whatever is done to it by hand, the check names the first fault."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from chuangcheng.journal import chain, standalone_verifier
from chuangcheng.journal.models import Entry, Seal
from chuangcheng.journal.sealing import seal_entries
from chuangcheng.kit.actor import Actor, Grant
from chuangcheng.kit.refused import Refused
from chuangcheng.notices.actions import file_complaint
from tests.triggers import lifted

AT = datetime.now(UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def lin_yue(django_user_model: type) -> Actor:
    """林悦 of the campaign office."""
    person = django_user_model.objects.create_user(username="linyue", name="林悦")  # type: ignore[attr-defined]
    return Actor(person_id=person.pk, name="林悦", grants=(Grant(frozenset({"notices.answer_complaint"})),))


@pytest.fixture
def ten_deeds(lin_yue: Actor) -> list[Entry]:
    """Ten deeds under two seals: six, then four."""
    for number in range(6):
        file_complaint(by=lin_yue, at=AT + timedelta(minutes=number), text=f"第{number}条")
    seal_entries(at=AT)
    for number in range(4):
        file_complaint(by=lin_yue, at=AT + timedelta(hours=1, minutes=number), text=f"后{number}条")
    seal_entries(at=AT + timedelta(hours=1))
    return list(Entry.objects.order_by("pk"))


def fault(head: str = "") -> str:
    return chain.orphans() or chain.check(chain.lines(), head=head).fault


def by_hand(statement: str, *values: object) -> None:
    """Somebody with the database's password, who has put the triggers aside."""
    with lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_whole_journal_holds(ten_deeds: list[Entry]) -> None:
    verdict = chain.check(chain.lines())
    assert (verdict.fault, verdict.seals, verdict.items, verdict.unsealed) == ("", 2, 10, 0)
    assert verdict.head == Seal.objects.get(number=2).hash


def test_a_changed_row_is_named(ten_deeds: list[Entry]) -> None:
    by_hand("UPDATE journal_entry SET actor_id = 999 WHERE id = %s", ten_deeds[3].pk)
    assert f"row {ten_deeds[3].pk}" in fault() and "changed" in fault()


def test_a_moment_set_back_by_a_second_is_named(ten_deeds: list[Entry]) -> None:
    by_hand("UPDATE journal_entry SET at = %s WHERE id = %s", ten_deeds[7].at - timedelta(seconds=1), ten_deeds[7].pk)
    assert f"row {ten_deeds[7].pk}" in fault()


def test_a_removed_row_leaves_a_missing_position(ten_deeds: list[Entry]) -> None:
    by_hand("DELETE FROM journal_seal_item WHERE entry_id = %s", ten_deeds[4].pk)
    by_hand("DELETE FROM journal_entry WHERE id = %s", ten_deeds[4].pk)
    assert "position 5 is missing" in fault()


def test_a_row_removed_from_under_its_seal_is_named(ten_deeds: list[Entry]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
    by_hand("DELETE FROM journal_entry WHERE id = %s", ten_deeds[2].pk)
    assert f"row {ten_deeds[2].pk} was removed" in fault()
    transaction.set_rollback(True)


def test_a_row_slipped_in_with_an_old_date_is_named(ten_deeds: list[Entry]) -> None:
    by_hand(
        "INSERT INTO journal_entry (act_id, verb, at, recorded_at, subject_type, payload, personal_digest)"
        " VALUES (%s, 'notices.file_complaint', %s, %s, '', '{}', '')",
        "0" * 32,
        AT,
        AT - timedelta(hours=30),
    )
    assert "says it is older" in fault()


def test_a_changed_seal_is_named(ten_deeds: list[Entry]) -> None:
    by_hand("UPDATE journal_seal SET sealed_at = %s WHERE number = 1", AT - timedelta(days=1))
    assert fault() == "seal 1: its rows or fields were changed"


def test_an_end_cut_off_shows_only_against_a_head_written_down(ten_deeds: list[Entry]) -> None:
    head = Seal.objects.get(number=2).hash
    by_hand("DELETE FROM journal_seal_item WHERE position > 6")
    by_hand("DELETE FROM journal_seal WHERE number = 2")
    by_hand("DELETE FROM journal_entry WHERE id > %s", ten_deeds[5].pk)
    assert fault() == ""
    assert "cut off at the end" in fault(head)


def test_later_rows_do_not_disturb_an_older_head(ten_deeds: list[Entry]) -> None:
    assert fault(Seal.objects.get(number=1).hash) == ""


def test_the_model_and_the_trigger_refuse_change(ten_deeds: list[Entry]) -> None:
    with pytest.raises(Refused, match="journal_is_fixed"):
        ten_deeds[0].save()
    with pytest.raises(Refused, match="journal_is_fixed"):
        ten_deeds[0].delete()
    for deed in ("UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry", "DELETE FROM journal_seal_item"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(deed)


def _alone(file: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-I", standalone_verifier.__file__, str(file), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def exported(ten_deeds: list[Entry], tmp_path: Path) -> Callable[[Callable[[list[dict]], None]], Path]:
    """The journal as `chuangcheng journal export` writes it, after somebody edited its lines."""

    def write(edit: Callable[[list[dict]], None]) -> Path:
        lines = list(chain.lines())
        edit(lines)
        file = tmp_path / "journal.jsonl"
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        return file

    return write


def test_the_stand_alone_verifier_agrees(exported: Callable, ten_deeds: list[Entry]) -> None:
    whole = _alone(exported(lambda lines: None), "--head", Seal.objects.get(number=2).hash)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert "2 seals, 10 rows" in whole.stdout


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda lines: lines[2]["item"]["row"].update(verb="x"), "position 2"),
        (lambda lines: lines.pop(3), "position 3 is missing"),
        (lambda lines: lines[0]["seal"].update(sealed_at="2020-01-01T00:00:00.000000Z"), "seal 1"),
        (lambda lines: lines.pop(7), "seal 1: 6 rows were sealed"),
    ],
)
def test_the_stand_alone_verifier_names_the_fault(exported: Callable, edit: Callable, says: str) -> None:
    broken = _alone(exported(edit))
    assert broken.returncode == 1
    assert says in broken.stdout


def test_the_stand_alone_verifier_needs_the_head_for_a_cut_off_end(exported: Callable) -> None:
    head = Seal.objects.get(number=2).hash
    file = exported(lambda lines: lines.__delitem__(slice(7, None)))
    assert _alone(file).returncode == 0
    assert "cut off at the end" in _alone(file, "--head", head).stdout
