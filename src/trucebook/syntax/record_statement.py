"""The statement of a report: who, verb, how many of what, to whom, at which place → fields.

By patterns, not by the grammar: a book has thousands of these lines, all of one shape.
Source: spec/language/record.md, The statement.
"""

from __future__ import annotations

import re
from decimal import Decimal

from trucebook.syntax import tree as t
from trucebook.syntax.function_words import PARTICLES
from trucebook.syntax.record_words import BODY, IN_WORDS, PHRASE
from trucebook.syntax.verbs import base

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
WHO = r'"[^"\n]*"|[^\s":;,]+'
_WHO_ALL = rf"(?:(?:{WHO}),[ \t]+)*(?:{WHO})(?:[ \t]+and[ \t]+(?:{WHO}))?"
"""`alpha`, `alpha and beta`, `alpha, beta and gamma`."""
_PARTICLE = rf"(?:[ \t]+(?:{'|'.join(sorted(PARTICLES))})\b)?"
_GOES_OVER = r"(?:hand(?:s|ed)?|turn(?:s|ed)?|sign(?:s|ed)?|takes?|took|makes?|made)[ \t]+over\b"
"""Verbs with which `over` goes before a number too; with others it bounds: released over 600."""
_BEFORE_NUMBER = rf"(?:[ \t]+(?:{'|'.join(sorted(PARTICLES - {'over'} | {'through'}))})\b)?"
_PLACE = r'(?:[ \t]+at[ \t]+(?P<place>"[^"\n]*"))?'
_TO = rf"(?:[ \t]+to[ \t]+(?P<to>{WHO}))?"
_TOWARD = "across|along|behind|beyond|in|inside|near|on|outside|over|through|toward|towards"
_GIVING = "|".join(
    rf"(?<={verb}[ \t])"
    for verb in ("paid", "pays", "gave", "gives", "sent", "sends", "lent", "sold", "owes", "owed")
)
_NOBODY = "about|nearly|over|under|up|at|more|fewer|back|out|for|in|on|off|away|the|some|its|all"
_GIVEN = rf"(?:(?:{_GIVING})(?!(?:{_NOBODY})\b)(?P<given>{WHO})[ \t]+)?"
"""Whom something was given, before it: paid beta 100 coins."""
COUNTED = re.compile(
    rf"""(?P<actor>{_WHO_ALL})[ \t]+
    (?P<verb>{_GOES_OVER}|(?!(?:and|or)\b)[^\W\d]\S*{_BEFORE_NUMBER})[ \t]+{_GIVEN}
    (?:(?:another|a[ ]further|an[ ]additional)[ \t]+)?
    (?P<bound>at[ ]least|at[ ]most|more[ ]than|over|fewer[ ]than|under|up[ ]to|about|nearly)?[ \t]*
    (?P<low>{_NUMBER})(?:(?:\.\.|[ \t]+to[ \t]+)(?P<high>{_NUMBER}))?
    (?:[ \t]+(?:more|further|additional|other)(?=[ \t]))?
    (?:[ \t]+(?P<object>"[^"\n]*"
        |[^\s"(,]+(?:[ \t]+(?!(?:to|at|in[ \t]all|remaining|each|planned)\b)
        [^\s"(,]+)*?))?
    (?:[ \t]*\((?P<classes>[^()\n]*)\))?
    (?:,?[ \t]+of[ \t]+(?:which|whom)[ \t]+(?P<shares>(?:(?!to\b|at\b|in[ \t]all)[^"\n])+?))?
    (?:[ \t]+(?P<basis>in[ \t]all|remaining|each[ \t]day|planned))?
    {_TO}{_PLACE}(?:[ \t]+(?P<counting>in[ \t]all|remaining|each[ \t]day|planned))?
    (?:,?[ \t]+of[ \t]+(?:which|whom)[ \t]+(?P<behind>[^"\n]+?))?[ \t]*[.,]?$""",
    re.VERBOSE,
)
STANCE = re.compile(
    rf"""(?P<actor>{WHO})[ \t]+says[ \t]+(?:it|they|he|she)[ \t]+
    (?P<stance>(?:will|would)(?:[ \t]+not)?[ \t]+(?P<verb>[^\W\d]\S*{_PARTICLE}))
    (?:[ \t]+(?:from|to|with)\b)?
    (?:[ \t]+(?P<object>"[^"\n]*"|[^"\n]+?))?{_PLACE}[ \t]*[.,]?$""",
    re.VERBOSE,
)
_GIVEN_IT = (
    rf"(?:[ \t](?:{_GIVING})(?!(?:{_NOBODY})\b)(?P<given>{WHO})(?=[ \t]+(?:the|its|a|an)\b))?"
)
PLAIN = re.compile(
    rf"""(?P<actor>{_WHO_ALL})[ \t]+
    (?P<verb>(?!(?:and|or)\b)[^\W\d]\S*{_PARTICLE}){_GIVEN_IT}
    (?:[ \t]+(?:from|with|about|against|into)\b|[ \t]+(?:{_TOWARD})(?=[ \t]+"))?
    (?:[ \t]+(?P<object>"[^"\n]*"|talks[ \t]+about[ \t]+"[^"\n]*"|(?!to\b|at\b)[^"\n]+?))?
    {_TO}{_PLACE}[ \t]*[.,]?$""",
    re.VERBOSE,
)
_PART = re.compile(
    rf"""(?:{_WHO_ALL})[ \t]+
    (?P<part>(?:ha(?:s|ve|d)[ \t]+)?
    (?:(?:start(?:ed|s)?|beg(?:an|ins?|un))[ \t]+(?P<to>to)[ \t]+(?=[^\W\d])
    |(?:finish(?:ed|es)?|complete[ds]?)[ \t]+(?=[^\W\d]+ing\b)))""",
    re.VERBOSE,
)
"""`alpha started to withdraw`, `alpha finished withdrawing`."""
_NOT = r"(?:did|ha(?:s|ve|d)|was|were)"
_DENIED = re.compile(
    rf"""(?:{_WHO_ALL})[ \t]+
    (?P<part>(?:{_NOT}[ \t]+(?:not|never)|{_NOT}n['’]t|never|failed[ \t]+to|fails[ \t]+to)[ \t]+
    (?=[^\W\d]))""",
    re.VERBOSE,
)
"""`alpha did not withdraw`, `never withdrew`, `failed to withdraw`: it is said not to be done."""
_PLANNED = re.compile(
    rf"""(?:{_WHO_ALL})[ \t]+
    (?P<part>(?:will|would|shall|is[ \t]+to|are[ \t]+to|plans?[ \t]+to|intends?[ \t]+to)[ \t]+
    (?!not\b)(?=[^\W\d]))""",
    re.VERBOSE,
)
"""`alpha will withdraw`: it is said to be coming."""
_REFUSED = re.compile(
    rf"""(?:{_WHO_ALL})[ \t]+
    (?:(?:will|would|shall)[ \t]+not|wo(?:n['’]t|uldn['’]t)|refuse[ds]?[ \t]+to
    |part(?:ial)?ly|almost|nearly)[ \t]""",
    re.VERBOSE,
)
_BOTH = re.compile(r"(?:both|the[ \t]two|the|all)[ \t](?:parties|sides)\b", re.IGNORECASE)
"""All who signed, as one word: both-parties withdrew."""
_STRAY = re.compile(r"\d|[ \t](?:from|through|into|via|near|inside|outside)[ \t]")
"""Within what is counted: a day, or a place that does not stand in quotes."""
_STAGES = {"begin": "begun", "break off": "broken off", "conclude": "concluded"}
_TALKS = re.compile(r'"?(?:the[ \t]+)?talks\b')
"""Of talks the verb itself tells how far they are."""
_SHARE = re.compile(rf"({_NUMBER})[ \t]+(.+)$")
_NUMBER_FIRST = re.compile(rf"[-\u2212]?\d|(?:{IN_WORDS})[ \t]+[^\W\d]")
_NUMBERIN_WORDS = re.compile(
    rf"(?<!phase)(?<!stage)(?<!round)(?<!annex)(?<!list)[ \t](?:{IN_WORDS})[ \t]+[^\W\d]"
)
"""A number in words behind whom it went to: paid beta ninety coins; phase two is a name."""
_NUMBERED = re.compile(r"[^\W\d]+(?:ed|id|ew|an|oke|ent)[ \t]+\d")
"""A verb and a number inside what was taken for the object: The Betas released 4 captives."""
_BASES = {"in all": "cumulative", "remaining": "remaining", "each day": "per-day"}


