"""Pictures of the city among each other: what the index finds, what is kept of it, and what is forgotten again."""

import io

import cv2
import pytest

from benchmarks.attacks import ATTACKS
from benchmarks.pen import Picture
from chuangcheng.evidence.actions import delete_file, store_file
from chuangcheng.evidence.fingerprints import compare_pair
from chuangcheng.evidence.index import unread
from chuangcheng.evidence.jobs import compare_picture, compare_unread
from chuangcheng.evidence.models import Fingerprint, PictureWord
from chuangcheng.evidence.queries import File, PictureComparison, owners, reused_from
from chuangcheng.journal.queries import entries
from chuangcheng.kit.actor import SYSTEM
from tests.evidence.conftest import PDF
from tests.evidence.test_comparing import photo

pytestmark = pytest.mark.django_db


def jpeg(picture: Picture) -> bytes:
    content: bytes = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes()
    return content


def run_jobs() -> None:
    """What the worker does after the pictures are stored."""
    for pk in list(unread().values_list("pk", flat=True)):
        compare_picture.call(file_id=pk)


def test_a_crop_of_last_months_photo_is_found_and_kept_once(store) -> None:
    first = store(jpeg(photo("market")))
    store(jpeg(photo("school gate")), "other.jpg")
    again = store(jpeg(ATTACKS["cropped 80% centre"](photo("market"))), "again.jpg")
    run_jobs()
    kept = PictureComparison.objects.get()
    assert (kept.earlier, kept.later, kept.kind, kept.is_reused, kept.is_same_place) == (
        first, again, "cropped", True, True,
    )  # fmt: skip
    assert [one.pk for one in reused_from([again.pk])] == [kept.pk]
    assert reused_from([first.pk]) == [], "the earlier one is no suspect"
    row = entries(verbs=["evidence.note_reuse"]).get()
    assert (row.subject_id, row.payload["pairs"][0][:2]) == (again.pk, [first.pk, "cropped"])
    compare_picture.call(file_id=again.pk)
    assert entries(verbs=["evidence.note_reuse"]).count() == 1, "running twice does nothing twice"


def test_whichever_is_read_first_the_later_one_is_the_copy(store) -> None:
    first = store(jpeg(photo("market")))
    again = store(jpeg(ATTACKS["mirrored"](photo("market"))), "again.jpg")
    compare_picture.call(file_id=again.pk)
    assert not PictureComparison.objects.exists(), "the first is not in the index yet"
    compare_picture.call(file_id=first.pk)
    kept = PictureComparison.objects.get()
    assert (kept.earlier, kept.later, kept.kind) == (first, again, "mirrored")


def test_the_same_wall_photographed_again_is_no_hint(store) -> None:
    for take in range(3):
        store(jpeg(photo("market", take)), f"{take}.jpg")
    run_jobs()
    assert not PictureComparison.objects.exists()


def test_a_pair_is_compared_once(store, at) -> None:
    before, after, elsewhere = (
        store(jpeg(picture), f"{n}.jpg")
        for n, picture in enumerate((photo("market"), photo("market", 1), photo("station", 7)))
    )
    same = compare_pair(before, after, at)
    other = compare_pair(before, elsewhere, at)
    assert (same.is_same_place, same.is_reused) == (True, False)
    assert other.is_same_place is False
    assert compare_pair(before, after, at) == same
    assert compare_pair(before, before, at) is None


def test_two_plain_pictures_cannot_be_told_apart(city, at) -> None:
    import numpy as np

    grey, green = (
        store_file(by=SYSTEM, at=at, name="p.jpg", content=io.BytesIO(jpeg(np.full((300, 400, 3), tone, np.uint8))))
        for tone in (90, 160)
    )
    run_jobs()
    assert not PictureComparison.objects.exists()
    assert compare_pair(grey, green, at).is_same_place is None


def test_what_cannot_be_read_is_not_tried_for_ever(store, storage_of_its_own) -> None:
    file = store(jpeg(photo("market")))
    (storage_of_its_own / file.path).unlink()
    run_jobs()
    assert not unread().exists()
    assert not PictureWord.objects.exists()


def test_documents_are_not_looked_at(store) -> None:
    store(PDF, "plan.pdf")
    assert not unread().exists()


def test_pictures_from_before_are_handed_out_by_the_hour(store, at, settings) -> None:
    from django_tasks_db.models import DBTaskResult

    file = store(jpeg(photo("market")))
    DBTaskResult.objects.all().delete()
    compare_unread.call()
    assert not DBTaskResult.objects.exists(), "its own job is still to come"
    settings.CLOCK_SHIFT_SECONDS += 7200
    compare_unread.call()
    waiting = DBTaskResult.objects.get()
    assert (waiting.task_path, waiting.args_kwargs["kwargs"]) == (
        "chuangcheng.evidence.jobs.compare_picture",
        {"file_id": file.pk},
    )


def test_a_deleted_picture_leaves_the_index(store, city, at) -> None:
    file = store(jpeg(photo("market")))
    store(jpeg(ATTACKS["resized 60%"](photo("market"))), "again.jpg")
    run_jobs()
    assert owners(file) == [], "what a picture looks like does not own it"
    delete_file(by=city.actor("lin_yue"), at=at, file=file, reason="wrongly uploaded")
    assert not File.objects.filter(pk=file.pk).exists()
    assert Fingerprint.objects.count() == 1
    assert set(PictureWord.objects.values_list("file_id", flat=True)) == {File.objects.get().pk}


def test_the_search_costs_three_questions_and_the_pairs_one_each(store, django_assert_max_num_queries) -> None:
    from chuangcheng.evidence.fingerprints import frame_of_file, look_at, search

    file = store(jpeg(photo("market")))
    run_jobs()
    found = look_at(frame_of_file(file))
    with django_assert_max_num_queries(3):
        assert [one.file_id for one in search(found)] == [file.pk]
    assert search(found, leave_out=file.pk) == []
