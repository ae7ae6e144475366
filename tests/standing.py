"""A tenth of the sample city that stands: built once a run, copied by every worker, opened by modules that read it.

The default connection is led to the copy while a module (or a served test) uses it, and back afterwards. What the city
keeps beside the database (pictures, by content hash) is copied with it.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings

from tests import template

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
SOURCES = template.ROOT / "src" / "chuangcheng"
_copies: dict[str, str] = {}


DEATHS = (15, 30, 60)
"""Visits or cases after which the builder dies, and minutes after which it is started again."""


class Killed(Exception):
    """What a kill looks like from inside: nothing after it runs, and what was not committed is gone."""


def build() -> None:
    """Ground, people, framework, three rounds, one open round, a draw of today, cases; interrupted three times."""
    from chuangcheng.config.roles import install_roles
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.sample.building import Progress, foundation, year
    from chuangcheng.sample.sizes import TENTH
    from chuangcheng.scoring.actions import store_whole_score
    from chuangcheng.scoring.city import editions_scored

    class Dying(Progress):
        """Dies at the n-th visit or case."""

        def __init__(self, left: int) -> None:
            super().__init__()
            self.left = left

        def tick(self) -> None:
            self.left -= 1
            if self.left == 0:
                raise Killed

    install_roles(at=AT)
    foundation(AT, Progress(), TENTH)
    analyse()
    for ticks in DEATHS:
        with pytest.raises(Killed):
            year(AT + timedelta(minutes=ticks), Dying(ticks), TENTH)
    # A worker that serves while the city grows scores what there is; the build scores the whole of it.
    for edition in editions_scored(AT):
        store_whole_score(by=SYSTEM, at=AT + timedelta(minutes=61), edition=edition)
    year(AT + timedelta(hours=4), Progress(), TENTH)


def analyse() -> None:
    """What a city's own database does by itself in the course of the day: count its rows for the planner. In a test's
    transaction nobody else can; without it PostgreSQL reads whole tables where an index stands."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def shown() -> dict[str, Any]:
    """The settings under which the city is built and seen: that Tuesday morning is now."""
    shift = (AT - datetime.now(SHANGHAI)).total_seconds()
    return {"SAMPLE_CITY": True, "CITY_NAME": "雄关市", "CLOCK_SHIFT_SECONDS": shift}


def fingerprint() -> str:
    """What the city depends on: this file, all of the product but its texts and pages; 16 hexadecimal digits."""
    found = hashlib.sha256(template.fingerprint().encode() + Path(__file__).read_bytes())
    for part in sorted(SOURCES.rglob("*.*")):
        if part.suffix in (".py", ".csv", ".json"):
            found.update(part.relative_to(SOURCES).as_posix().encode() + b"\0" + part.read_bytes() + b"\0")
    return found.hexdigest()[:16]


@contextmanager
def led_to(name: str) -> Iterator[None]:
    """The default connection, of this thread and of every new one, goes to another database."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.clear()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        cache.clear()


def own_copy(purpose: str = "read") -> str:
    """Name of this worker's copy of the city; one for each purpose. Built by whoever comes first."""
    if purpose not in _copies:
        on_sqlite = connection.vendor == "sqlite"
        _copies[purpose] = _sqlite_copy(purpose) if on_sqlite else _postgres_copy(purpose)
    return _copies[purpose]


def _build_into(name: str, blobs: Path) -> None:
    """Build where nothing but migrations has been, and lay its pictures beside."""
    with led_to(name), override_settings(**shown()):
        build()
        analyse()
    shutil.copytree(settings.MEDIA_ROOT, blobs, dirs_exist_ok=True)


def _take_blobs(blobs: Path) -> None:
    shutil.copytree(blobs, settings.MEDIA_ROOT, dirs_exist_ok=True)


def _sqlite_copy(purpose: str) -> str:
    whole = template.FOLDER / f"city-{fingerprint()}"
    with template.one_at_a_time("city"):
        if not whole.exists():
            for old in template.FOLDER.glob("city-*"):
                shutil.rmtree(old)
            with tempfile.TemporaryDirectory(dir=Path(connection.settings_dict["NAME"]).parent) as scratch:
                made = Path(scratch) / "made.sqlite3"
                template.copy_sqlite(str(made))
                _build_into(str(made), Path(scratch) / "blobs")
                part = whole.with_suffix(".part")
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                with closing(sqlite3.connect(made)) as read, closing(sqlite3.connect(part / "city.sqlite3")) as written:
                    read.backup(written)
                shutil.copytree(Path(scratch) / "blobs", part / "blobs")
                part.rename(whole)
    _take_blobs(whole / "blobs")
    copied = Path(connection.settings_dict["NAME"]).parent / f"city-{purpose}.sqlite3"
    shutil.copyfile(whole / "city.sqlite3", copied)
    return str(copied)


def _postgres_copy(purpose: str) -> str:
    import psycopg
    from psycopg.sql import SQL, Identifier

    whole = f"city_{fingerprint()}"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "") or str(os.getpid())
    name, blobs = f"{whole}_{purpose}_{worker}", template.FOLDER / f"{whole}.blobs"
    with (
        template.one_at_a_time("city"),
        psycopg.connect(os.environ["CHUANGCHENG_TEST_DATABASE_URL"], autocommit=True) as server,
    ):
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [whole]).fetchone():
            part = f"{whole}_part"
            server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(part)))
            migrated = f"template_{template.fingerprint()}"
            server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(part), Identifier(migrated)))
            _build_into(part, blobs)
            server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(part), Identifier(whole)))
        server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(whole)))
    _take_blobs(blobs)
    return name


@pytest.fixture(scope="module")
def sample_city(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """Pages and jobs see that Tuesday morning as now. Tests of the module only read: one transaction around all."""
    with django_db_blocker.unblock():
        copied = own_copy()
        with override_settings(**shown()), led_to(copied), transaction.atomic():
            yield AT
            transaction.set_rollback(True)


@pytest.fixture
def served_city(transactional_db: None, settings: Any) -> Iterator[datetime]:
    """The city where another thread sees it, for a test that may change it."""
    copied = own_copy("served")
    for name, value in shown().items():
        setattr(settings, name, value)
    with led_to(copied):
        yield AT
    del _copies["served"]
