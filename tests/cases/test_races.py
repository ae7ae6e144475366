"""Several people at once, each on a connection of their own: numbers without gaps, parents that close."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from chuangcheng.cases import actions
from chuangcheng.cases.queries import Case, State

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Run each in a thread with a connection that is closed afterwards."""

    def run(deed):
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result() for future in [pool.submit(run, deed) for deed in deeds]]


class Regret(Exception):
    """Somebody changes their mind inside a transaction."""


def test_numbers_have_no_gap_although_some_are_rolled_back(transactional_db, street):
    def several():
        for regrets in (False, True, False):
            try:
                with transaction.atomic():
                    street.opened()
                    if regrets:
                        raise Regret
            except Regret:
                pass

    at_once(several, several, several)
    serials = sorted(int(number.split("-")[1]) for number in Case.objects.values_list("number", flat=True))
    assert serials == list(range(1, 7))


def test_two_parts_that_close_at_the_same_moment_close_the_whole(transactional_db, street, at):
    case = street.opened()
    units = [street.city.units["DW26"], street.city.units["DW35"]]
    parts = actions.split_case(by=street.actor("lin_yue"), at=at, case=case, units=units)
    gao = street.actor("gao_yuan")
    for part, liaison in zip(parts, ("ma_jun", "luo_jia"), strict=True):
        actions.accept_case(by=street.actor(liaison), at=at, case=part)
        street.submit(part, at, by=liaison)
    at_once(*(lambda part=part: actions.close_case(by=gao, at=at, case=part) for part in parts))
    case.refresh_from_db()
    assert case.state == State.CLOSED
