"""What the environment says: the data folder, the port of the database and the secrets file.

Plain functions without Django, so that the settings and the console read the same thing.
"""

import json
import os
import secrets
from pathlib import Path

PG_PORT = 54329
PASSWORDS = ("hw_admin", "hw_owner", "hw_app")


def data_folder() -> Path:
    """Root gets a system folder: PostgreSQL runs as another user, who may not enter /root."""
    if told := os.environ.get("HUISWAARTS_VAR"):
        return Path(told).expanduser().resolve()
    return Path("/var/lib/huiswaarts") if os.geteuid() == 0 else Path.cwd() / "var"


def pg_port() -> int:
    return int(os.environ.get("HUISWAARTS_PG_PORT") or PG_PORT)


def bind() -> str:
    return os.environ.get("HUISWAARTS_BIND") or "127.0.0.1:8000"


def demo_mode() -> bool:
    return os.environ.get("HUISWAARTS_DEMO") == "1"


def read_secrets(folder: Path | None = None) -> dict[str, str]:
    """Every secret of this installation; empty when there are none yet."""
    path = (folder or data_folder()) / "secrets.json"
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}


def ensure_secrets(folder: Path | None = None) -> dict[str, str]:
    """Make the secrets that are missing; the file is never readable by anyone else."""
    folder = folder or data_folder()
    known = read_secrets(folder)
    wanted = {name: secrets.token_urlsafe(48) for name in (*PASSWORDS, "secret_key")} | known
    if wanted == known:
        return known
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"secrets.json.{os.getpid()}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(wanted, file, indent=1)
    fresh.replace(folder / "secrets.json")
    return wanted
