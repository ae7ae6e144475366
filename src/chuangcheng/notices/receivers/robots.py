"""Group robots of WeCom, DingTalk and Feishu: their message formats, signatures and limits."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import quote

from chuangcheng.kit.outbound import Answer, post
from chuangcheng.notices.composing import Words
from chuangcheng.notices.models import Delivery
from chuangcheng.notices.queries.channels import keys_of
from chuangcheng.notices.receivers.outcome import Outcome, retry_after, shown
from chuangcheng.notices.rules import signing
from chuangcheng.notices.rules.texts import clipped

MOST_WECOM, MOST_DINGTALK, MOST_FEISHU = 4096, 18_000, 18_000
"""Bytes of text that the platforms take: WeCom's markdown 4,096; the others' whole requests about 20,000."""


def wecom(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """`{"msgtype": "markdown", "markdown": {"content"}}` to the robot's address; `errcode` 0 is a success."""
    text = clipped(f"**{_plain(words.title)}**\n{_lines(words)}", MOST_WECOM)
    body = {"msgtype": "markdown", "markdown": {"content": text}}
    return _outcome(_post(str(keys_of(delivery.channel).get("url", "")), body), "errcode")


def dingtalk(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """Signed in the address: `timestamp` in milliseconds and `sign`. In its markdown a line ends with two spaces."""
    keys = keys_of(delivery.channel)
    url = str(keys.get("url", ""))
    if secret := str(keys.get("secret", "")):
        stamp = int(at.timestamp() * 1000)
        sign = quote(signing.dingtalk(secret, stamp), safe="")
        url += f"{'&' if '?' in url else '?'}timestamp={stamp}&sign={sign}"
    text = clipped(f"#### {_plain(words.title)}\n\n{_lines(words)}".replace("\n", "  \n"), MOST_DINGTALK)
    body = {
        "msgtype": "markdown",
        "markdown": {"title": words.title[:80], "text": text},
        "at": {"isAtAll": False},
    }
    return _outcome(_post(url, body), "errcode")


def feishu(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """Signed in the body: `timestamp` in seconds as text, and `sign`. A `post` message: a title and lines of tags."""
    keys = keys_of(delivery.channel)
    lines: list[list[dict[str, str]]] = [
        [{"tag": "text", "text": part}]
        for part in clipped(words.body, MOST_FEISHU).split("\n")
        if part and part != words.link
    ]
    if words.link:
        lines.append([{"tag": "a", "text": words.link, "href": words.link}])
    language = "en_us" if words.language.startswith("en") else "zh_cn"
    body: dict[str, Any] = {
        "msg_type": "post",
        "content": {"post": {language: {"title": words.title, "content": lines}}},
    }
    if secret := str(keys.get("secret", "")):
        stamp = int(at.timestamp())
        body = {"timestamp": str(stamp), "sign": signing.feishu(secret, stamp), **body}
    return _outcome(_post(str(keys.get("url", "")), body), "code", "StatusCode")


def _lines(words: Words) -> str:
    """The body as markdown: what a person wrote is shown as it is, our own link is a link."""
    parts = [part for part in words.body.split("\n") if part != words.link]
    text = "\n".join(_plain(part) for part in parts)
    return f"{text}\n[{words.link}]({words.link})" if words.link else text


def _plain(text: str) -> str:
    """Markdown's signs lose their meaning: data must not draw links or headings in a chat."""
    for sign in "\\`*_[]<>#":
        text = text.replace(sign, {"<": "＜", ">": "＞", "#": "＃", "[": "［", "]": "］"}.get(sign, f"\\{sign}"))
    return text


def _post(url: str, body: dict[str, Any]) -> Answer:
    content = json.dumps(body, ensure_ascii=False).encode()
    return post(url, content, {"Content-Type": "application/json; charset=utf-8"})


def _outcome(answer: Answer, *fields: str) -> Outcome:
    """A robot answers 200 to nearly everything: its own code tells."""
    try:
        given = json.loads(answer.body)
    except ValueError:
        given = None
    codes = [given.get(field) for field in fields if field in given] if isinstance(given, dict) else []
    is_success = answer.is_success and bool(codes) and codes[0] == 0
    return Outcome(is_success, answer.status, shown(answer), retry_after=retry_after(answer))
