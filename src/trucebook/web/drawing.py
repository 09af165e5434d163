"""Pages from templates: every word that comes from a book is escaped, and freed of controls."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from trucebook.evaluation.result import CLOSING
from trucebook.export.layout import clean
from trucebook.model.time import Day
from trucebook.views.acts import say_act
from trucebook.views.wording import (
    say_class,
    say_day,
    say_interval,
    say_list,
    say_minutes,
    say_times,
    say_uncertain_day,
)

HERE = Path(__file__).parent


def environment() -> Environment:
    """The templates, with the words they share with the command line."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_freed,
    )
    made.filters |= {
        "day": say_day,
        "day_of_month": lambda day: date.fromordinal(day).day,
        "interval": say_interval,
        "listed": say_list,
        "minutes": lambda when: say_minutes(when.first, when.last),
        "of_class": say_class,
        "sentence": _sentence,
    }
    made.globals |= {
        "closing": CLOSING,
        "is_link": is_link,
        "say_act": say_act,
        "say_times": say_times,
        "say_days": _say_days,
    }
    return made


def is_link(words: object) -> bool:
    """Whether words are an address a reader may be sent to."""
    return isinstance(words, str) and words.startswith(("https://", "http://"))


def _freed(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
    """Words without control characters, lines kept."""
    if type(value) is str and not value.isprintable():
        return "\n".join(clean(line) for line in value.split("\n"))
    return value


def _sentence(words: str) -> str:
    words = words.strip()
    words = f"{words[0].upper()}{words[1:]}" if words and words[0].islower() else words
    return words if not words or words[-1] in ".?!:" else f"{words}."


def _say_days(first: Day | None, latest: Day | None) -> str:
    return "day not known" if first is None else say_uncertain_day(first, latest)
