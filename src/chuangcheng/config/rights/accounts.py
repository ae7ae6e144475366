"""Rights of the sign-in library's URLs and of our own one-time links, keyed by view name."""

from chuangcheng.config.rights.right import CLOSED, PUBLIC, STAFF, Right

ACCOUNTS: dict[str, Right] = {
    "choose_language": PUBLIC,
    "health": PUBLIC,
    # Signing in and out
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reauthenticate": STAFF,
    "account_change_password": STAFF,
    "mfa_authenticate": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
    # One's own second factors and sessions
    "mfa_index": STAFF,
    "mfa_reauthenticate": STAFF,
    "mfa_activate_totp": STAFF,
    "mfa_deactivate_totp": STAFF,
    "mfa_view_recovery_codes": STAFF,
    "mfa_generate_recovery_codes": STAFF,
    "mfa_download_recovery_codes": STAFF,
    "mfa_list_webauthn": STAFF,
    "mfa_add_webauthn": STAFF,
    "mfa_reauthenticate_webauthn": STAFF,
    "mfa_remove_webauthn": STAFF,
    "mfa_edit_webauthn": STAFF,
    "usersessions_list": STAFF,
    # The city's identity provider
    "openid_connect_login": PUBLIC,
    "openid_connect_callback": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    "socialaccount_connections": STAFF,
    # Nobody signs up, and no password travels by mail: people join by invitation, the office hands over links
    "account_signup": CLOSED,
    "account_set_password": CLOSED,
    "account_email": CLOSED,
    "account_email_verification_sent": CLOSED,
    "account_confirm_email": CLOSED,
    "account_confirm_login_code": CLOSED,
    "account_reset_password": CLOSED,
    "account_reset_password_done": CLOSED,
    "account_reset_password_from_key": CLOSED,
    "account_reset_password_from_key_done": CLOSED,
    "socialaccount_signup": CLOSED,
}
