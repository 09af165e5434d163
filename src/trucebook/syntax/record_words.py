"""Words of a report's statement: numbers as people write them, phrases that say where or how.

Source: spec/language/record.md, The statement.
"""

from __future__ import annotations

import re

_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
FIGURES = dict(zip(_SMALL, range(1, 20), strict=True)) | dict(
    zip(_TENS, range(20, 100, 10), strict=True)
)
"""Numbers in words, and the figures that are meant."""
_ABOUT = ("hundreds?", "thousands?", "dozens?")
IN_WORDS = "|".join(sorted((*FIGURES, *_ABOUT), key=len, reverse=True))
"""Numbers in words, as a pattern."""
WHERE = (
    *("at", "into", "in", "onto", "on", "from", "through", "via", "near", "inside", "outside"),
    *("within", "along", "across", "over", "behind", "beyond", "between", "off", "around"),
    *("towards", "toward"),
)
_HOW = ("with", "by", "under", "against", "after", "before", "as")
PHRASE = re.compile(
    rf"""[ \t]+(?:(?P<where>{"|".join(WHERE)})|{"|".join(_HOW)})[ \t]+"(?P<named>[^"\n]*)\"""",
    re.VERBOSE,
)
"""`from "the prison"`, `through "the gate"`: where, or how; `to` says to whom."""
UNQUOTED = re.compile(
    r"""\b(in|into|on|from|through|via|near|inside|outside|between)[ \t]+(?!all\b|")([^"\n]+)$"""
)
"""A place at the end of a statement that lacks its quotation marks."""
_BODIES = (
    *("troops", "forces", "soldiers", "fighters", "army", "military", "militia", "rebels"),
    *("authorities", "officials", "government", "ministry", "minister", "president", "spokesman"),
    *("spokesperson", "spokeswoman", "delegation", "commanders", "peacekeepers", "units", "navy"),
    *("airforce", "gunmen", "negotiators", "envoys", "jets", "aircraft", "drones", "tanks"),
)
_PAST = (
    r"(?:[^\W\d]+(?:ed|ew|ent|ought|oke|ook|old)|did|has|have|had|met|let|shot|hit|put|cut|held|fell"
    r"|left|began|ran|came|gave|led|fled|freed|struck|took|broke|kept|built|fired|set|withdrew)\b"
)
BODY = re.compile(
    rf"""^(?P<body>[^\W\d][\w'\u2019-]*(?:[ \t]+(?!{_PAST})[^\W\d][\w'\u2019-]*)??
    [ \t]+(?:{"|".join(_BODIES)}))(?=[ \t]+{_PAST})""",
    re.VERBOSE,
)
"""`Alpha troops entered …`: a body of several words, which lacks its quotation marks."""
