"""The forms of the stand-in's webhooks: each of them is read, and is green."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from itertools import product

import pytest

from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.signature import find_matches
from kazadesk.practice import CREDENTIALS, PracticeServer
from kazadesk.practice.records import MadeLink
from kazadesk.practice.webhooks import BODIES, IDS, WebhookForm, tampered_text, webhook_text

LINK = MadeLink("pl-81f0", "10.50", "USD", "merchant@example.com", "طلب ٧ & Co", "", "2026-11-27T10:00:00Z", "paid")
FORMS = [WebhookForm(ids, body) for ids, body in product(IDS, BODIES)]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_every_form_is_read_and_genuine(form: WebhookForm) -> None:
    (payload,) = read(webhook_text(LINK, form))
    assert isinstance(payload, Payload)
    assert payload.order_ids == (LINK.id,)
    assert (payload.amount, payload.currency, payload.status, payload.ref) == ("10.50", "USD", "fulfilled", LINK.ref)
    assert find_matches(payload.amount, payload.order_ids, payload.secrets, [CREDENTIALS], [])
    (forged,) = read(tampered_text(LINK, form))
    assert isinstance(forged, Payload)
    assert not find_matches(forged.amount, forged.order_ids, forged.secrets, [CREDENTIALS], [])


@pytest.mark.parametrize(("ids", "names"), IDS.items())
def test_the_id_stands_under_the_names_that_are_asked_for(ids: str, names: tuple[str, ...]) -> None:
    text = webhook_text(LINK, WebhookForm(ids))
    assert ('"order_id"' in text, '"id"' in text) == ("order_id" in names, "id" in names)


@pytest.fixture
def listener() -> Iterator[http.server.HTTPServer]:
    """A shop that keeps what is posted to it, as `requests`: (content type, body)."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            requests.append((self.headers["Content-Type"], body.decode()))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    requests: list[tuple[str | None, str]] = []
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    server.requests = requests  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("body", BODIES)
def test_a_webhook_is_posted_in_the_form_that_was_chosen(listener, body: str, typed: bool) -> None:
    form = WebhookForm("id", body, typed)
    with PracticeServer(webhook_url=f"http://127.0.0.1:{listener.server_port}/hook", form=form) as stand_in:
        link = stand_in.records.make("10.50", "USD", "merchant@example.com", "R-1", "")
        text = stand_in.webhook(stand_in.records.settle(link.id, "paid"))
        assert stand_in.deliver(text) == "204"
    assert listener.requests == [(BODIES[body] if typed else None, text)]
