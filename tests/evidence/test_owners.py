"""Who owns a file keeps it; two people with the same photo in the same second share one row."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from chuangcheng.cases.actions import open_case
from chuangcheng.evidence.actions import delete_file, store_file
from chuangcheng.evidence.queries import File, owners
from chuangcheng.journal.queries import entries
from chuangcheng.kit.refused import Refused
from chuangcheng.places.queries import Place
from tests.evidence.conftest import photo


@pytest.mark.django_db
def test_a_photo_of_a_case_is_not_deleted_under_it(city, store) -> None:
    file = store(photo())
    open_case(
        by=city.actor("lin_yue"),
        at=city.at,
        source="inspection",
        description="果皮箱满溢",
        place=Place(area=city.areas["XG-XH-01"]),
        photos=[file],
    )
    assert [count for _, count in owners(file)] == [1]
    with pytest.raises(Refused, match="file_owned"):
        delete_file(by=city.actor("lin_yue"), at=city.at, file=file, reason="tidying up")
    assert File.objects.filter(pk=file.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_photo_at_the_same_moment_is_one_file(city, storage_of_its_own) -> None:
    content, start = photo(), Barrier(4)
    actors = [city.actor(who) for who in ("su_qing", "bai_lu", "ma_jun", "luo_jia")]

    def upload(actor) -> int:
        try:
            start.wait(timeout=20)
            return store_file(by=actor, at=city.at, name="a.jpg", content=io.BytesIO(content)).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actors)) as pool:
        stored = list(pool.map(upload, actors))
    assert len(set(stored)) == 1
    assert File.objects.count() == 1
    assert entries(verbs=["evidence.store_file"]).count() == 4
    files = [path for path in storage_of_its_own.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [content]
