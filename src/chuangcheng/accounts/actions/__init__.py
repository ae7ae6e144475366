"""Writes: people, invitations, one-time links, sessions, saved filters."""

from chuangcheng.accounts.actions.citizens import (
    ask_citizen_code,
    delete_citizen,
    end_citizen_session,
    name_citizen,
    sign_in_citizen,
)
from chuangcheng.accounts.actions.devices import register_device, revoke_device, seen_device
from chuangcheng.accounts.actions.filters import delete_filter, save_filter
from chuangcheng.accounts.actions.invitations import accept_invitation, invite_person, revoke_invitation
from chuangcheng.accounts.actions.links import make_link, open_link, revoke_link
from chuangcheng.accounts.actions.people import (
    change_own_details,
    change_person,
    deactivate_person,
    reactivate_person,
    register_person,
)
from chuangcheng.accounts.actions.security import (
    end_session,
    issue_password_link,
    note_security_change,
    open_superuser_session,
    release_lock,
    reset_second_factor,
    use_password_link,
)
from chuangcheng.accounts.actions.uploads import keep_upload

__all__ = [
    "accept_invitation",
    "ask_citizen_code",
    "change_own_details",
    "change_person",
    "deactivate_person",
    "delete_citizen",
    "delete_filter",
    "end_citizen_session",
    "end_session",
    "invite_person",
    "issue_password_link",
    "keep_upload",
    "make_link",
    "name_citizen",
    "note_security_change",
    "open_link",
    "open_superuser_session",
    "reactivate_person",
    "register_device",
    "register_person",
    "release_lock",
    "reset_second_factor",
    "revoke_device",
    "revoke_invitation",
    "revoke_link",
    "save_filter",
    "seen_device",
    "sign_in_citizen",
    "use_password_link",
]
