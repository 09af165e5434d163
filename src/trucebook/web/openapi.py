"""What programs can ask, as an OpenAPI document, made from the pages themselves."""

from __future__ import annotations

from collections.abc import Sequence

from trucebook import __version__
from trucebook.export.to_json import Json
from trucebook.web.address import HASH
from trucebook.web.faults import SCHEMA as ERROR
from trucebook.web.filling import PLAIN
from trucebook.web.page import MOST_DAYS, NUMBER, Page

CLOCKS = {
    "on": "The day looked at: 2025-03-06, or today. Default: the last day on which a report was "
    "published.",
    "public": "Only reports published by this day. Default: all of them.",
    "known": "Only what had been recorded by then: a day, or 2025-03-06T18:00. "
    "Default: everything.",
    "account": "undisputed, confirmed, any, or the id or name of a party, monitor or mediator.",
    HASH: "What the book's files have to be; otherwise the answer is 409.",
}
WORDS: Json = {"type": "string", "maxLength": 500}
DAY: Json = {"anyOf": [{"type": "string", "format": "date"}, {"const": "today"}]}
SHAPES: dict[str, Json] = {
    "on": DAY,
    "public": DAY,
    "since": DAY,
    "from": DAY,
    "to": DAY,
    "known": {"anyOf": [DAY, {"type": "string", "format": "date-time"}]},
    HASH: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "next": {"type": "integer", "minimum": 0, "maximum": MOST_DAYS},
    "number": {"type": "string", "pattern": NUMBER},
}
FAULT = {"$ref": "#/components/schemas/Error"}
CODES = {
    "400": "What is asked cannot be read",
    "404": "Not in this book",
    "409": "The book's files are not those of `hash`",
    "503": "The book's files cannot be read now",
}


def openapi(pages: Sequence[Page], *, writes: bool = False) -> dict[str, Json]:
    """The document; of a book that is served for writing with the forms of its pages."""
    paths: dict[str, Json] = {}
    for page in pages:
        stem = page.stem.replace("{id:path}", "{id}")
        for ending, kind in (("json", "application/json"), ("csv", "text/csv")):
            paths[f"{stem}.{ending}"] = {"get": _operation(page, ending, kind)}
    if writes:
        paths |= _work()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Trucebook",
            "version": __version__,
            "description": "Where each commitment of an agreement stands, by whose word, and why. "
            + ("" if writes else "Read-only."),
        },
        "paths": paths,
        "components": {
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["schema", "status", "code", "message"],
                    "properties": {
                        "schema": {"const": ERROR},
                        "status": {"type": "integer"},
                        "code": {"type": "string"},
                        "message": {"type": "string"},
                    },
                }
            }
        },
    }


def _operation(page: Page, ending: str, kind: str) -> Json:
    parameters: list[Json] = []
    if page.of:
        about: dict[str, Json] = {
            "name": "id",
            "in": "path",
            "required": True,
            "description": f"Id of a {page.of}",
        }
        parameters.append({**about, "schema": {"type": "string", "minLength": 1}})
    own = {param.name: param.says for param in page.own}
    for name, says in (own | CLOCKS).items():
        one: dict[str, Json] = {"name": name, "in": "query", "required": False, "description": says}
        parameters.append({**one, "schema": SHAPES.get(name, WORDS)})
    command = {"board": "status"}.get(page.name, page.name)
    answer: Json = {"type": "string"}
    if ending == "json":
        schema = {"const": f"trucebook.{command}/1"}
        answer = {"type": "object", "required": ["schema"], "properties": {"schema": schema}}
    responses: dict[str, Json] = {
        "200": {"description": page.about, "content": {kind: {"schema": answer}}}
    }
    for code, says in CODES.items():
        content = {"application/json": {"schema": FAULT}}
        responses[code] = {"description": says, "content": content}
    return {
        "operationId": f"{page.name}_{ending}",
        "summary": page.about,
        "parameters": parameters,
        "responses": responses,
    }


FORMS: dict[str, tuple[str, ...]] = {
    "/add": (*PLAIN, "count", "for", "hedge", "id", "by", "do"),
    "/correct/{id}": (*PLAIN, "count", "for", "hedge", "id", "by", "do"),
    "/retract/{id}": ("why", "source", "published", "says", "by", "do"),
    "/review": ("claim", "do", "because", "line", "number", "second", "by"),
}
"""The fields of each form; `do` says what is to be done with it."""
DEEDS = {"/review": ("accept", "edit", "refuse", "back", "undo", "mark")}
LOOK_FIRST = ("look", "put")


def _work() -> dict[str, Json]:
    """What can be put in, and the two lists for whoever does."""
    paths: dict[str, Json] = {}
    for path, says in (
        ("/review.json", "The review queue, with what was decided"),
        ("/activity.json", "What was put in last"),
    ):
        operation: dict[str, Json] = {"summary": says, "responses": _responses(("200", says))}
        if path == "/activity.json":
            number: Json = {"type": "integer", "minimum": 1}
            operation["parameters"] = [{"name": "page", "in": "query", "schema": number}]
        paths[path] = {"get": operation}
    for path, fields in FORMS.items():
        shapes: dict[str, Json] = {field: {"type": "string"} for field in fields}
        shapes["do"] = {"enum": list(DEEDS.get(path, LOOK_FIRST))}
        form: Json = {"type": "object", "properties": shapes, "required": ["do"]}
        content: Json = {"application/x-www-form-urlencoded": {"schema": form}}
        operation = {
            "summary": "A form of the page of that name",
            "requestBody": {"required": True, "content": content},
            "responses": _responses(
                ("200", "What it would do"),
                ("303", "It went in, and is to be seen there"),
                ("422", "It cannot go in; the page says why"),
            ),
        }
        if "{id}" in path:
            told: Json = {"name": "id", "in": "path", "required": True, "schema": WORDS}
            operation["parameters"] = [told]
        paths[path] = {"post": operation}
    return paths


def _responses(*told: tuple[str, str]) -> dict[str, Json]:
    """Answers, and the refusals that every page of work may give."""
    refusals = (("401", "Nobody is signed in"), ("403", "Not allowed, or no form of ours"))
    return {code: {"description": says} for code, says in (*told, *refusals)}