_HAPPENED = re.compile(
    r"""(?:the[ \t]+)?"(?P<event>[^"\n]+)"[ \t]+
    (?:ha(?:s|ve|d)[ \t]+)?(?P<verb>happened|occurred|took[ \t]+place|taken[ \t]+place)
    [ \t]*\.?$""",
    re.VERBOSE,
)
"""`"the signing" happened`: an event that a condition or a day of the text names."""


def happened(text: str, start: int, end: int) -> list[t.Field] | None:
    """The fields of an event that is told by its name alone: nobody's act, of no commitment."""
    said = _HAPPENED.match(text, start, end)
    if said is None:
        return None
    words = " ".join(text[start:end].split())
    return [
        t.Field("event", said["event"], *said.span("event")),
        t.Field("kind", "happen", *said.span("verb")),
        t.Field("for", "none", *said.span("event")),
        t.Field("text", words, start, end),
    ]


def statement(text: str, start: int, end: int, kind: str | None) -> list[t.Field] | None:
    """The fields of a statement; None where it is none. `kind` is the word before a colon.

    Of what was only started, or is now finished, the kind says so: `start withdraw`.
    """
    both = _BOTH.match(text, start, end)
    if both is not None:
        return _of_both(both, text, (start, end), kind)
    if BODY.match(text[start:end]) and kind is None:
        return None  # alpha troops entered: a name of several words stands in quotes
    if _REFUSED.match(text, start, end):
        return None  # no act: says it will not …, or how much of it was done
    turned = _DENIED.match(text, start, end) or _PLANNED.match(text, start, end)
    if turned is not None:
        return _turned(turned, text, (start, end), kind)
    part = _PART.match(text, start, end) if kind is None else None
    if part is None:
        return _whole(text, start, end, kind)
    first, last = part.span("part")
    rest = text[:first] + " " * (last - first) + text[last:]
    found = _whole(rest, start, end, kind)
    if found is None:
        return None
    word = "start" if part["to"] else "finish"
    words = " ".join(text[start:end].split())
    return [
        t.Field("kind", f"{word} {field.value}", *part.span("part"))
        if field.column == "kind"
        else t.Field("text", words, start, end)
        if field.column == "text"
        else field
        for field in found
    ]


