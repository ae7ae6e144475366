"""What every test stands on: the database chosen, a data folder of its own, the shared sources, a browser.

CHUANGCHENG_TEST_DATABASE=postgresql (with CHUANGCHENG_TEST_DATABASE_URL) runs on PostgreSQL; `scripts/with-postgres`
sets both. Otherwise SQLite in a file, as a city runs it, so that several connections see one database.
"""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

ROOT = Path(__file__).resolve().parent.parent
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
SCRATCH = Path(tempfile.mkdtemp(prefix="chuangcheng-tests-", dir=MEMORY))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)


def _choose_settings() -> None:
    """Before Django starts: nothing of the person's own city is read or written."""
    if settings.configured:
        raise pytest.UsageError("DJANGO_SETTINGS_MODULE is set: unset it, the tests choose their own settings")
    for name in [name for name in os.environ if name.startswith("CHUANGCHENG_") and "_TEST_" not in name]:
        if name not in ("CHUANGCHENG_SHARED", "CHUANGCHENG_CHROMIUM"):
            del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "chuangcheng.config.settings"
    os.environ["CHUANGCHENG_DATA"] = str(SCRATCH / "data")
    # One key for all workers: they share a sample city, in which some values are sealed.
    os.environ["CHUANGCHENG_SECRET_KEY"] = "the key of the tests, which opens nothing else: 4b1d7c0e9a52f8d36e"
    (SCRATCH / "data" / "static").mkdir(parents=True)
    if os.environ.get("CHUANGCHENG_TEST_DATABASE") == "postgresql":
        os.environ["CHUANGCHENG_DATABASE_URL"] = os.environ["CHUANGCHENG_TEST_DATABASE_URL"]


def _lighten_settings() -> None:
    """One connection per thread instead of a pool, a test database in a file, and cheap (still Argon2) hashes."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    database = settings.DATABASES["default"]
    # Workers of a parallel run must not inherit it: Django would start before this file had chosen anything.
    del os.environ["DJANGO_SETTINGS_MODULE"]
    database.get("OPTIONS", {}).pop("pool", None)
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1


# A busy machine is no counter-example; and before a merge the same examples are tried every time.
hypothesis.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis.load_profile("house")
_choose_settings()
_lighten_settings()
django.setup()

pytest_plugins = ["tests.browser", "tests.stories", "tests.standing"]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


DATABASE_FIXTURES = {"db", "transactional_db", "_django_db_helper", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what the database has a part in: the rest has run on SQLite and would say the same again."""
    if os.environ.get("CHUANGCHENG_TEST_DATABASE") != "postgresql":
        return
    asked = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asked)])
    items[:] = asked


def _asks_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("words") or item.get_closest_marker("once"):
        return False
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Every worker has a database of its own, copied from one that has been migrated; Django then finds it there."""
    from tests import template

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return template.copy_sqlite(database["TEST"]["NAME"])
    from pytest_django.fixtures import _set_suffix_to_test_databases

    _set_suffix_to_test_databases(suffix=os.environ.get("PYTEST_XDIST_WORKER", "") or str(os.getpid()))
    return template.copy_postgres(database)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """As the plugin's own, but the database that stands is kept (and still brought up to date)."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=True)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def _flush_in_spite_of_triggers() -> None:
    """The record's triggers refuse every deletion; only the emptying after a transactional test may pass them.

    For the whole run, not a fixture: a fixture would be undone before the database fixture empties the tables.
    """
    from django.test import TransactionTestCase

    from tests.triggers import lifted

    teardown = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        with lifted():
            teardown(case)

    TransactionTestCase._fixture_teardown = emptied


_flush_in_spite_of_triggers()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared sources (frameworks, sample tables, photos) beside the repository."""
    folder = Path(os.environ.get("CHUANGCHENG_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared sources are not here (CHUANGCHENG_SHARED, or ../shared beside the repository)")
    return folder


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    """Row numbers come back after a rollback, so what one test cached would be wrong in the next."""
    from django.core.cache import cache

    cache.clear()
