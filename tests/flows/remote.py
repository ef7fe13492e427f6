"""A bucket on this machine, and remote folders of every kind."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

KINDS = ("s3", "memory", "local")


@contextmanager
def bucket() -> Iterator[str]:
    """The address of an empty bucket, served on loopback while the context lasts; the environment leads there."""
    import boto3
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_REGION", "us-east-1")
        patch.setenv("AWS_ALLOW_HTTP", "true")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="consultation")
        try:
            yield "s3://consultation"
        finally:
            server.stop()


def new_folder(kind: str, bucket_url: str, tmp_path: Path) -> str:
    """The address of a folder that is not there yet."""
    name = uuid.uuid4().hex
    return {"s3": f"{bucket_url}/{name}", "memory": f"memory://{name}", "local": f"local://{tmp_path}/{name}"}[kind]
