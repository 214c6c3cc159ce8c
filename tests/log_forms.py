"""Large files that hold webhooks among other things, in the forms that merchants have them in."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable

from kazadesk.core.webhook.signature import Credentials, signature_text

Webhook = dict[str, str]


def webhooks(number: int, account: Credentials, seed: int = 1) -> list[Webhook]:
    """Signed by `account`, each with an amount and an id of its own."""
    chance = random.Random(seed)
    made = []
    for index in range(number):
        amount, order_id = f"{chance.randint(1, 9999)}.{chance.randint(0, 99):02}", f"pl-{seed}-{index:06}"
        fields = {"order_id": order_id, "amount": amount, "ref": f"KD-{index:05}", "status": "fulfilled"}
        made.append(fields | {"currency": "USD", "secret": signature_text(amount, order_id, account)})
    return made


def _noise(chance: random.Random) -> str:
    words = ("GET /shop", "user signed in", "cache miss", "secret rotated", "amount of rows: 12", "نفد المخزون")
    return f"2026-11-{chance.randint(1, 27):02}T10:00:00Z [info] {chance.choice(words)} {chance.getrandbits(200):x}"


def _spread(size: int, parts: list[str], chance: random.Random, noise: Callable[[], str]) -> list[str]:
    """`parts` in their order among noise, together about `size` characters."""
    rest = size - sum(map(len, parts))
    average = len(noise()) + 1
    lines = [noise() for _ in range(max(0, rest // average))]
    places = sorted(chance.sample(range(len(lines) + len(parts)), len(parts)))
    for place, part in zip(places, parts, strict=True):
        lines.insert(place, part)
    return lines


def log(size: int, hooks: list[Webhook]) -> str:
    chance = random.Random(2)
    parts = [f"2026-11-26T09:00:00Z [info] webhook from 203.0.113.9: {json.dumps(each)} took 3 ms" for each in hooks]
    return "\n".join(_spread(size, parts, chance, lambda: _noise(chance)))


def ndjson(size: int, hooks: list[Webhook]) -> str:
    chance = random.Random(3)
    other = lambda: json.dumps({"level": "info", "msg": _noise(chance)})  # noqa: E731
    return "\n".join(_spread(size, [json.dumps({"body": each}) for each in hooks], chance, other))


def array(size: int, hooks: list[Webhook]) -> str:
    chance = random.Random(4)
    other = lambda: json.dumps({"event": "card", "note": _noise(chance)}, indent=1)  # noqa: E731
    return "[" + ",\n".join(_spread(size, [json.dumps(each, indent=1) for each in hooks], chance, other)) + "]"


def table(size: int, hooks: list[Webhook]) -> str:
    chance, out = random.Random(5), io.StringIO()
    names = ["id", "note", *hooks[0]]
    writer = csv.writer(out, lineterminator="\n")

    def row(cells: list[str]) -> str:
        out.seek(0)
        out.truncate()
        writer.writerow(cells)
        return out.getvalue().rstrip("\n")

    other = lambda: row(["0", _noise(chance), *[""] * len(hooks[0])])  # noqa: E731
    rows = [row([str(index), "line one\nline two", *each.values()]) for index, each in enumerate(hooks)]
    return "\n".join([row(names), *_spread(size, rows, chance, other)])


def har(size: int, hooks: list[Webhook]) -> str:
    chance = random.Random(6)

    def entry(text: str) -> str:
        return json.dumps({"request": {"method": "POST", "postData": {"mimeType": "application/json", "text": text}}})

    entries = _spread(size, [entry(json.dumps(each)) for each in hooks], chance, lambda: entry(_noise(chance)))
    return '{"log": {"version": "1.2", "creator": {"name": "x"}, "entries": [' + ",".join(entries) + "]}}"


def telegram(size: int, hooks: list[Webhook]) -> str:
    chance = random.Random(7)

    def message(text: str, number: int = 0) -> str:
        pieces = [{"type": "plain", "text": text}]
        return json.dumps(
            {"id": number, "type": "message", "from": "Bot", "text": text, "text_entities": pieces}, ensure_ascii=False
        )

    parts = [message(json.dumps(each), number) for number, each in enumerate(hooks)]
    return (
        '{"name": "Payments", "type": "bot_chat", "id": 5, "messages": ['
        + ",\n".join(_spread(size, parts, chance, lambda: message(_noise(chance))))
        + "]}"
    )


FORMS: dict[str, Callable[[int, list[Webhook]], str]] = {
    "log": log,
    "ndjson": ndjson,
    "array": array,
    "table": table,
    "har": har,
    "telegram": telegram,
}