def _of_both(
    both: re.Match[str], text: str, ends: tuple[int, int], kind: str | None
) -> list[t.Field] | None:
    """The fields of what `both parties` did: they are read as one word, and kept as written."""
    one = re.sub(r"[ \t]", "-", both[0])
    found = statement(text[: both.start()] + one + text[both.end() :], *ends, kind)
    if found is None:
        return None
    words = {"actor": both[0], "text": " ".join(text[ends[0] : ends[1]].split())}
    return [
        t.Field(field.column, words[field.column], field.start, field.end)
        if field.column in words
        else field
        for field in found
    ]


def _turned(
    turned: re.Match[str], text: str, ends: tuple[int, int], kind: str | None
) -> list[t.Field] | None:
    """The fields of an act that is denied, or only planned: never those of one that was done."""
    first, last = turned.span("part")
    rest = text[:first] + " " * (last - first) + text[last:]
    found = statement(rest, *ends, kind)
    if found is None:
        return None
    hedge = "denied" if turned.re is _DENIED else "planned"
    words = " ".join(text[ends[0] : ends[1]].split())
    kept = [field for field in found if field.column not in {"text", "hedge"}]
    return [*kept, t.Field("hedge", hedge, first, last), t.Field("text", words, *ends)]


def _whole(text: str, start: int, end: int, kind: str | None) -> list[t.Field] | None:
    """The fields of a statement of something done.

    Phrases behind it that name a place or a manner are laid aside, the last first, until the rest
    can be read; the places go into `place`, and all of it stays in `text`.
    """
    found = _statement(text, start, end, kind)
    if found is not None:
        return found
    phrases = list(PHRASE.finditer(text, start, end))
    bare = text
    for count, phrase in enumerate(reversed(phrases), start=1):
        blank = " " * (phrase.end() - phrase.start())
        bare = bare[: phrase.start()] + blank + bare[phrase.end() :]
        found = _statement(bare, start, end, kind)
        if found is not None:
            return _with_places(found, text, (start, end), phrases[-count:])
    return None


def is_plain(said: str) -> bool:
    """Whether a statement is read without a number, though it is no stance."""
    return COUNTED.match(PHRASE.sub(" ", said)) is None and STANCE.match(said) is None


def _with_places(
    found: list[t.Field], text: str, ends: tuple[int, int], phrases: list[re.Match[str]]
) -> list[t.Field]:
    """The fields with the places that phrases name, and the words as they were."""
    named = [phrase for phrase in phrases if phrase["where"]]
    kept = [field for field in found if field.column not in {"text", "place"}]
    known = [field.value for field in found if field.column == "place"]
    if named or known:
        where = "; ".join([*(str(value) for value in known), *(one["named"] for one in named)])
        first = named[0] if named else phrases[0]
        kept.append(t.Field("place", where, first.start("named") - 1, first.end("named") + 1))
    kept.append(t.Field("text", " ".join(text[ends[0] : ends[1]].split()), *ends))
    return kept


