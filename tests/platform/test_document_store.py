"""Where documents are: a folder that nobody else reads, or a service that speaks S3."""

import stat

import boto3
import pytest
from moto.server import ThreadedMotoServer

from huiswaarts.casework.cases.files import store
from huiswaarts.config.storage import documents

DATA = b"Kanarie\n" * 1000
FOR_TESTS = "for-tests"


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    monkeypatch.delenv("HUISWAARTS_S3_BUCKET", raising=False)
    place = documents(tmp_path, testing=False)
    settings.STORAGES = settings.STORAGES | {"documents": place}
    return tmp_path / "documents"


@pytest.fixture(scope="module")
def service():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(service, settings, monkeypatch, tmp_path):
    for name, value in (
        ("BUCKET", "documenten"), ("URL", service), ("REGION", "eu-west-1"), ("KEY", FOR_TESTS),
        ("SECRET", FOR_TESTS),
    ):  # fmt: skip
        monkeypatch.setenv(f"HUISWAARTS_S3_{name}", value)
    client = boto3.client(
        "s3", endpoint_url=service, region_name="eu-west-1", aws_access_key_id=FOR_TESTS,
        aws_secret_access_key=FOR_TESTS,
    )  # fmt: skip
    where = {"LocationConstraint": "eu-west-1"}
    if not client.list_buckets()["Buckets"]:
        client.create_bucket(Bucket="documenten", CreateBucketConfiguration=where)
    place = documents(tmp_path, testing=False)
    settings.STORAGES = settings.STORAGES | {"documents": place}
    return client


def test_in_a_folder_nobody_else_reads_it(folder):
    key = store.keep(DATA)
    assert store.fetch(key, sha256=store.print_of(DATA)) == DATA
    path = folder / key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("place", [0, 17, 7999])
def test_a_flipped_byte_on_disk_is_seen(folder, place):
    key = store.keep(DATA)
    raw = bytearray((folder / key).read_bytes())
    raw[place] ^= 4
    (folder / key).write_bytes(raw)
    with pytest.raises(store.DamagedFileError):
        store.fetch(key, sha256=store.print_of(DATA))


def test_half_a_file_is_seen(folder):
    key = store.keep(DATA)
    (folder / key).write_bytes(DATA[:4000])
    with pytest.raises(store.DamagedFileError):
        store.fetch(key, sha256=store.print_of(DATA))


def test_a_disk_that_takes_nothing_is_said(folder, monkeypatch):
    folder.write_text("no folder")
    with pytest.raises(store.StoreError):
        store.keep(DATA)


def test_no_two_have_one_key(folder):
    assert len({store.keep(b"x") for _ in range(50)}) == 50


def test_in_a_service_the_same(bucket):
    key = store.keep(DATA)
    assert store.fetch(key, sha256=store.print_of(DATA)) == DATA
    told = bucket.get_object(Bucket="documenten", Key=key)
    assert told["Body"].read() == DATA
    assert told["ContentType"] == "application/octet-stream"
    grants = bucket.get_object_acl(Bucket="documenten", Key=key)["Grants"]
    assert not [one for one in grants if "URI" in one["Grantee"]]
    store.drop(key)
    with pytest.raises(store.StoreError):
        store.fetch(key, sha256=store.print_of(DATA))


def test_there_too_a_flipped_byte_is_seen(bucket):
    key = store.keep(DATA)
    bucket.put_object(Bucket="documenten", Key=key, Body=b"k" + DATA[1:])
    with pytest.raises(store.DamagedFileError):
        store.fetch(key, sha256=store.print_of(DATA))


def test_a_service_that_is_not_there_is_said(bucket, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("HUISWAARTS_S3_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings.STORAGES = settings.STORAGES | {"documents": documents(tmp_path, testing=False)}
    with pytest.raises(store.StoreError):
        store.keep(DATA)
    with pytest.raises(store.StoreError):
        store.fetch("aa/bb", sha256="x")


def test_in_tests_nothing_is_left_behind(tmp_path):
    assert "InMemory" in documents(tmp_path, testing=True)["BACKEND"]
