"""The one table of what each route needs: the action its visitor has to be allowed to take.

A route is found here by its name. One that is not here is closed to everybody, so that a route
cannot be forgotten: a test asks for each.
Source: docs/how-to/people.md; spec/record/people.md (the roles).
"""

from __future__ import annotations

from trucebook.web.pages import PAGES

ANYBODY = ""
"""Open to everybody, signed in or not."""

NEEDS: dict[str, str] = {
    "sign-in": ANYBODY,
    "sign-out": ANYBODY,
    "static": ANYBODY,
    "openapi": "look",
    "cite": "look",
    "add": "add",
    "correct": "correct",
    "retract": "retract",
    "review": "review",
    "activity": "look",
    **{page.name: "look" for page in PAGES},
}
"""Names of routes, each with an action of `trucebook.people.roles`; a page and its twins share
one name."""
