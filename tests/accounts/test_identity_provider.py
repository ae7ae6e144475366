"""The city's identity provider (OpenID Connect) signs in people who are known here, and creates nobody."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.urls import reverse

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(claims):
    head = b64(json.dumps({"alg": "RS256", "kid": "1", "typ": "JWT"}).encode())
    body = b64(json.dumps(claims).encode())
    return f"{head}.{body}.{b64(KEY.sign(f'{head}.{body}'.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def public_key():
    numbers = KEY.public_key().public_numbers()

    def number(value):
        return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))

    return {"kty": "RSA", "kid": "1", "alg": "RS256", "use": "sig", "n": number(numbers.n), "e": number(numbers.e)}


class Provider(BaseHTTPRequestHandler):
    """A small identity provider that knows one person at a time."""

    username = ""
    nonce = None

    def _say(self, value):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def _claims(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        now = int(time.time())
        claims = {"iss": here, "aud": "chuangcheng", "sub": f"id-{self.username}", "iat": now, "exp": now + 300}
        return claims | {"preferred_username": self.username} | ({"nonce": self.nonce} if self.nonce else {})

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("/.well-known"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            self._say({"issuer": here} | {name: f"{here}/{name}" for name in names})
        elif self.path.startswith("/jwks_uri"):
            self._say({"keys": [public_key()]})
        else:
            self._say(self._claims())

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say({"access_token": "secret", "token_type": "Bearer", "id_token": signed(self._claims())})

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "city",
        "name": "统一身份认证",
        "client_id": "chuangcheng",
        "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    yield Provider
    server.shutdown()
    server.server_close()


def go_through(client, provider, username):
    provider.username = username
    start = client.post(reverse("openid_connect_login", args=["city"]))
    asked = parse_qs(urlsplit(start.url).query)
    assert "code_challenge" in asked
    provider.nonce = asked.get("nonce", [None])[0]
    return client.get(
        reverse("openid_connect_callback", args=["city"]), {"code": "abc", "state": asked["state"][0]}, follow=True
    )


def is_signed_in(client):
    return client.get(reverse("desk:account")).status_code == 200


def test_a_known_person_signs_in_through_the_provider(city, client, provider):
    assert "统一身份认证" in client.get(reverse("account_login")).content.decode()
    go_through(client, provider, "ma.jun")
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    go_through(client, provider, "ma.jun")
    assert is_signed_in(client)


def test_somebody_unknown_is_not_created(city, client, provider, django_user_model):
    before = django_user_model.objects.count()
    go_through(client, provider, "stranger")
    assert not is_signed_in(client)
    assert django_user_model.objects.count() == before


def test_a_closed_account_stays_closed(city, client, provider):
    city.ma_jun.is_active = False
    city.ma_jun.save()
    go_through(client, provider, "ma.jun")
    assert not is_signed_in(client)


def test_the_provider_opens_no_superuser(city, client, provider):
    city.wu_di.is_superuser = True
    city.wu_di.save()
    go_through(client, provider, "wu.di")
    assert not is_signed_in(client)


def test_without_a_provider_there_is_no_door(city, client):
    assert client.post(reverse("openid_connect_login", args=["city"])).status_code == 404
