"""Ending every session of a person: part of the acts that close an account or change its password."""

from allauth.usersessions.models import UserSession

from chuangcheng.accounts.models import Person


def end_all_sessions_of(person: Person) -> None:
    """Sign a person out everywhere."""
    for session in UserSession.objects.filter(user=person):
        session.end()
