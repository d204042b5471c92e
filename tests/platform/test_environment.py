"""The data folder and the secrets in it."""

import json
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from huiswaarts.config import database
from huiswaarts.foundation.common import environment


def test_secrets_are_made_once_and_readable_by_nobody_else(tmp_path):
    folder = tmp_path / "new"
    first = environment.ensure_secrets(folder)
    assert set(first) == {"hw_admin", "hw_owner", "hw_app", "secret_key"}
    assert len(set(first.values())) == 4
    assert min(map(len, first.values())) >= 40
    assert stat.S_IMODE((folder / "secrets.json").stat().st_mode) == 0o600
    assert environment.ensure_secrets(folder) == first
    assert [p.name for p in folder.iterdir()] == ["secrets.json"]


def test_a_missing_secret_is_added_and_the_others_stay(tmp_path):
    first = environment.ensure_secrets(tmp_path)
    kept = {k: v for k, v in first.items() if k != "secret_key"}
    (tmp_path / "secrets.json").write_text(json.dumps(kept), "utf-8")
    second = environment.ensure_secrets(tmp_path)
    assert second["secret_key"] != first["secret_key"]
    assert {k: second[k] for k in kept} == kept


def test_the_data_folder_is_told_or_depends_on_who_runs_it(monkeypatch, tmp_path):
    monkeypatch.setenv("HUISWAARTS_VAR", str(tmp_path / "x"))
    assert environment.data_folder() == tmp_path / "x"
    monkeypatch.delenv("HUISWAARTS_VAR")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert environment.data_folder() == tmp_path / "var"
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert environment.data_folder() == Path("/var/lib/huiswaarts")


def test_the_app_role_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("HUISWAARTS_ROLE", raising=False)
    assert database.databases()["default"]["USER"] == "hw_app"
    monkeypatch.setenv("HUISWAARTS_ROLE", "owner")
    assert database.databases()["default"]["USER"] == "hw_owner"
    monkeypatch.setenv("HUISWAARTS_ROLE", "admin")
    with pytest.raises(ImproperlyConfigured):
        database.databases()


def test_a_whole_url_for_each_role(monkeypatch):
    app = "postgresql://app:p%40ss@db.example:6432/home?sslmode=verify-full"
    monkeypatch.setenv("HUISWAARTS_DATABASE_URL", app)
    monkeypatch.setenv("HUISWAARTS_OWNER_DATABASE_URL", "postgres://own:x@db.example/home")
    found = database.databases()["default"]
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "6432", "home")
    assert (found["USER"], found["PASSWORD"]) == ("app", "p@ss")
    assert found["OPTIONS"] == {
        "sslmode": "verify-full",
        "options": "-c jit=off -c plan_cache_mode=force_custom_plan",
        "server_side_binding": True,
        "prepare_threshold": 2,
    }
    monkeypatch.setenv("HUISWAARTS_ROLE", "owner")
    assert database.databases()["default"]["USER"] == "own"


def test_another_kind_of_database_is_refused(monkeypatch):
    monkeypatch.setenv("HUISWAARTS_DATABASE_URL", "sqlite:///home.db")
    with pytest.raises(ImproperlyConfigured):
        database.databases()


def test_only_a_server_keeps_a_pool(monkeypatch):
    assert "pool" not in database.databases()["default"]["OPTIONS"]
    monkeypatch.setenv("HUISWAARTS_POOL", "1")
    assert "pool" in database.databases()["default"]["OPTIONS"]
