from datetime import datetime

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers the storage's check with the doctor."""

    name = "chuangcheng.evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.kit.checks import Check, register

        register(Check(_("Files can be stored and read again"), _storage_keeps_what_it_takes))


def _storage_keeps_what_it_takes(at: datetime) -> tuple[bool, str]:
    """Writes a few bytes, reads them, removes them; the fault in words where that fails."""
    import secrets

    from chuangcheng.evidence import blobs

    path, content = blobs.new_path(secrets.token_hex(32)), secrets.token_bytes(16)
    try:
        blobs.write(path, content)
        is_same = blobs.read(path) == content
        blobs.discard(path)
    except Exception as fault:  # noqa: BLE001 (every back end has faults of its own: the doctor reports them all)
        return False, f"{type(fault).__name__}: {fault}"[:200]
    return is_same, "—"
