"""Who gets what, when: defaults, units, one's own choice, quiet nights, digests, and what may not be silenced."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from chuangcheng.accounts.actions import deactivate_person
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.notices.actions import choose_news, choose_news_of_unit
from chuangcheng.notices.models import Delivery, Preference
from chuangcheng.notices.queries import inbox
from chuangcheng.notices.rules.timing import AT_ONCE, DIGEST, NEVER, Hours
from tests.notices.conftest import Open, later, states, work
from tests.notices.receiving import Mailbox, Receiver
from tests.reactions.test_news import dispatched
from tests.stories import City

pytestmark = pytest.mark.django_db
USUAL = Hours()


def to_night(settings: Any, at: datetime) -> datetime:
    """23:00 of the same Tuesday in Shanghai."""
    night = at.replace(hour=23, minute=0)
    settings.CLOCK_SHIFT_SECONDS += (night - clock.now()).total_seconds()
    return clock.now()


def recipients(box: Mailbox) -> list[str]:
    return sorted(str(mail["To"]).partition("@")[0] for mail in box.mails)


def test_without_a_channel_everything_stays_in_the_inbox(quiet: City, at: datetime) -> None:
    dispatched(quiet, at)
    work()
    assert not Delivery.objects.exists() and inbox(quiet.actor("ma_jun")).count() == 1


def test_a_night_is_quiet_and_in_the_morning_the_mail_leaves(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, settings: Any
) -> None:
    channel("email")
    dispatched(quiet, to_night(settings, at))
    work()
    assert mailbox.mails == [] and states() == {"waiting": 1}
    later(settings, hours=7)
    assert mailbox.mails == []
    later(settings, hours=1, minutes=1)
    assert recipients(mailbox) == ["ma_jun"]


def test_overdue_is_urgent_and_reaches_the_head_of_the_unit_at_night(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, settings: Any
) -> None:
    from chuangcheng.cases.jobs import watch_deadlines

    channel("email")
    case = dispatched(quiet, at)
    work()
    mailbox.mails.clear()
    night = to_night(settings, at + timedelta(days=30))
    assert night > case.due_at
    watch_deadlines.call()
    work()
    assert {"ma_jun", "han_bing"} <= set(recipients(mailbox))
    overdue = [mail for mail in mailbox.mails if "超期" in str(mail["Subject"])]
    assert overdue and any(str(mail["To"]).startswith("han_bing") for mail in overdue)


def test_own_choice_beats_the_units_which_beats_the_default(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox
) -> None:
    channel("email")
    unit = quiet.units["DW26"]
    choose_news_of_unit(
        by=quiet.actor("han_bing"), at=at, unit=unit, choices={"case_given": {"email": NEVER}}, hours=USUAL
    )
    dispatched(quiet, at)
    work()
    assert mailbox.mails == []
    choose_news(by=quiet.actor("ma_jun"), at=at, choices={"case_given": {"email": AT_ONCE}}, hours=USUAL)
    dispatched(quiet, at)
    work()
    assert recipients(mailbox) == ["ma_jun"]


def test_what_one_did_not_change_follows_the_unit(quiet: City, at: datetime) -> None:
    """A form says something of every kind: only what differs from the unit's word is one's own."""
    daily = {"case_given": {"email": DIGEST}}
    choose_news_of_unit(by=quiet.actor("han_bing"), at=at, unit=quiet.units["DW26"], choices=daily, hours=USUAL)
    choose_news(by=quiet.actor("ma_jun"), at=at, choices={**daily, "draws": {"email": NEVER}}, hours=USUAL)
    assert Preference.objects.get(person=quiet.ma_jun).choices == {"draws": {"email": NEVER}}


def test_nobody_chooses_for_another_unit(quiet: City, at: datetime) -> None:
    for who in ("fang_min", "su_qing", "ma_jun"):
        allowed = who == "ma_jun"
        unit = quiet.units["DW26"]
        if allowed:
            choose_news_of_unit(by=quiet.actor(who), at=at, unit=unit, choices={}, hours=USUAL)
        else:
            with pytest.raises(NotAllowed):
                choose_news_of_unit(by=quiet.actor(who), at=at, unit=unit, choices={}, hours=USUAL)


def test_overdue_cannot_be_silenced_altogether(quiet: City, at: datetime) -> None:
    silent = {"overdue": {"email": NEVER, "sms": NEVER, "push": NEVER}}
    with pytest.raises(Refused, match="owed") as refused:
        choose_news(by=quiet.actor("ma_jun"), at=at, choices=silent, hours=USUAL)
    assert refused.value.field == "overdue"
    choose_news(
        by=quiet.actor("ma_jun"), at=at, choices={"overdue": {**silent["overdue"], "push": AT_ONCE}}, hours=USUAL
    )


def test_a_days_news_come_as_one_digest(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, settings: Any
) -> None:
    channel("email")
    daily = {"case_given": {"email": DIGEST}}
    choose_news(by=quiet.actor("ma_jun"), at=at, choices=daily, hours=Hours(digest_at=time(17)))
    numbers = [dispatched(quiet, at).number for _ in range(3)]
    work()
    assert mailbox.mails == [] and states() == {"waiting": 3}
    later(settings, hours=8)
    [mail] = mailbox.mails
    text = next(mail.iter_parts()).get_content()
    assert all(number in text for number in numbers) and "3" in mail["Subject"]
    assert states() == {"bundled": 3, "sent": 1}
    later(settings, days=1)
    assert len(mailbox.mails) == 1, "no news, no digest"


def test_a_digest_that_fails_is_tried_again_whole(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, settings: Any
) -> None:
    channel("email")
    choose_news(by=quiet.actor("ma_jun"), at=at, choices={"case_given": {"email": DIGEST}}, hours=Hours())
    number = dispatched(quiet, at).number
    work()
    mailbox.is_down = True
    later(settings, hours=23)
    assert states() == {"bundled": 1, "failed": 1}
    mailbox.is_down = False
    later(settings, minutes=2)
    assert number in next(mailbox.mails[0].iter_parts()).get_content()


def test_whoever_left_and_whoever_has_no_address_gets_nothing(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, receiver: Receiver
) -> None:
    from chuangcheng.accounts.queries import Person

    channel("email")
    Person.objects.filter(pk=quiet.ma_jun.pk).update(email="")
    dispatched(quiet, at)
    work()
    assert not Delivery.objects.exists()
    Person.objects.filter(pk=quiet.ma_jun.pk).update(email="ma_jun@city.example")
    deactivate_person(by=SYSTEM, at=at, person=quiet.ma_jun)
    dispatched(quiet, at)
    work()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hant", "將案件"), ("en", "dispatched case"), ("zh-hans", "将案件")]
)
def test_each_reads_in_their_own_language(
    quiet: City, at: datetime, channel: Open, mailbox: Mailbox, language: str, words: str
) -> None:
    from chuangcheng.accounts.queries import Person

    Person.objects.filter(pk=quiet.ma_jun.pk).update(language=language)
    channel("email")
    dispatched(quiet, at)
    work()
    text, html = (part.get_content() for part in mailbox.mails[0].iter_parts())
    assert words in text and words in html and "<span" not in text
