"""Where bytes lie: a local folder that survives kill -9, or S3 by setting."""

import io
import os
import signal
import subprocess
import sys
import textwrap

import boto3
import pytest
from moto import mock_aws
from PIL import Image

from chuangcheng.config.environment import storages
from chuangcheng.evidence import blobs
from chuangcheng.evidence.jobs import make_thumbnails, sweep_orphans
from chuangcheng.evidence.queries import file_response
from tests.evidence.conftest import body, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings, monkeypatch, tmp_path):
    """The city's files in a bucket, chosen by the environment as a deployment chooses it."""
    for name, value in (("BUCKET", "city-files"), ("ACCESS_KEY", "key"), ("SECRET_KEY", "secret")):
        monkeypatch.setenv(f"CHUANGCHENG_S3_{name}", value)
    monkeypatch.setenv("CHUANGCHENG_S3_REGION", "us-east-1")
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="city-files")
        settings.STORAGES = storages(tmp_path)
        yield client


def keys(client) -> list[str]:
    return [item["Key"] for item in client.list_objects_v2(Bucket="city-files").get("Contents", ())]


def test_a_city_may_keep_its_files_in_s3(bucket, store) -> None:
    file = store(photo())
    assert keys(bucket) == [file.path]
    make_thumbnails.func(file_id=file.pk)
    make_thumbnails.func(file_id=file.pk)
    file.refresh_from_db()
    assert len(keys(bucket)) == 3
    drawn = body(file_response(file, "thumbnail"))
    assert Image.open(io.BytesIO(drawn)).size == (320, 240)
    assert body(file_response(file, "original")) == photo()
    sweep_orphans.func()
    blobs.remove(file.path)
    assert keys(bucket) == []


WRITER = """
    import os, sys
    import django
    django.setup()
    from django.conf import settings
    from chuangcheng.evidence import blobs
    number = 0
    while True:
        path = f"evidence/00/{number:06}"
        blobs.write(path, os.urandom(32) * 4096)
        print(path, flush=True)
        number += 1
"""


def test_what_was_acknowledged_is_whole_after_kill_9(tmp_path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "CHUANGCHENG_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "chuangcheng.config.settings",
    }
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip() for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    writer.wait()
    for path in acknowledged:
        assert (tmp_path / "files" / path).stat().st_size == 32 * 4096
    whole = [path for path in (tmp_path / "files" / "evidence").rglob("0*") if path.is_file()]
    assert all(path.stat().st_size == 32 * 4096 for path in whole), "a name that can be read is never half a file"
