"""Addresses inside the phone's app: they stand behind the hash, so that the phone opens them without a network."""

from django.urls import reverse


def phone_address(where: str = "") -> str:
    """A place in the app, such as `patrol`; its first screen without one."""
    return f"{reverse('field:app')}#/{where}" if where else reverse("field:app")


def stop_address(visit_id: int) -> str:
    """One's own stop."""
    return phone_address(f"stop/v{visit_id}")


def scan_address(token: str) -> str:
    """Where a member of the patrol team says that the place of this sign was looked at."""
    return phone_address(f"scan/{token}")
