"""Whatever an endpoint does, it is an outcome, in time; and the key goes nowhere but into one header."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError

import flows.llm_client
from flows.llm_client import (
    CONCURRENCY,
    MAX_ANSWER_BYTES,
    NO_CONNECTION,
    SLOW,
    UNREADABLE,
    Failure,
    LlmLabelSettings,
    Question,
    ask,
)
from tests.flows.llm_endpoint import Endpoint, Reply, content, serving

KEY = "geheim-4711"
VARIABLE = "TEST_LABELS_KEY"
QUESTION = Question("Name the topic.", "<topic>\nالماء قليل წყალი აღარ მოდის\n</topic>")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(flows.llm_client, "MAX_RETRIES", 1)
    with serving() as endpoint:
        yield endpoint


def settings(endpoint: Endpoint, **changes: object) -> LlmLabelSettings:
    document = {"base_url": endpoint.url, "model": "small", "timeout_seconds": 5, "max_seconds": 10, **changes}
    return TypeAdapter(LlmLabelSettings).validate_python(document)


def outcome(endpoint: Endpoint, **changes: object) -> str | Failure:
    return ask({7: QUESTION}, settings(endpoint, **changes))[7]


def test_an_answer_is_what_the_model_wrote(endpoint: Endpoint) -> None:
    endpoint.behave = lambda *_: content('{"label": "Café — été"}')
    assert outcome(endpoint) == '{"label": "Café — été"}'


def test_what_is_sent_is_the_model_and_two_messages_and_nothing_else(endpoint: Endpoint) -> None:
    outcome(endpoint)
    (request,) = endpoint.requests
    assert request.path == "/v1/chat/completions"
    assert request.document == {
        "model": "small",
        "messages": [
            {"role": "system", "content": QUESTION.instructions},
            {"role": "user", "content": QUESTION.data},
        ],
    }
    assert "الماء قليل წყალი აღარ მოდის" in request.body.decode()


def test_the_key_is_in_one_header_only(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, f"{KEY}\n")
    caplog.set_level(logging.DEBUG)
    outcome(endpoint, api_key_env=VARIABLE)
    (request,) = endpoint.requests
    assert request.headers.pop("authorization") == f"Bearer {KEY}"
    assert KEY not in str(request.headers) + request.body.decode() + caplog.text
    assert KEY not in repr(settings(endpoint, api_key_env=VARIABLE))


def test_a_key_for_another_service_in_the_environment_is_not_sent(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_ADMIN_KEY", KEY)
    outcome(endpoint)
    assert KEY not in str(endpoint.requests[0].headers)


def test_what_is_sent_and_answered_is_not_logged(endpoint: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint.behave = lambda *_: content("ein Geständnis")
    outcome(endpoint)
    endpoint.behave = lambda *_: Reply("ein Geständnis".encode(), status=400)
    outcome(endpoint)
    ours = [record.getMessage() for record in caplog.records if record.name.split(".")[0] in {"flows", "openai"}]
    assert "Geständnis" not in caplog.text
    assert not [message for message in ours if "წყალი" in message]


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_an_error_of_the_endpoint_is_told_by_its_number(status: int, endpoint: Endpoint) -> None:
    endpoint.behave = lambda *_: Reply(b'{"error": {"message": "geheim"}}', status=status)
    assert outcome(endpoint) == Failure(f"HTTP {status}")
    assert len(endpoint.requests) == (2 if status in {429, 500, 503} else 1)


def test_an_endpoint_that_recovers_is_asked_again(endpoint: Endpoint) -> None:
    endpoint.behave = lambda _request, number: Reply(status=503) if number == 0 else content("later")
    assert outcome(endpoint) == "later"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(hangs=True),
        Reply(content("slow").body, pause_seconds=0.1),
        Reply(status=429, headers={"Retry-After": "60"}),
    ],
    ids=["never answers", "drips", "asks to come back in a minute"],
)
def test_a_slow_endpoint_is_left_when_the_time_is_over(reply: Reply, endpoint: Endpoint) -> None:
    endpoint.behave = lambda *_: reply
    started = time.monotonic()
    assert outcome(endpoint, timeout_seconds=0.4) == Failure(SLOW)
    assert time.monotonic() - started < 3


def test_all_questions_together_have_a_time_limit_and_what_came_before_it_counts(endpoint: Endpoint) -> None:
    endpoint.behave = lambda _request, number: content("first") if number == 0 else Reply(hangs=True)
    started = time.monotonic()
    outcomes = ask(dict.fromkeys(range(12), QUESTION), settings(endpoint, timeout_seconds=60, max_seconds=0.6))
    assert time.monotonic() - started < 4
    assert sorted(outcomes) == list(range(12))
    assert [each for each in outcomes.values() if each != Failure(SLOW)] == ["first"]


def test_no_more_questions_are_open_at_once_than_allowed(endpoint: Endpoint) -> None:
    endpoint.behave = lambda *_: replace(content("x"), pause_seconds=0.002)
    assert set(ask(dict.fromkeys(range(10), QUESTION), settings(endpoint)).values()) == {"x"}
    assert 1 < endpoint.most_open <= CONCURRENCY


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe",
        b"<html>busy</html>",
        b"[1, 2]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": 7}}]}',
        b'{"error": "x"}',
        b'{"choices": [{"text": "x"}]}',
        b"[" * 100_000,
    ],
)
def test_garbage_is_no_answer(body: bytes, endpoint: Endpoint) -> None:
    endpoint.behave = lambda *_: Reply(body, headers={"Content-Type": "application/json"})
    assert outcome(endpoint) == Failure(UNREADABLE)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"not zipped", headers={"Content-Encoding": "gzip"}),
        Reply(b'{"choices": [', claimed_length=5_000),
        content("x" * MAX_ANSWER_BYTES),
    ],
    ids=["wrong encoding", "cut off", "too large"],
)
def test_an_answer_that_cannot_be_read_whole_is_none(reply: Reply, endpoint: Endpoint) -> None:
    endpoint.behave = lambda *_: reply
    assert outcome(endpoint) == Failure(UNREADABLE)


@pytest.mark.parametrize("status", [301, 307, 308])
def test_words_do_not_follow_a_redirection_to_another_host(status: int, endpoint: Endpoint) -> None:
    with serving() as other:
        endpoint.behave = lambda *_: Reply(status=status, headers={"Location": f"{other.url}/chat/completions"})
        assert outcome(endpoint) == Failure(f"HTTP {status}")
        assert other.requests == []


@pytest.mark.usefixtures("endpoint")
def test_an_endpoint_that_is_not_there_is_told() -> None:
    with serving() as gone:
        pass
    assert outcome(gone) == Failure(NO_CONNECTION)


def test_without_a_question_nobody_is_asked(endpoint: Endpoint) -> None:
    assert ask({}, settings(endpoint)) == {}
    assert endpoint.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/v1",
        "localhost:8000/v1",
        "http://",
        "http://me:geheim@host/v1",
        "https://geheim@host/v1",
        "https://host/v1?key=geheim",
        "https://host/v1#geheim",
        "http://[::1/v1",
        "http://host:99999/v1",
        "",
    ],
)
def test_an_address_that_cannot_be_used_or_holds_a_secret_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ValidationError, match="this is no usable address") as raised:
        TypeAdapter(LlmLabelSettings).validate_python({"base_url": url, "model": "small"})
    assert "geheim" not in json.dumps([error["msg"] for error in raised.value.errors()])


@pytest.mark.parametrize("url", ["http://localhost:8000/v1", "https://llm.example.org/api/v1/", "http://[::1]:8000"])
def test_an_http_address_is_accepted(url: str) -> None:
    assert TypeAdapter(LlmLabelSettings).validate_python({"base_url": url, "model": "small"}).base_url == url


def test_a_proxy_that_cannot_be_used_is_no_connection(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "socks9://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    assert outcome(endpoint) == Failure(NO_CONNECTION)
    assert endpoint.requests == []
