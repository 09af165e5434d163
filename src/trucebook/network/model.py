"""A language model, asked over HTTP: any server that speaks as OpenAI's does, or Ollama.

Source: spec/models.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from trucebook import __version__
from trucebook.network.connection import opened
from trucebook.network.faults import AddressRefused, NetworkFault
from trucebook.network.guard import Target, is_public, look_up, take_apart

SECONDS = 120.0
"""For the answer about one paragraph."""
MOST = 1_000_000
"""Bytes of an answer."""
LOCAL = "http://localhost:11434"
"""Where Ollama listens on a machine that has it."""
_FINE = 200
_CHUNK = 65_536

Speaks = Literal["openai", "ollama"]


@dataclass(frozen=True, slots=True)
class Model:
    """A model at an endpoint, and how it is spoken to. `key` is never shown."""

    name: str
    target: Target
    speaks: Speaks
    key: str = ""
    seconds: float = SECONDS

    @property
    def place(self) -> str:
        """The server, as it is told to a reader."""
        return self.target.host


class BadReply(Exception):
    """The server answered, with something that no answer of a model can be taken out of."""


def model_at(
    name: str,
    endpoint: str,
    key: str = "",
    seconds: float = SECONDS,
    numbers: Callable[[str, int], list[str]] = look_up,
) -> Model:
    """The model of a name at an endpoint, which the user names: it may be this machine.

    Errors: AddressRefused where words would go out to others in the clear.
    """
    target = take_apart(endpoint)
    if target.scheme == "http" and any(map(is_public, numbers(target.host, target.port))):
        raise AddressRefused(
            f"{endpoint} is out in the network, and everybody on the way could read the article: "
            "it has to be https"
        )
    path = target.path.partition("?")[0].rstrip("/")
    speaks: Speaks = "openai" if path.endswith("/v1") else "ollama"
    path += "/chat/completions" if speaks == "openai" else "/api/chat"
    whole = Target(target.scheme, target.host, target.port, path)
    return Model(name, whole, speaks, key, seconds)


def ask(
    model: Model,
    messages: list[dict[str, str]],
    schema: dict[str, Any],
    numbers: Callable[[str, int], list[str]] = look_up,
) -> str:
    """What a model answers, as it is: nothing is believed of it here.

    Errors: NetworkFault where the server cannot be asked; BadReply.
    """
    found = numbers(model.target.host, model.target.port)
    if not found:
        raise NetworkFault(f"no address is known for {model.place}")
    headers = {"Content-Type": "application/json", "User-Agent": f"trucebook/{__version__}"}
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    body = json.dumps(_body(model, messages, schema)).encode()
    with opened(model.target, found[0], model.seconds) as connection:
        connection.request("POST", model.target.path, body, headers)
        response = connection.getresponse()
        data = bytearray()
        while part := response.read(_CHUNK):
            data += part
            if len(data) > MOST:
                raise BadReply(f"the answer has more than {MOST:,} bytes")
        if response.status != _FINE:
            raise BadReply(f"the server answered {response.status} {response.reason}")
    return _words(model, bytes(data))


def _body(model: Model, messages: list[dict[str, str]], schema: dict[str, Any]) -> dict[str, Any]:
    body = {"model": model.name, "messages": messages, "stream": False}
    if model.speaks == "ollama":
        return body | {"format": schema, "options": {"temperature": 0}}
    form = {"name": "claims", "strict": True, "schema": schema}
    return body | {
        "temperature": 0,
        "response_format": {"type": "json_schema", "json_schema": form},
    }


def _words(model: Model, data: bytes) -> str:
    try:
        reply = json.loads(data)
        message = reply["message"] if model.speaks == "ollama" else reply["choices"][0]["message"]
        words = message["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        words = None
    if not isinstance(words, str):
        raise BadReply("the server's answer holds no message")
    return words
