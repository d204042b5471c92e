"""Where documents are kept: a folder of our own, or a service that speaks S3."""

import os
from pathlib import Path
from typing import Any

FOLDER = "django.core.files.storage.FileSystemStorage"


def documents(var: Path, *, testing: bool) -> dict[str, Any]:
    """Of Django's STORAGES. Never below an address: documents leave through their door only."""
    if testing:
        return {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    if bucket := os.environ.get("HUISWAARTS_S3_BUCKET"):
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": s3(bucket)}
    return {
        "BACKEND": FOLDER,
        "OPTIONS": {
            "location": var / "documents",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def s3(bucket: str) -> dict[str, Any]:
    return {
        "bucket_name": bucket,
        "endpoint_url": os.environ.get("HUISWAARTS_S3_URL") or None,
        "region_name": os.environ.get("HUISWAARTS_S3_REGION") or None,
        "access_key": os.environ.get("HUISWAARTS_S3_KEY") or None,
        "secret_key": os.environ.get("HUISWAARTS_S3_SECRET") or None,
        "default_acl": None,  # the bucket decides, and it is private
        "querystring_auth": True,
        "file_overwrite": False,
        "object_parameters": {"ContentType": "application/octet-stream"},
    }
