"""Who may import whom: the contracts of pyproject.toml, and lists of what ui, hub and the rest may see at all."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]

UI_MAY_SEE = {
    "services.actions", "services.session", "services.settings", "services.records", "services.entries",
    "services.cases", "services.docket", "services.position", "services.identifiers", "services.wording",
    "services.clock", "services.errors",
}  # fmt: skip
HUB_MAY_SEE = {
    "services.hub", "services.sync", "services.cases", "services.records", "services.entries", "services.docket",
    "services.position", "services.law", "services.identifiers", "services.wording", "services.clock",
    "services.errors",
}  # fmt: skip
KIND_MAY_SEE = {
    "services.records", "services.entries", "services.docket", "services.position", "services.law",
    "services.identifiers", "services.wording", "services.clock", "services.errors",
}  # fmt: skip


@cache
def imports() -> grimp.ImportGraph:
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return grimp.build_graph("services", "ui", include_external_packages=True, cache_dir=None)


def within(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def strangers(importers: str, allowed: set[str]) -> list[str]:
    """Imports from `importers` into services that are not on the list."""
    graph = imports()
    return [
        f"{module} imports {seen}"
        for module in sorted(graph.modules)
        if within(module, {importers})
        for seen in sorted(graph.find_modules_directly_imported_by(module))
        if within(seen, {"services"}) and not within(seen, allowed)
    ]


def importers_of(package: str) -> set[str]:
    graph = imports()
    return {
        module
        for module in graph.modules
        if any(within(seen, {package}) for seen in graph.find_modules_directly_imported_by(module))
    }


def test_every_contract_of_the_house_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert not broken, capsys.readouterr().out


def test_the_contracts_bite_when_floors_are_turned_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    turned = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    turned = turned.replace('    "entries",\n    "docket",\n', '    "docket",\n    "entries",\n')
    turned = turned.replace('    "records",\n', "").replace(
        '    "errors",\n', '    "errors",\n    "records",\n'
    )
    config = tmp_path / "pyproject.toml"
    config.write_text(turned, encoding="utf-8")
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(config), no_cache=True)
    assert "services.records is not allowed to import services.errors" in capsys.readouterr().out


def test_ui_sees_values_and_actions_only() -> None:
    assert strangers("ui", UI_MAY_SEE) == []


def test_hub_shares_only_messages_and_values_with_the_terminal() -> None:
    assert strangers("services.hub", HUB_MAY_SEE) == []
    assert not {m for m in importers_of("services.sync.client") if within(m, {"services.hub"})}


def test_a_kind_never_names_a_document() -> None:
    assert strangers("services.records.kinds", KIND_MAY_SEE) == []


def test_nobody_imports_the_program_itself() -> None:
    assert importers_of("main") == set()


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("PySide6", {"ui"}),
        (
            "sqlcipher3",
            {"services.store", "services.hub.store"},
        ),  # the terminal's vault, the hub's embedded store
        ("sqlalchemy", {"services.hub"}),
        ("starlette", {"services.hub"}),
        ("uvicorn", {"services.hub"}),
        ("httpx", {"services.sync.client"}),
        ("http_message_signatures", {"services.sync.signatures"}),
        ("reportlab", {"services.documents"}),
        ("cryptography", {"services"}),
        ("serial", {"services"}),
    ],
)
def test_a_foreign_package_has_its_home(package: str, homes: set[str]) -> None:
    found = importers_of(package)
    assert found
    assert [module for module in sorted(found) if not within(module, homes)] == []


def test_templates_do_not_know_each_other() -> None:
    graph = imports()
    folder = "services.documents.templates"
    crossing = [
        f"{module} imports {seen}"
        for module in sorted(graph.modules)
        if module.startswith(folder + ".")
        for seen in sorted(graph.find_modules_directly_imported_by(module))
        if seen.startswith(folder + ".")
    ]
    assert crossing == []
