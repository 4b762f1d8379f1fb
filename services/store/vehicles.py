"""册上车辆: the plates of the docket's cars and the cases they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from services.store.driver import guarded
from services.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleRow:
    """A vehicle of the docket and the case it stands in."""

    plate: str
    number: str
    property_id: str
    vin: str
    brand: str
    owner: str


def plates(vault: Vault) -> dict[str, tuple[VehicleRow, ...]]:
    """Every plate of the docket with its vehicles, live cases first."""
    found: dict[str, list[VehicleRow]] = {}
    for row in _rows(vault, "plate <> ''", []):
        found.setdefault(row.plate, []).append(row)
    return {plate: tuple(vehicles) for plate, vehicles in found.items()}


def of_plate(vault: Vault, plate: str) -> tuple[VehicleRow, ...]:
    """The vehicles with this plate, as the docket writes it; live cases first."""
    return tuple(_rows(vault, "plate = ?", [plate]))


def _rows(vault: Vault, where: str, values: list[str]) -> list[VehicleRow]:
    with guarded():
        rows = vault.db.execute(
            "SELECT plate, number, property, vin, brand, owner FROM docket_vehicle JOIN docket_case USING (id)"
            f" WHERE {where} ORDER BY live DESC, year DESC, serial DESC",
            values,
        ).fetchall()
    return [
        VehicleRow(plate=plate, number=number, property_id=property_id, vin=vin, brand=brand, owner=owner)
        for plate, number, property_id, vin, brand, owner in rows
    ]


def live_bodies(vault: Vault) -> tuple[bytes, ...]:
    """The written form of every live case that has a car; a case becomes a value where the screen does not wait."""
    with guarded():
        rows = vault.db.execute(
            "SELECT body FROM docket_body JOIN docket_case USING (id) WHERE live = 1 AND vehicles > 0 ORDER BY year, serial"
        ).fetchall()
    return tuple(row[0] for row in rows)
