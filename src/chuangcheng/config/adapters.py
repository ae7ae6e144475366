"""The sign-in library's adapters: staff are invited, never sign up by themselves; what they change is journalled."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from chuangcheng.accounts.actions import note_security_change
from chuangcheng.accounts.queries import person_by_username
from chuangcheng.kit import clock
from chuangcheng.units.queries import actor_for


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up, no mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Where the library would send a mail about a change of security, the journal gets a row instead."""
        at = clock.now()
        note_security_change(by=actor_for(user, at), at=at, change=template_prefix.rsplit("/", 1)[-1])


class StaffSocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The city's identity provider signs in known people only; it never creates them."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The first sign-in through the provider: its claim names the person by username.

        Only the one provider that the city itself configures is asked, so its word about the name is trusted; but not
        for a superuser, who signs in here first and connects the provider on the page for it.
        """
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        claims = sociallogin.account.extra_data or {}
        known = {**claims.get("id_token", {}), **claims.get("userinfo", {}), **claims}
        username = known.get(settings.OIDC_USERNAME_CLAIM)
        person = person_by_username(username) if isinstance(username, str) and username else None
        if person is not None and person.is_active and not person.is_superuser:
            sociallogin.connect(request, person)
