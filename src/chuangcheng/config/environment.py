"""Readers of environment variables: one typed function per concern, so that settings.py stays a list."""

import ipaddress
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def flag(name: str) -> bool:
    """True for 1, true, yes, on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def data_folder() -> Path:
    """CHUANGCHENG_DATA, else `var` in the folder the command is started from."""
    return Path(os.environ.get("CHUANGCHENG_DATA", "var")).resolve()


def secret_key(data: Path) -> str:
    """CHUANGCHENG_SECRET_KEY, else a key made once and kept in the data folder, readable by its owner only."""
    if given := os.environ.get("CHUANGCHENG_SECRET_KEY"):
        return given
    path = data / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    data.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(64)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


def old_keys() -> list[str]:
    """CHUANGCHENG_SECRET_KEY_FALLBACKS, comma-separated: keys of before, which still open what they sealed."""
    given = os.environ.get("CHUANGCHENG_SECRET_KEY_FALLBACKS", "")
    return [key.strip() for key in given.split(",") if key.strip()]


def hosts() -> list[str]:
    """CHUANGCHENG_HOSTS, comma-separated; by default this machine only."""
    given = os.environ.get("CHUANGCHENG_HOSTS", "")
    return [h.strip() for h in given.split(",") if h.strip()] or ["localhost", "127.0.0.1", "[::1]"]


def database(data: Path) -> dict[str, Any]:
    """CHUANGCHENG_DATABASE_URL (`sqlite:///path`, `postgresql://user:password@host:port/name`), else SQLite in data."""
    url = os.environ.get("CHUANGCHENG_DATABASE_URL", "")
    if not url:
        return sqlite(str(data / "city.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"CHUANGCHENG_DATABASE_URL: unknown scheme {parts.scheme!r}")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 16, "timeout": 20}},
    }


def sqlite(path: str) -> dict[str, Any]:
    """SQLite as a server's database: WAL, writers wait, transactions take the write lock at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=30000;"
                "PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def storages(data: Path) -> dict[str, Any]:
    """Local folder, or S3 when CHUANGCHENG_S3_BUCKET is set (endpoint and keys from CHUANGCHENG_S3_*)."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    bucket = os.environ.get("CHUANGCHENG_S3_BUCKET", "")
    if not bucket:
        local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": data / "files"}}
        return {"default": local, "staticfiles": static}
    options = {
        "bucket_name": bucket,
        "endpoint_url": os.environ.get("CHUANGCHENG_S3_ENDPOINT") or None,
        "access_key": os.environ.get("CHUANGCHENG_S3_ACCESS_KEY") or None,
        "secret_key": os.environ.get("CHUANGCHENG_S3_SECRET_KEY") or None,
        "region_name": os.environ.get("CHUANGCHENG_S3_REGION") or None,
        "default_acl": "private",
        "file_overwrite": True,
    }
    return {"default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}, "staticfiles": static}


def oidc_providers() -> dict[str, Any]:
    """One OpenID Connect provider from CHUANGCHENG_OIDC_{NAME,CLIENT_ID,SECRET,SERVER}; none when unset."""
    server = os.environ.get("CHUANGCHENG_OIDC_SERVER", "")
    if not server:
        return {}
    app = {
        "provider_id": "city",
        "name": os.environ.get("CHUANGCHENG_OIDC_NAME", "OpenID Connect"),
        "client_id": os.environ.get("CHUANGCHENG_OIDC_CLIENT_ID", ""),
        "secret": os.environ.get("CHUANGCHENG_OIDC_SECRET", ""),
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def public_url(allowed: list[str], *, https: bool) -> str:
    """CHUANGCHENG_PUBLIC_URL, the address people know, for links in messages; else made of the first host allowed."""
    if given := os.environ.get("CHUANGCHENG_PUBLIC_URL", "").rstrip("/"):
        return given
    host = next((host for host in allowed if host != "*" and not host.startswith(".")), "localhost")
    return f"{'https' if https else 'http'}://{host}"


def networks(name: str) -> list[str]:
    """Comma-separated networks such as 10.20.0.0/16. ValueError names one that is none."""
    given = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    for part in given:
        try:
            ipaddress.ip_network(part)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return given


def mail() -> dict[str, Any]:
    """Django's mail settings from CHUANGCHENG_MAIL_URL: `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://`, then
    `user:password@host:port`. Without it no mail leaves."""
    url = os.environ.get("CHUANGCHENG_MAIL_URL", "")
    if not url:
        return {"EMAIL_HOST": "", "EMAIL_TIMEOUT": 10}
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ValueError("CHUANGCHENG_MAIL_URL: write smtp://, smtp+tls:// or smtps:// and a host")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
