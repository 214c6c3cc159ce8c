"""A running stand-in and a plain HTTP client, which follows nothing and hides nothing."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from kazadesk.practice import CREDENTIALS, EMAIL, PracticeServer

KEY = CREDENTIALS.api_key.reveal()


@dataclass
class Reply:
    """One HTTP answer."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.text)
        return found


class Browser:
    """Asks one server. `create` and `form` send what Kazawallet's callers and the pay page send."""

    def __init__(self, server: PracticeServer) -> None:
        self.server = server
        self.host = f"127.0.0.1:{server.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)) as connection:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, headers, answer.read().decode("utf-8"))

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, None, **headers)

    def post(self, path: str, **headers: str) -> Reply:
        return self.ask("POST", path, None, **headers)

    def create(self, key: str = KEY, **changed: object) -> Reply:
        """createPaymentLink; a field changed to None is left out."""
        body = {"amount": "10.00", "currency": "USD", "email": EMAIL, "ref": "KD-7F3KQ", "redirectUrl": ""} | changed
        sent = {name: value for name, value in body.items() if value is not None}
        headers = {"x_api_key": key, "content_type": "application/json"}
        return self.ask("POST", "/wallet/createPaymentLink", json.dumps(sent).encode(), **headers)

    def form(self, link_id: str, action: str, lang: str = "en", **headers: str) -> Reply:
        """A button of the pay page."""
        headers = {"content_type": "application/x-www-form-urlencoded", "origin": f"http://{self.host}"} | headers
        return self.ask("POST", f"/pay/{link_id}?lang={lang}", urlencode({"action": action}).encode(), **headers)


@pytest.fixture(scope="session")
def running_server() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def server(running_server: PracticeServer) -> Iterator[PracticeServer]:
    yield running_server
    running_server.faults = None
    running_server.webhook_url = None


@pytest.fixture
def browser(server: PracticeServer) -> Browser:
    return Browser(server)


@pytest.fixture
def browse() -> Callable[[PracticeServer], Browser]:
    """For a test that starts its own server."""
    return Browser
