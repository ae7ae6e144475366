"""One migrated database that every worker copies: the migrations run once per kind of database, not once per worker.

SQLite keeps its file under `.cache/` between runs, named after the contents of all migrations and of the lock of
libraries; PostgreSQL keeps a template database for the life of the server that `scripts/with-postgres` starts.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "tests"


def fingerprint() -> str:
    """What the migrated database depends on, as 16 hexadecimal digits."""
    parts = [*sorted((ROOT / "src" / "chuangcheng").glob("*/migrations/*.py")), ROOT / "requirements.txt"]
    found = hashlib.sha256()
    for part in parts:
        found.update(part.relative_to(ROOT).as_posix().encode() + b"\0" + part.read_bytes() + b"\0")
    return found.hexdigest()[:16]


@contextmanager
def one_at_a_time(what: str = "migrations") -> Iterator[None]:
    """Workers of one run and runs side by side wait for each other here."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(**environment: str) -> None:
    """The product's own migrations, in a process of their own so that this one stays untouched."""
    with tempfile.TemporaryDirectory() as data:
        chosen = {"DJANGO_SETTINGS_MODULE": "chuangcheng.config.settings", "CHUANGCHENG_DATA": data}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **chosen, **environment})


def copy_sqlite(name: str) -> None:
    """Lays the migrated file where the test database is going to be."""
    template = FOLDER / f"{fingerprint()}.sqlite3"
    with one_at_a_time():
        if not template.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
                made = Path(scratch) / "made.sqlite3"
                migrate(CHUANGCHENG_DATABASE_URL=f"sqlite:///{made}")
                _write_whole(made, template)
    _write_whole(template, Path(name))


def _write_whole(source: Path, target: Path) -> None:
    """SQLite's own copy, which takes in what still stands in the write-ahead log; renamed when it is whole."""
    part = target.with_suffix(".part")
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(part)) as written:
        read.backup(written)
    part.replace(target)


def copy_postgres(settings: dict[str, Any]) -> None:
    """Makes the test database from the server's template, which is migrated first where it is missing."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    url = os.environ["CHUANGCHENG_TEST_DATABASE_URL"]
    template, name = f"template_{fingerprint()}", settings["TEST"]["NAME"]
    with one_at_a_time(), psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(template)))
            migrate(CHUANGCHENG_DATABASE_URL=urlunsplit(urlsplit(url)._replace(path=f"/{template}")))
        server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
