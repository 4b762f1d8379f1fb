"""院内地址服务: an address is asked of the service the court names in 设置, in clear, only when an officer says so.

Nothing else of the program calls it: at a door no address leaves the tablet. Without a service in 设置 it is off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from services.actions import preferences
from services.actions.placing import Found
from services.errors import BadInput, FieldworkError
from services.position import china, datum
from services.position.fix import BadPosition
from services.position.tiles import Datum
from services.session import Session
from services.settings import GEOCODER, GEOCODER_DATUM, GEOCODER_KIND

__all__ = ["Found", "NoAnswer", "Service", "ask", "service"]

MOST = 5
PATIENCE_S = 8


class NoAnswer(FieldworkError):
    """The service did not answer, or not in the way it should."""

    message = "地址服务没有回应，没有标上。请检查网络和“设置”里的网址，或在地图上点。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The court's own address service: its address, its interface and the datum it answers in."""

    scheme: str
    domain: str
    kind: Literal["nominatim", "photon"]
    datum: Datum


def service(session: Session) -> Service | None:
    """The service that 设置 names, None where there is none. Raises BadInput for an address that is none."""
    text = str(preferences.get(session, GEOCODER)).strip()
    if not text:
        return None
    parts = urlsplit(text if "://" in text else f"https://{text}")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise BadInput("设置里的地址服务网址不对，没有查。请写成 http://10.22.1.8:8080 的样子。")
    return Service(
        scheme=parts.scheme,
        domain=parts.netloc + parts.path.rstrip("/"),
        kind=preferences.get(session, GEOCODER_KIND),
        datum=preferences.get(session, GEOCODER_DATUM),
    )


def ask(named: Service, address: str) -> tuple[Found, ...]:
    """What the service knows of an address, its best answers first; goes to that host alone, past every proxy.

    Belongs on the network's lane. Raises NoAnswer.
    """
    from geopy.exc import GeopyError  # noqa: PLC0415  93 ms to import, and only this question needs it

    try:
        answers = _geocoder(named).geocode(address, exactly_one=False, **_options(named)) or ()
        found = [_found(named, answer) for answer in answers]
    except (GeopyError, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise NoAnswer from error
    return tuple(f for f in found if f is not None)


def _geocoder(named: Service) -> Any:
    from geopy.geocoders import Nominatim, Photon  # noqa: PLC0415  as above

    chosen = Nominatim if named.kind == "nominatim" else Photon
    return chosen(
        domain=named.domain, scheme=named.scheme, user_agent="court-fieldwork", timeout=PATIENCE_S, proxies={}
    )


def _options(named: Service) -> dict[str, Any]:
    return {"limit": MOST, "language": "zh"} if named.kind == "nominatim" else {"limit": MOST}


def _found(named: Service, answer: Any) -> Found | None:
    """An answer in WGS-84; one that lies outside China is none."""
    latitude, longitude = float(answer.latitude), float(answer.longitude)
    if named.datum == "gcj02":
        latitude, longitude = datum.to_wgs84(latitude, longitude)
    try:
        china.checked(latitude, longitude)
    except BadPosition:
        return None
    return Found(
        latitude=latitude, longitude=longitude, way="service", source=f"{named.domain}：{answer.address}"
    )
