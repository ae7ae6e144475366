"""Words before the work: signing in, browsers that cannot keep records, the connection, updates."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GATE = {
    "app": _("Field visits"),
    "comma": _(", "),
    "clause": pgettext_lazy("between clauses", ", "),
    "back": _("Back"),
    "cancel": _("Cancel"),
    "look": _("Look"),
    "not_here": _("Not found on this phone"),
    "not_here_more": _("It may have been sent already, or belong to another account."),
    "gate": _("Who is using this phone?"),
    "gate_more": _("Sign in once while there is a network. After that everything works without one."),
    "gate_others": _(
        "Records that have not been sent are kept under their owner’s account; they come back when that "
        "person signs in."
    ),
    "gate_retry": _("I have signed in"),
    "sign_in": _("Sign in"),
    "sign_out": _("Sign out"),
    "sign_out_more": _(
        "What has not been sent stays on this phone under your account. Others do not see it; it comes back "
        "when you sign in."
    ),
    "account": _("Account"),
    "back_office": _("Back office"),
    "language": _("Language"),
    "session_ended": _(
        "Your sign-in has run out. Go on working; sign in when you have time, then the records are sent."
    ),
    "offline": _("No network. Go on working; everything is kept on this phone."),
    "server_down": _("The server does not answer. Go on working; it is tried again."),
    "revoked": _("The office has removed this phone. The packet was deleted; your records are still here."),
    "revoked_more": _("Records that have not been sent can be exported to a file and brought in on another phone."),
    "expired": _(
        "The packet has expired and was deleted. Your records are still here; fetch a new packet when there "
        "is a network."
    ),
    "update_ready": _("A new version is ready. Nothing that you entered will be lost."),
    "update_now": _("Update"),
    "unable": _("Please open this in another browser"),
    "unable_more": _("This browser cannot keep records safely without a network."),
    "unable_insecure": _(
        "Records can only be kept safely over an encrypted connection. Open the address that begins with "
        "https://, or ask the office."
    ),
    "unable_wechat_1": _("Tap the three dots at the top right."),
    "unable_wechat_2": _("Choose “Open in browser” (on an iPhone: Safari)."),
    "unable_wechat_3": _("In the browser, add the page to the home screen."),
    "unable_browser_1": _("Copy the address below."),
    "unable_browser_2": _("Open it in Safari, Chrome, Edge or the phone’s own browser, not in a private window."),
    "copy_address": _("Copy the address"),
    "copied": _("Copied"),
}
