"""Members of the public with an account, signed in without the pages of the sign-in."""

from typing import Any

from django.test import Client

from chuangcheng.accounts.actions import ask_citizen_code, name_citizen, sign_in_citizen
from chuangcheng.accounts.models import CitizenCode
from chuangcheng.accounts.queries import citizen_by_token
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.citizen import Citizen, actor_of


class CitizenClient(Client):
    """A browser in which a citizen is signed in."""

    citizen: Citizen


def citizen_client(phone: str = "13900000001", name: str = "", **options: Any) -> CitizenClient:
    """A browser of the citizen with this number, whose account is made where there is none."""
    at = clock.now()
    CitizenCode.objects.all().delete()
    asked = ask_citizen_code(by=SYSTEM, at=at, phone=phone, address="192.0.2.1")
    session, token = sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code, agent="Firefox Linux")
    if name:
        name_citizen(by=actor_of(Citizen(session.account_id, "")), at=at, name=name)
    client = CitizenClient(**options)
    client.cookies["citizen"] = token
    found = citizen_by_token(token, at)
    assert found is not None
    client.citizen = found[0]
    return client


def actor(client: CitizenClient) -> Any:
    """The Actor of the citizen signed in there."""
    return actor_of(client.citizen)
