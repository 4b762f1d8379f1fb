"""The court's own address service: asked only where 设置 names one, past every proxy, and wrong answers are said."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from services import settings
from services.actions import geocoding, preferences, unlocking
from services.actions.geocoding import NoAnswer, Service
from services.errors import BadInput
from services.position import datum
from services.session import Session
from tests.factories import NOW, SECRET
from tests.fixtures_window import Tablet

ADDRESS = "常山县天马街道定阳北路1号"
PLACE = (28.901462, 118.511235)


@dataclass
class Town:
    """A service on loopback: what it was asked, and what it answers."""

    status: int = 200
    body: bytes = b"[]"
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    port: int = 0

    @property
    def domain(self) -> str:
        return f"127.0.0.1:{self.port}"

    def named(self, kind: str = "nominatim", stated: str = "wgs84") -> Service:
        return Service(scheme="http", domain=self.domain, kind=kind, datum=stated)  # type: ignore[arg-type]


@pytest.fixture
def town() -> Iterator[Town]:
    """A real HTTP server with a thread of its own."""
    told = Town()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            told.asked.append((parts.path, parse_qs(parts.query)))
            self.send_response(told.status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def nominatim(*places: tuple[float, float]) -> bytes:
    rows = [
        {"lat": str(a), "lon": str(b), "display_name": f"{ADDRESS}，{n}"}
        for n, (a, b) in enumerate(places, 1)
    ]
    return json.dumps(rows).encode()


def photon(latitude: float, longitude: float) -> bytes:
    properties = {"name": "定阳北路1号", "city": "常山县", "country": "中国"}
    feature = {"geometry": {"coordinates": [longitude, latitude]}, "properties": properties}
    return json.dumps({"features": [feature]}).encode()


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    yield opened
    opened.vault.close()


def test_without_a_service_in_the_settings_there_is_none(session: Session) -> None:
    assert geocoding.service(session) is None


def test_the_service_of_the_settings_is_taken_with_its_port_and_path(session: Session) -> None:
    preferences.put(session, settings.GEOCODER, "http://10.22.1.8:8080/nominatim/")
    preferences.put(session, settings.GEOCODER_KIND, "photon")
    assert geocoding.service(session) == Service(
        scheme="http", domain="10.22.1.8:8080/nominatim", kind="photon", datum="wgs84"
    )


@pytest.mark.parametrize("text", ["ftp://10.22.1.8", "http://", "file:///etc/passwd", "http://a/?q="])
def test_an_address_that_is_none_is_said(session: Session, text: str) -> None:
    preferences.put(session, settings.GEOCODER, text)
    with pytest.raises(BadInput, match="网址不对"):
        geocoding.service(session)


def test_nominatim_is_asked_once_and_its_answers_come_back_in_order(town: Town) -> None:
    town.body = nominatim(PLACE, (28.95, 118.42))
    found = geocoding.ask(town.named(), ADDRESS)
    ((path, query),) = town.asked
    assert (path, query["q"]) == ("/search", [ADDRESS])
    assert [(f.latitude, f.longitude) for f in found] == [PLACE, (28.95, 118.42)]
    assert found[0].way == "service"
    assert found[0].source.startswith(f"{town.domain}：{ADDRESS}")


def test_photon_is_asked_in_its_own_way(town: Town) -> None:
    town.body = photon(*PLACE)
    (found,) = geocoding.ask(town.named("photon"), ADDRESS)
    ((path, query),) = town.asked
    assert (path, query["q"]) == ("/api", [ADDRESS])
    assert (found.latitude, found.longitude) == PLACE


def test_an_answer_in_the_shifted_datum_is_brought_to_wgs84(town: Town) -> None:
    town.body = nominatim(datum.to_gcj02(*PLACE))
    (found,) = geocoding.ask(town.named(stated="gcj02"), ADDRESS)
    assert (found.latitude, found.longitude) == pytest.approx(PLACE, abs=1e-7)


def test_an_address_it_does_not_know_gives_nothing(town: Town) -> None:
    assert geocoding.ask(town.named(), ADDRESS) == ()


def test_an_answer_outside_china_is_no_answer(town: Town) -> None:
    town.body = nominatim((48.85, 2.29), PLACE)
    assert [(f.latitude, f.longitude) for f in geocoding.ask(town.named(), ADDRESS)] == [PLACE]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b""),
        (404, b"not here"),
        (200, b"<html>"),
        (200, b'{"a": 1}'),
        (200, b'[{"lat": "x"}]'),
        (200, b"[3]"),
    ],
)
def test_a_service_that_fails_or_babbles_is_said_in_one_sentence(
    town: Town, status: int, body: bytes
) -> None:
    town.status, town.body = status, body
    with pytest.raises(NoAnswer, match="地址服务没有回应"):
        geocoding.ask(town.named(), ADDRESS)


def test_a_service_that_is_not_there_is_said(town: Town) -> None:
    gone = Service(scheme="http", domain="127.0.0.1:9", kind="nominatim", datum="wgs84")
    with pytest.raises(NoAnswer):
        geocoding.ask(gone, ADDRESS)


def test_no_proxy_of_the_environment_gets_to_see_the_address(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.body = nominatim(PLACE)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert geocoding.ask(town.named(), ADDRESS)
