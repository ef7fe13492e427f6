"""Where a connection may go: not to this machine or a private network, by whatever way it is led there."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.polis.guarded_http import Limits, ServiceDown, download, is_public, shown
from tests.corpus.polis.report_server import Answer, serving

Entry = tuple[int, int, int, str, tuple[str, int]]
"""As `socket.getaddrinfo` gives it."""

LIMITS = Limits(connect_seconds=1, read_seconds=1, file_seconds=2)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104 - refused, not bound
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:192.168.1.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
    ],
)
def test_an_address_of_this_machine_or_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_this_machine_is_not_connected_to_without_permission(tmp_path: Path) -> None:
    with serving({"/table": [Answer("x")]}) as server:
        with pytest.raises(SourceError, match=r"127\.0\.0\.1: this host lies in a private network.*allow_hosts"):
            download(f"{server.address}/table", tmp_path / "table", limits=LIMITS)
        assert not server.asked
        download(f"{server.address}/table", tmp_path / "table", allow_hosts=["127.0.0.1"], limits=LIMITS)
    assert (tmp_path / "table").read_text("utf-8") == "x"


def test_a_redirection_to_this_machine_is_refused_without_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({"/secret": [Answer("secret")]}) as private, serving({}) as service:
        service.answers["/moved"] = [Answer(status=302, headers={"Location": f"{private.address}/secret"})]
        port = service.address.rpartition(":")[2]
        _resolve(monkeypatch, {"service.example": ["127.0.0.1"]})
        with pytest.raises(SourceError, match=r"127\.0\.0\.1: this host lies in a private network"):
            download(
                f"http://service.example:{port}/moved",
                tmp_path / "table",
                allow_hosts=["service.example"],
                limits=LIMITS,
            )
        assert service.asked["/moved"] == 1
        assert not private.asked


def test_a_name_that_turns_to_this_machine_after_it_was_looked_up_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    asked: list[str] = []
    connected: list[str] = []

    def rebinding(host: str, port: int, **_: object) -> list[Entry]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[min(len(asked), 2) - 1][0], port))]

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ServiceDown):
        download("http://rebind.example/table", tmp_path / "table", limits=LIMITS)
    with pytest.raises(SourceError, match="private network"):
        download("http://rebind.example/table", tmp_path / "table", limits=LIMITS)
    assert connected == ["93.184.216.34"]
    assert len(asked) == 2  # once for each download: what was judged is what is connected to


def test_of_several_addresses_of_a_name_only_public_ones_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    _resolve(monkeypatch, {"two.example": ["10.0.0.1", "93.184.216.34"]})
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ServiceDown):
        download("http://two.example/table", tmp_path / "table", limits=LIMITS)
    assert connected == ["93.184.216.34"]


@pytest.mark.parametrize("target", ["ftp://files.example/x", "file:///etc/passwd", "http://me:geheim@h.example/"])
def test_a_redirection_to_another_protocol_or_with_a_login_is_refused_and_not_repeated(
    tmp_path: Path, target: str
) -> None:
    answers = {"/moved": [Answer(status=301, headers={"Location": target})]}
    refusal = pytest.raises(SourceError, match="redirects to where nothing is read")
    with serving(answers) as server, refusal as refused:
        download(f"{server.address}/moved", tmp_path / "table", allow_hosts=["127.0.0.1"], limits=LIMITS)
    assert "geheim" not in str(refused.value)


def test_redirections_end(tmp_path: Path) -> None:
    answers = {"/round": [Answer(status=307, headers={"Location": "/round"})]}
    with serving(answers) as server, pytest.raises(SourceError, match="more than 5 redirections"):
        download(f"{server.address}/round", tmp_path / "table", allow_hosts=["127.0.0.1"], limits=LIMITS)
    assert server.asked["/round"] == 6


def test_a_redirection_on_the_same_server_is_followed(tmp_path: Path) -> None:
    with serving({"/old": [Answer(status=308, headers={"Location": "new"})], "/new": [Answer("上")]}) as server:
        download(f"{server.address}/old", tmp_path / "table", allow_hosts=["127.0.0.1"], limits=LIMITS)
    assert (tmp_path / "table").read_text("utf-8") == "上"


def test_an_address_in_a_message_shows_no_login_and_no_query() -> None:
    assert shown("https://me:geheim@pol.is/report/r1?token=geheim") == "https://pol.is/report/r1"


def _resolve(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    """Let these names resolve to these addresses."""

    def resolved(host: str, port: int, *_: object, **__: object) -> list[Entry]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names.get(host, [host])]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
