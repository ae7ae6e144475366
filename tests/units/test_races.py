"""Two colleagues fill the same post at the same moment: one holder remains, and no time is held twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from chuangcheng.kit.refused import Stale
from chuangcheng.units.actions import appoint_person
from chuangcheng.units.queries import Holding


@pytest.mark.django_db(transaction=True)
def test_one_of_two_simultaneous_appointments_stands_last(transactional_db, city, at):
    post, office, start = city.posts["ma_jun"], city.actor("lin_yue"), Barrier(2)
    later = at + timedelta(hours=1)

    def appoint(person):
        try:
            start.wait(10)
            return appoint_person(by=office, at=later, post=post, person=person)
        except Stale:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = [one for one in pool.map(appoint, [city.su_qing, city.bai_lu]) if one]
    assert made
    present = Holding.objects.get(post=post, ends_at=None)
    assert present in made
    for holding in Holding.objects.filter(post=post).exclude(pk=present.pk):
        assert holding.ends_at == later
