"""Asks an OpenAI-compatible endpoint, and never fails because of it: whatever it does is an outcome.

The endpoint is slow, down, wrong or hostile until proved otherwise. Every question has a time limit, all of them
together have one, an answer has a size limit, and a redirection is not followed, so that words go to no other host.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, ValidationError

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletionMessageParam

logger = logging.getLogger(__name__)

CONCURRENCY = 4
"""Questions at once: enough to hide waiting, few enough for a model on one graphics card."""

MAX_RETRIES = 2
"""The client's own, with growing pauses, after a lost connection, too many requests or an error of the server."""

MAX_ANSWER_BYTES = 200_000
"""A label with the envelope around it has a few hundred; a reasoning model writes some thousands more."""

INSTALL = "pip install 'underheard[llm]'"

SLOW = "not answered in time"
NO_CONNECTION = "no connection"
UNREADABLE = "no readable answer"

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NO_KEY = "none"
"""What is sent as key where none is configured; without one the client would take OPENAI_API_KEY from the environment
and send it to whatever host is configured."""


def _check_url(url: str) -> str:
    hint = "Write an http or https address without login and query, such as http://localhost:8000/v1."
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"this is no usable address. {hint}")  # it is not repeated: it may hold a password
    return url


def _check_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("this is no name of an environment variable. Write its name, never the key itself.")
    return name


@dataclass(frozen=True)
class LlmLabelSettings:
    """The endpoint that is asked for labels. The key itself is never configured, only where it is.

    `timeout_seconds` is for one topic, retries included; `max_seconds` for all topics together. `max_topics` are asked
    about at most, the largest ones.
    """

    base_url: Annotated[str, AfterValidator(_check_url)]
    model: Annotated[str, Field(min_length=1)]
    api_key_env: Annotated[str, AfterValidator(_check_name)] | None = None
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 30
    max_seconds: Annotated[float, Field(gt=0, le=7200)] = 300
    max_topics: Annotated[int, Field(ge=1)] = 200


@dataclass(frozen=True)
class Question:
    """What is sent about one topic."""

    instructions: str
    data: str

    def messages(self) -> list[ChatCompletionMessageParam]:
        """As the chat interface takes it; the data never share a message with the instructions."""
        return [{"role": "system", "content": self.instructions}, {"role": "user", "content": self.data}]


@dataclass(frozen=True)
class Failure:
    """Why there is no answer, in words that hold nothing of the answer."""

    reason: str


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    """The part of an answer that is used; the rest may be anything."""

    choices: Annotated[list[_Choice], Field(min_length=1)]


def has_client() -> bool:
    """Whether the optional package is installed."""
    return find_spec("openai") is not None


def has_key(api_key_env: str) -> bool:
    """Whether the environment variable that should hold the key holds anything."""
    return bool(os.environ.get(api_key_env, "").strip())


def ask(questions: Mapping[int, Question], settings: LlmLabelSettings) -> dict[int, str | Failure]:
    """What the model said to each question, or why there is nothing; blocks for `max_seconds` at most."""
    if not questions:
        return {}
    try:
        outcomes = asyncio.run(_ask_all(questions, settings))
    except Exception as error:  # of the client before it asks, such as over a proxy that the environment names
        logger.warning("no question could be asked: %s", type(error).__name__)
        return dict.fromkeys(questions, Failure(NO_CONNECTION))
    return {key: outcomes.get(key, Failure(SLOW)) for key in questions}


async def _ask_all(questions: Mapping[int, Question], settings: LlmLabelSettings) -> dict[int, str | Failure]:
    """The outcomes that there are when the time for all of them is over."""
    outcomes: dict[int, str | Failure] = {}
    free = asyncio.Semaphore(CONCURRENCY)

    async def ask_one(key: int, question: Question) -> None:
        async with free:
            outcomes[key] = await _outcome(client, question, settings)

    async with _client(settings) as client:
        with suppress(TimeoutError):
            async with asyncio.timeout(settings.max_seconds), asyncio.TaskGroup() as tasks:
                for key, question in questions.items():
                    tasks.create_task(ask_one(key, question))
    return outcomes


def _client(settings: LlmLabelSettings) -> AsyncOpenAI:
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient

    key = os.environ.get(settings.api_key_env, "").strip() if settings.api_key_env else ""
    return AsyncOpenAI(
        base_url=settings.base_url,
        api_key=key or _NO_KEY,
        timeout=settings.timeout_seconds,
        max_retries=MAX_RETRIES,
        http_client=DefaultAsyncHttpxClient(follow_redirects=False),
    )


async def _outcome(client: AsyncOpenAI, question: Question, settings: LlmLabelSettings) -> str | Failure:
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    try:
        # The client's own limit is for a single read: a server that drips bytes would be waited for without end.
        async with asyncio.timeout(settings.timeout_seconds):
            body = await _body(client, question, settings.model)
        return _Completion.model_validate_json(body).choices[0].message.content
    except (TimeoutError, APITimeoutError):
        return Failure(SLOW)
    except APIStatusError as error:
        return Failure(f"HTTP {error.status_code}")
    except APIConnectionError:
        return Failure(NO_CONNECTION)
    except ValidationError:
        return Failure(UNREADABLE)
    except Exception as error:  # a server's garbage makes the libraries below raise anything; each means the same
        logger.info("an answer could not be read: %s", type(error).__name__)
        return Failure(UNREADABLE)


async def _body(client: AsyncOpenAI, question: Question, model: str) -> bytes:
    """The answer as it came.

    Only what every compatible server knows is sent: some refuse a temperature, a length or a format.

    Raises:
        ValueError: It is larger than `MAX_ANSWER_BYTES`.
    """
    body = bytearray()
    async with client.chat.completions.with_streaming_response.create(
        model=model, messages=question.messages()
    ) as response:
        async for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MAX_ANSWER_BYTES:
                raise ValueError(f"an answer of more than {MAX_ANSWER_BYTES} bytes")
    return bytes(body)
