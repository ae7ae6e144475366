"""The table of news is whole: known verbs, jobs that exist, and for everything told somebody who is asked."""

import pytest
from django.utils.module_loading import import_string

from chuangcheng.config.clock import PERIODIC
from chuangcheng.kit.verbs import all_verbs
from chuangcheng.reactions.recipients import ANSWERS
from chuangcheng.reactions.table import TABLE, TELL


def test_every_verb_is_declared() -> None:
    assert set(TABLE) <= set(all_verbs())


@pytest.mark.parametrize("path", sorted({r.job for rs in TABLE.values() for r in rs} | {p.path for p in PERIODIC}))
def test_every_job_can_be_put_in_line(path: str) -> None:
    assert callable(import_string(path).enqueue)


def test_whoever_is_told_is_found_by_an_answer_and_the_other_way_round() -> None:
    assert {verb for verb, reactions in TABLE.items() if TELL in reactions} == set(ANSWERS)


def test_what_is_told_leads_somewhere() -> None:
    """A message without a page to open would leave its reader standing."""
    verbs = all_verbs()
    without = {"duties.import_duties", "duties.hold_place", "duties.end_holding"}
    assert {verb for verb in ANSWERS if not verbs[verb].link} <= without
