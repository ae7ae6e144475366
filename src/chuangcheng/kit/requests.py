"""The request as our views see it: with the moment and the actor that the middleware attached."""

from datetime import datetime

from django.http import HttpRequest

from chuangcheng.kit.actor import Actor


class StaffRequest(HttpRequest):
    """Type only; never instantiated."""

    actor: Actor
    at: datetime
