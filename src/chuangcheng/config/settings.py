"""Settings of one city. Everything that differs between deployments is read from the environment.

Variables: CHUANGCHENG_DATA (folder of database, files and secret key), CHUANGCHENG_DATABASE_URL,
CHUANGCHENG_SECRET_KEY, CHUANGCHENG_SECRET_KEY_FALLBACKS, CHUANGCHENG_HOSTS, CHUANGCHENG_HTTPS,
CHUANGCHENG_FILING_NUMBER, CHUANGCHENG_CITY_NAME, CHUANGCHENG_SAMPLE_CITY, CHUANGCHENG_S3_BUCKET, CHUANGCHENG_OIDC_*,
CHUANGCHENG_PUBLIC_URL, CHUANGCHENG_MAIL_URL, CHUANGCHENG_MAIL_FROM, CHUANGCHENG_OUTBOUND_ALLOWED,
CHUANGCHENG_OPEN_DATA_LICENCE, CHUANGCHENG_OPEN_DATA_LICENCE_URL, CHUANGCHENG_TRUSTED_PROXIES.
"""

import os
from pathlib import Path
from typing import Any

from chuangcheng.config.environment import (
    data_folder,
    database,
    flag,
    hosts,
    mail,
    networks,
    oidc_providers,
    old_keys,
    public_url,
    secret_key,
    storages,
)

PACKAGE = Path(__file__).resolve().parent.parent
DATA = data_folder()

DEBUG = flag("CHUANGCHENG_DEBUG")
SECRET_KEY = secret_key(DATA)
SECRET_KEY_FALLBACKS = old_keys()
ALLOWED_HOSTS = hosts()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in ("*",) and not host.startswith(".")]

ROOMS = [
    "desk",
    "field",
    "portal",
    "api",
    "sample",
    "reactions",
    "documents",
    "scoring",
    "calibrations",
    "inspections",
    "patrols",
    "surveys",
    "participation",
    "volunteering",
    "honours",
    "integrity",
    "exposures",
    "recurrences",
    "materials",
    "plans",
    "cases",
    "duties",
    "draws",
    "proceedings",
    "notices",
    "frameworks",
    "evidence",
    "receipts",
    "units",
    "places",
    "accounts",
    "operations",
    "calendars",
    "journal",
    "kit",
]

INSTALLED_APPS = [
    "chuangcheng.config",
    *[f"chuangcheng.{room}" for room in ROOMS],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
]

MIDDLEWARE = [
    "chuangcheng.config.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chuangcheng.config.middleware.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chuangcheng.config.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chuangcheng.config.middleware.ActorMiddleware",
    "chuangcheng.config.citizens.middleware.CitizenMiddleware",
    "chuangcheng.config.superuser.SuperuserMiddleware",
    "chuangcheng.config.activity.ActivityMiddleware",
    "chuangcheng.config.middleware.RightsMiddleware",
    "chuangcheng.config.middleware.RefusedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "chuangcheng.config.urls"
WSGI_APPLICATION = "chuangcheng.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "chuangcheng.desk.navigation.navigation",
            ],
        },
    }
]

DATABASES = {"default": database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "chuangcheng.config.adapters.StaffAccountAdapter"
SOCIALACCOUNT_ADAPTER = "chuangcheng.config.adapters.StaffSocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted by axes, in the database, so that the count holds in every process.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
MFA_FORMS = {
    "add_webauthn": "chuangcheng.config.forms.AddKeyForm",
    "edit_webauthn": "chuangcheng.config.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = flag("CHUANGCHENG_DEBUG") or flag("CHUANGCHENG_SAMPLE_CITY")
# Shown on the page of devices; our own ActivityMiddleware keeps it.
USERSESSIONS_TRACK_ACTIVITY = True
SOCIALACCOUNT_PROVIDERS = oidc_providers()
SOCIALACCOUNT_LOGIN_ON_GET = False
OIDC_USERNAME_CLAIM = os.environ.get("CHUANGCHENG_OIDC_USERNAME_CLAIM", "preferred_username")
SESSION_COOKIE_AGE = 12 * 3600
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_USERNAME_FORM_FIELD = "username"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("CHUANGCHENG_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA / "files"
# Half the time of a list page is Django including a template for every option of its filters.
FORM_RENDERER = "chuangcheng.kit.form_rendering.Renderer"
STORAGES = storages(DATA)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "outside", "slow"],
        "OPTIONS": {},
    }
}

HTTPS = flag("CHUANGCHENG_HTTPS")
TRUSTED_PROXIES = networks("CHUANGCHENG_TRUSTED_PROXIES")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# What goes out to people's chats, mailboxes and telephones: see docs/channels.md.
PUBLIC_URL = public_url(ALLOWED_HOSTS, https=HTTPS)
OUTBOUND_ALLOWED = networks("CHUANGCHENG_OUTBOUND_ALLOWED")
DEFAULT_FROM_EMAIL = os.environ.get("CHUANGCHENG_MAIL_FROM", "chuangcheng@localhost")
globals().update(mail())

CITY_NAME = os.environ.get("CHUANGCHENG_CITY_NAME", "")
SAMPLE_CITY = flag("CHUANGCHENG_SAMPLE_CITY")
FILING_NUMBER = os.environ.get("CHUANGCHENG_FILING_NUMBER", "")
TRIAGE_MODEL = os.environ.get("CHUANGCHENG_TRIAGE_MODEL", "")
TILE_SOURCE = os.environ.get("CHUANGCHENG_TILE_SOURCE", "")
CLOCK_SHIFT_SECONDS = int(os.environ.get("CHUANGCHENG_CLOCK_SHIFT_SECONDS", "0"))
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
# Named beside the open data, with the page that says what it allows.
OPEN_DATA_LICENCE = os.environ.get("CHUANGCHENG_OPEN_DATA_LICENCE", "CC BY 4.0")
OPEN_DATA_LICENCE_URL = os.environ.get(
    "CHUANGCHENG_OPEN_DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/"
)
FIELD_PACKET_HOURS = int(os.environ.get("CHUANGCHENG_FIELD_PACKET_HOURS", "36"))
DEFAULT_EXCEPTION_REPORTER = "chuangcheng.config.scrubbing.Report"
CSRF_FAILURE_VIEW = "chuangcheng.config.views.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "chuangcheng.config.scrubbing.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django_tasks": {"level": "WARNING"}, "axes": {"level": "WARNING"}},
}