def _statement(text: str, start: int, end: int, kind: str | None) -> list[t.Field] | None:
    """The fields of a statement as it stands."""
    given = kind
    said = COUNTED.match(text, start, end)
    if said is not None and _STRAY.search(re.sub(r'"[^"\n]*"', "", said["object"] or "")):
        return None
    if said is not None:
        found = _counted(said)
    else:
        stance = STANCE.match(text, start, end)
        said = stance or PLAIN.match(text, start, end)
        if said is None:
            # A kind before the colon needs no sentence behind it: `access: …` in free words.
            return [] if kind and start == end else None
        if stance is None and is_misread(said):
            return None
        found = []
        if stance is not None:
            put(found, stance, "stance")
            kind = kind or "stance"
            if not given:
                found.append(t.Field("kind", "stance", *stance.span("verb")))
        put(found, said, "object")
    verb = base(" ".join(said["verb"].split()))
    if not kind:
        found.append(t.Field("kind", verb, *said.span("verb")))
    if verb in _STAGES and said.re is PLAIN and _TALKS.match(said["object"] or ""):
        found.append(t.Field("stage", _STAGES[verb], *said.span("verb")))
    put(found, said, "actor")
    if "to" in said.re.groupindex:
        put(found, said, "to" if said["to"] else "given", "counterpart")
    put(found, said, "place")
    words = " ".join(text[start:end].split())
    found.append(t.Field("text", words, start, end))
    return found


_AUXILIARY = {"has", "have", "had", "was", "were", "is", "are", "be", "been", "said"}


def is_misread(said: re.Match[str]) -> bool:
    """Whether a statement read without a number has one in its words, or no verb of its own."""
    free = re.sub(r'"[^"\n]*"', "", said["object"] or "")
    aside = said["verb"].lower() in _AUXILIARY and bool(said["object"])
    numbers = _NUMBER_FIRST.match(free), _NUMBERED.search(free), _NUMBERIN_WORDS.search(free)
    return aside or any(number is not None for number in numbers)


def put(found: list[t.Field], match: re.Match[str], group: str, column: str | None = None) -> None:
    """Add the field of a group that was read, without its quotation marks."""
    value = match[group]
    if value:
        text = value.replace('"', "") if '"' in value else " ".join(value.split())
        found.append(t.Field(column or group, text, *match.span(group)))


def number(text: str) -> int | float | str:
    """The number as a JSON record gives it: whole numbers as such, decimals as written."""
    bare = text.replace(",", "")
    return str(Decimal(bare)) if "." in bare else int(bare)


def _counted(said: re.Match[str]) -> list[t.Field]:
    found: list[t.Field] = []
    place = said.span("low")
    low: object = number(said["low"])
    high: object = number(said["high"]) if said["high"] else low
    bound = said["bound"]
    if bound in {"at least", "more than", "over"}:
        low, high = _next(low, 1 if bound != "at least" else 0), None
    elif bound in {"at most", "fewer than", "under", "up to"}:
        low, high = 0, _next(high, -1 if bound in {"fewer than", "under"} else 0)
    elif bound is not None:
        found.append(t.Field("hedge", "approximate", *said.span("bound")))
    found.append(t.Field("count_low", low, *place))
    if high is not None:
        found.append(t.Field("count_high", high, *place))
    for group in ("basis", "counting"):
        if said[group]:
            basis = " ".join(said[group].split())
            found.append(t.Field("count_basis", _BASES.get(basis, basis), *said.span(group)))
    if said["object"]:
        name = (
            said["object"].strip('"') if '"' in said["object"] else " ".join(said["object"].split())
        )
        end = said.end("object")
        if said["classes"] is not None:
            names = ", ".join(" ".join(c.split()) for c in said["classes"].split(","))
            name, end = f"{name} ({names})", said.end("classes") + 1
        found.append(t.Field("object", name, said.start("object"), end))
    found.extend(_breakdown(said, group) for group in ("shares", "behind") if said[group])
    return found


def _next(value: object, step: int) -> object:
    return value + step if isinstance(value, int) else value


def _breakdown(said: re.Match[str], group: str) -> t.Field:
    """`of which 1 soldier and 2 civilian` → a number for each class, in the words of the line."""
    shares: dict[str, object] = {}
    for part in re.split(r",|;|[ \t]and[ \t]", said[group]):
        share = _SHARE.match(part.strip())
        if share:
            shares[" ".join(share[2].split())] = number(share[1])
    return t.Field("breakdown", shares, *said.span(group))
