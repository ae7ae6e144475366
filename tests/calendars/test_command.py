"""`chuangcheng due` as a clerk types it: without a database, and with the city's own table."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def due(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chuangcheng.config.command", "due", *arguments]
    variables = {"PATH": os.environ["PATH"], "CHUANGCHENG_DATA": str(folder), **environment}
    return subprocess.run(command, env=variables, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["--working-days", "3"], "2026-02-25T18:00:00+08:00"),
        (["--working-hours", "4"], "2026-02-14T11:00:00+08:00"),
        (["--calendar-days", "3"], "2026-02-24T18:00:00+08:00"),
    ],
)
def test_it_prints_the_moment(tmp_path, arguments, printed) -> None:
    done = due(tmp_path, "--from", "2026-02-13T16:30+08:00", *arguments)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, printed, "")
    assert not list(tmp_path.iterdir()), "nothing is made in passing"


def test_other_offsets_and_none_are_read_in_the_citys_time(tmp_path) -> None:
    for moment in ("2026-02-13T08:30Z", "2026-02-13T16:30", "2026-02-13T03:30-05:00"):
        done = due(tmp_path, "--from", moment, "--working-hours", "4")
        assert done.stdout.strip() == "2026-02-14T11:00:00+08:00", moment


def test_a_year_without_a_table_is_refused_by_name(tmp_path) -> None:
    done = due(tmp_path, "--from", "2026-12-30T16:00+08:00", "--working-days", "3")
    assert (done.returncode, done.stdout) == (1, "")
    assert "2027" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--from", "2026-02-13T16:30+08:00"],
        ["--from", "yesterday", "--working-days", "3"],
        ["--from", "2026-02-13T16:30+08:00", "--working-days", "0"],
        ["--from", "2026-02-13T16:30+08:00", "--working-days", "-3"],
        ["--from", "2026-02-13T16:30+08:00", "--working-days", "1.5"],
        ["--from", "2026-02-13T16:30+08:00", "--working-days", "3", "--working-hours", "1"],
        ["--from", "9999-12-31T23:00-12:00", "--working-days", "3"],
    ],
)
def test_wrong_arguments_are_told_apart_from_refusals(tmp_path, arguments) -> None:
    done = due(tmp_path, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_end_of_time_is_refused_and_not_a_fault(tmp_path) -> None:
    done = due(tmp_path, "--from", "9999-12-30T10:00+08:00", "--calendar-days", "3")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_database_that_cannot_be_read_is_said_and_the_published_table_answers(tmp_path) -> None:
    (tmp_path / "city.sqlite3").write_bytes(b"")
    done = due(tmp_path, "--from", "2026-02-13T16:30+08:00", "--working-days", "3")
    assert done.stdout.strip() == "2026-02-25T18:00:00+08:00"
    assert "published tables only" in done.stderr


SETUP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "calendars", verbosity=0)
call_command("migrate", "journal", verbosity=0)
call_command("migrate", "django_tasks_database", verbosity=0)
from tests.calendars.test_tables import NOTICE_2027
from chuangcheng.calendars.actions import upload_year_table
from chuangcheng.calendars.spreadsheet import read_year_tables
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
tables = read_year_tables(NOTICE_2027.encode()).tables
upload_year_table(by=SYSTEM, at=clock.now(), tables=tables)
"""


def test_the_citys_own_table_is_used_where_there_is_one(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'city.sqlite3'}"
    root = str(Path(__file__).resolve().parents[2])
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": root,
        "CHUANGCHENG_DATA": str(tmp_path),
        "CHUANGCHENG_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "chuangcheng.config.settings",
    }
    subprocess.run([sys.executable, "-c", SETUP], env=variables, check=True, capture_output=True)
    done = due(tmp_path, "--from", "2026-12-30T16:00+08:00", "--working-days", "3")
    assert (done.returncode, done.stdout.strip()) == (0, "2027-01-05T18:00:00+08:00")
