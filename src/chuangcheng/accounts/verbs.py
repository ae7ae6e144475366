"""What is done with people and their sign-in. Names and telephone numbers stay outside the hashed record."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

PERSON = "desk:person"
NAMES = ("name", "username", "phone", "email")

VERBS = (
    Verb("accounts.register_person", _("registered {name}"), PERSON, NAMES),
    Verb("accounts.change_person", _("changed the details of {name}"), PERSON, NAMES),
    Verb("accounts.change_own_details", _("changed their own details"), PERSON, NAMES),
    Verb("accounts.deactivate_person", _("closed the account of {name}"), PERSON, NAMES),
    Verb("accounts.reactivate_person", _("opened the account of {name} again"), PERSON, NAMES),
    Verb("accounts.invite_person", _("invited {name}"), "desk:invitation", NAMES),
    Verb("accounts.revoke_invitation", _("withdrew the invitation of {name}"), "desk:invitation", NAMES),
    Verb("accounts.accept_invitation", _("{name} accepted the invitation"), PERSON, NAMES),
    Verb("accounts.issue_password_link", _("issued a link for a new password to {name}"), PERSON, NAMES),
    Verb("accounts.use_password_link", _("{name} chose a new password by link"), PERSON, NAMES),
    Verb("accounts.reset_second_factor", _("removed the second factors of {name}"), PERSON, NAMES),
    Verb("accounts.release_lock", _("released the sign-in lock of {name}"), PERSON, NAMES),
    Verb("accounts.end_session", _("ended a session of {name}"), PERSON, NAMES),
    Verb("accounts.register_device", _("took up work on a phone: {device}"), PERSON, ("device",)),
    Verb("accounts.revoke_device", _("revoked a phone of {name}"), PERSON, NAMES),
    Verb("accounts.open_superuser_session", _("opened a superuser session"), PERSON),
    Verb("accounts.note_security_change", _("changed the security of their own account: {change}"), PERSON),
    Verb("accounts.make_link", _("made a link that opens without signing in: {name}")),
    Verb("accounts.revoke_link", _("revoked a link that opened without signing in")),
    Verb("accounts.keep_upload", _("uploaded {filename} for preview")),
    Verb("accounts.save_filter", _("saved the filter “{filter}”")),
    Verb("accounts.delete_filter", _("deleted the filter “{filter}”")),
    # Of a citizen the record learns the account's number alone, and after its deletion nobody's.
    Verb("accounts.ask_citizen_code", _("a citizen asked for a code to sign in")),
    Verb("accounts.sign_in_citizen", _("a citizen signed in")),
    Verb("accounts.end_citizen_session", _("a citizen ended a sign-in"), is_public=True),
    Verb("accounts.name_citizen", _("a citizen gave a name"), is_public=True),
    Verb("accounts.delete_citizen", _("a citizen's account was deleted at its owner's wish"), is_public=True),
)

SIGHTS = (
    Sight("accounts.see_person", _("see people and their posts")),
    Sight("accounts.see_link", _("see everybody's links")),
    Sight("accounts.see_invitation", _("see open invitations")),
)
