"""Our own PostgreSQL: really made, started, stopped, and found again after a crash."""

import os
import shutil
import signal
import socket
import stat
import time
from contextlib import suppress

import psycopg
import pytest

from huiswaarts.doors.console import cluster as clusters
from huiswaarts.doors.console.cluster import RUNNING, STARTED, Cluster, ClusterError
from huiswaarts.foundation.common import environment
from tests.ports import free_port


@pytest.fixture
def cluster():
    # not in pytest's own folder: that one is closed to the user that runs the server
    made = Cluster(environment.data_folder() / f"cluster-{os.getpid()}", free_port())
    yield made
    clusters.stop(made)
    shutil.rmtree(made.folder, ignore_errors=True)


def connect(cluster, role="hw_app", password=None, **told):
    password = password or environment.read_secrets(cluster.folder)[role]
    place = {"host": "127.0.0.1", "port": cluster.port, "dbname": "huiswaarts", **told}
    return psycopg.connect(user=role, password=password, connect_timeout=5, **place)


def kill_outright(cluster):
    pid = clusters.running_pid(cluster)
    children = [
        int(p.name)
        for p in clusters.Path("/proc").iterdir()
        if p.name.isdecimal() and parent_of(p) == pid
    ]
    for number in [pid, *children]:
        with suppress(ProcessLookupError):  # one that just ended by itself
            os.kill(number, signal.SIGKILL)
    while clusters.running_pid(cluster) is not None:
        time.sleep(0.05)
    time.sleep(0.3)


def parent_of(entry):
    try:
        return int((entry / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return None


@pytest.mark.slow
def test_made_started_found_and_stopped(cluster):
    assert not clusters.stop(cluster)
    assert clusters.start(cluster) == STARTED
    assert clusters.start(cluster) == RUNNING
    with connect(cluster, "hw_admin") as link:
        assert link.execute("show data_checksums").fetchone() == ("on",)
        assert link.execute("show listen_addresses").fetchone() == ("127.0.0.1",)
        assert link.execute("show unix_socket_directories").fetchone() == ("",)
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    assert clusters.stop(cluster)
    assert not clusters.stop(cluster)
    assert clusters.running_pid(cluster) is None


@pytest.mark.slow
def test_nobody_comes_in_without_the_password_and_the_app_role_makes_nothing(cluster):
    clusters.start(cluster)
    for role in ("hw_admin", "hw_owner", "hw_app"):
        with pytest.raises(psycopg.OperationalError):
            connect(cluster, role, password="guess")
    with connect(cluster) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute("create table x (i int)")
    with connect(cluster, "hw_owner") as link:
        link.execute("create table x (i int)")
        link.execute("create function f() returns int language sql as 'select 1'")
    with connect(cluster) as link:
        link.execute("insert into x values (1)")
        link.execute("update x set i = 2")
        link.commit()
        for words in ("delete from x", "truncate x", "select f()", "create temporary table y ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                link.execute(words)
            link.rollback()


@pytest.mark.slow
def test_after_a_crash_it_starts_again_with_the_data(cluster):
    clusters.start(cluster)
    with connect(cluster, "hw_owner") as link:
        link.execute("create table kept (i int)")
    kill_outright(cluster)
    assert (cluster.data / "postmaster.pid").exists()
    # the number in the file belongs to another program by now: this one
    lines = (cluster.data / "postmaster.pid").read_text("utf-8").splitlines()
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert clusters.running_pid(cluster) is None
    assert clusters.start(cluster) == STARTED
    with connect(cluster) as link:
        assert link.execute("select count(*) from kept").fetchone() == (0,)


@pytest.mark.slow
def test_another_port_than_the_one_it_runs_on(cluster):
    clusters.start(cluster)
    with pytest.raises(ClusterError, match=str(cluster.port)):
        clusters.start(Cluster(cluster.folder, free_port()))


def test_a_taken_port_is_said_before_anything_is_made(cluster):
    with socket.socket() as other:
        other.bind(("127.0.0.1", cluster.port))
        other.listen()
        with pytest.raises(ClusterError, match="al in gebruik"):
            clusters.start(cluster)
    assert not cluster.data.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="root runs PostgreSQL as another user")
def test_root_is_told_that_a_closed_folder_will_not_do(tmp_path, cluster):
    (tmp_path / "closed").mkdir(mode=0o700)
    with pytest.raises(ClusterError, match="dicht"):
        clusters.start(Cluster(tmp_path / "closed" / "var", cluster.port))


def test_an_old_or_half_server_is_passed_over(monkeypatch, tmp_path):
    for version, names in {"14": clusters.NEEDED, "16": ("psql",), "17": clusters.NEEDED}.items():
        folder = tmp_path / "postgresql" / version / "bin"
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).touch()
    monkeypatch.setattr(clusters, "SYSTEM", (tmp_path, "postgresql/*/bin"))
    assert clusters.system_binaries() == [tmp_path / "postgresql" / "17" / "bin"]


def test_a_demo_that_was_killed_leaves_its_cluster_to_the_next(cluster):
    assert not clusters.abandoned(cluster)
    clusters.note_owner(cluster)
    assert clusters.owned(cluster)
    assert not clusters.abandoned(cluster)
    cluster.owner_note.write_text("4194303 1", "utf-8")  # nobody's number
    assert clusters.abandoned(cluster)
    cluster.owner_note.write_text(f"{os.getpid()} 1", "utf-8")  # used again
    assert clusters.abandoned(cluster)
    assert not clusters.owned(cluster)
