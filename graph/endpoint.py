"""A SPARQL endpoint elsewhere, asked through SPARQLWrapper.

SPARQLWrapper makes the request. What it leaves open is done here and in `http`:

1. The query goes in the body of a POST, since SPARQLWrapper spoils an address that holds a ``?``.
2. A request has a time in which the whole answer must be there; SPARQLWrapper's limit covers single reads.
3. A busy server (429, 502, 503, 504) is asked again, when it says so or a little later each time.
4. A server may cut an answer at its own limit without a word (Virtuoso: 10,000 rows). So rows are asked on from
   where they ended, until nothing more comes. Triples (CONSTRUCT) cannot be; of these a round number is refused.
5. Virtuoso ends what takes too long with status 200 and a wrong count or too few rows; only a header tells.
6. Redirects are not followed, so that user and password reach nobody but the endpoint that was named.
"""

import json
import os
import re
import string
from typing import Any, Final, Self
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph as ox

from ..ontology.terms import PREFIXES
from .errors import GraphError, QueryError
from .http import BUSY, Answer, RefusedError, UnreachableError, clean, fetch
from .login import opener
from .paging import NEVER_CUT, page, unlimited
from .results import bindings
from .rows import TRIPLE, Rows, Term
from .syntax import Form, check

__all__ = ["PASSWORD", "USER", "Endpoint"]

USER: Final = "ZHENGTU_USER"
PASSWORD: Final = "ZHENGTU_PASSWORD"  # noqa: S105 - the variable's name, not a password
_DECLARED: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_ADDRESS: Final = "check the endpoint's address"


_BEYOND: Final = 1_000_000_000
_LONGEST: Final = 86_400
"""Seconds: a day. What is beyond some platforms cannot wait for."""


class Endpoint:
    """A SPARQL 1.1 endpoint.

    Args:
        url: its address, http:// or https://.
        timeout: seconds for one request, from the connection to the last byte; also how long a
            busy server may have us wait before it is asked again.
        user: user name for Basic or Digest authentication, whichever the server asks for;
            from the environment variable ``ZHENGTU_USER`` if not given.
        password: from ``ZHENGTU_PASSWORD`` if not given.

    Raises:
        GraphError: if the address is none, or holds a user or a password.
    """

    def __init__(
        self, url: str, *, timeout: float = 60.0, user: str | None = None, password: str | None = None
    ) -> None:
        self.url = url
        if not 0 < timeout <= _LONGEST:
            raise GraphError(url, f"cannot be waited for {timeout:g} seconds", f"give a timeout up to {_LONGEST}")
        self.timeout = timeout
        self._address = _checked(url)
        user = os.environ.get(USER) if user is None else user
        password = os.environ.get(PASSWORD) if password is None else password
        self._known = user is not None and password is not None
        self._opener = opener(self._address, user, password)

    def answer(self, query: str) -> Rows:
        """Answers a query over all graphs of the endpoint's default dataset.

        A SELECT comes whole, however few rows the server gives at a time. Pages are right only
        where the order is total (ORDER BY over all that tells rows apart).

        Raises:
            QueryError: if the server refuses the query.
            GraphError: if there is no answer, or no whole one.
        """
        form = check(query)
        if form.kind == "graph":
            return Rows(TRIPLE, self._triples(query))
        if form.kind == "ask":
            answer = self._json(query).get("boolean")
            if not isinstance(answer, bool):
                raise GraphError(self.url, "gave no answer to an ASK", _ADDRESS)
            return Rows((), (), answer)
        rows = self._rows(query, form)
        pages, new = 1, len(rows)
        # A row fewer than came at first: a server that knows no pages gives more, and so itself away.
        size = new - 1
        while new and len(rows) >= NEVER_CUT:
            more = self._rows(page(query, form, len(rows), size), form)
            if len(more) > size:
                raise GraphError(self.url, "does not know OFFSET and LIMIT", _ADDRESS)
            # Rows may repeat; but nothing can stand where no answer reaches.
            again = pages == 1 and bool(more) and more == rows[: len(more)]
            if again and self._rows(page(query, form, _BEYOND, size), form):
                raise GraphError(self.url, "begins again on every page: it does not know OFFSET", _ADDRESS)
            rows += more
            new = len(more)
            pages += bool(new)
        return Rows(form.columns, tuple(rows), pages=pages)

    def close(self) -> None:
        """Nothing to let go of: each request has its own connection."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, form: Form) -> list[tuple[Term | None, ...]]:
        answer = self._json(query)
        try:
            return bindings(answer, form.columns)
        except ValueError as error:
            raise GraphError(self.url, f"gave rows that cannot be read ({clean(str(error))})", _ADDRESS) from None

    def _json(self, query: str) -> dict[str, Any]:
        body = self._request(query, "json", "SELECT").body
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise self._broken(body) from None
        if not isinstance(answer, dict):
            raise self._broken(body)
        return answer

    def _triples(self, query: str) -> tuple[tuple[Term | None, ...], ...]:
        body = self._request(query, "turtle", "CONSTRUCT").body
        try:
            triples = list(ox.parse(body, format=ox.RdfFormat.TURTLE))
        except (SyntaxError, ValueError):
            raise self._broken(body) from None
        # Virtuoso gives one more than its limit.
        if len(triples) >= 1000 and len(triples) % 1000 < 2 and unlimited(query):
            raise GraphError(
                self.url,
                f"gave {len(triples)} triples, which may be all that it gives at a time",
                "ask with SELECT, which is read in pages, or set a LIMIT",
            )
        return tuple((t.subject, t.predicate, t.object) for t in triples)

    def _broken(self, body: bytes) -> GraphError:
        # Turtle and a page both begin with <; a tag is no IRI.
        if body.lstrip()[:5].lower() in {b"<!doc", b"<html", b"<?xml", b"<head", b"<body"}:
            return GraphError(self.url, "answers with a page or other XML, not with SPARQL results", _ADDRESS)
        end = clean(body[-80:].decode("utf-8", "ignore"))
        return GraphError(
            self.url,
            f"gave an answer that breaks off or is none{f', ending in: {end}' if end else ''}",
            "the server may have run out of its own time: ask for less, or raise the server's limit",
        )

    def _request(self, query: str, wanted: str, kind: str) -> Answer:
        from SPARQLWrapper import POST, SPARQLWrapper

        wrapper = SPARQLWrapper(self._address, returnFormat=wanted, agent="zhengtu")
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        # Its own guess at the kind is a search in the text, which a word in a value can mislead.
        wrapper.queryString, wrapper.queryType = _DECLARED + query, kind
        try:
            answer = fetch(self._opener, wrapper._createRequest, timeout=self.timeout)
        except TimeoutError:
            raise GraphError(
                self.url,
                f"gave no whole answer within {self.timeout:g} seconds",
                "ask for less, or allow more time (--timeout)",
            ) from None
        except UnreachableError as error:
            raise GraphError(
                self.url, f"cannot be reached ({error})", "check the address and that the server runs"
            ) from None
        except RefusedError as error:
            raise self._explain(error) from None
        if answer.headers.get("X-SQL-State"):
            said = clean(answer.headers.get("X-SQL-Message", "").partition("  ")[0])
            raise GraphError(
                self.url, f"gave part of the answer ({said})", "ask for less, or raise the server's limit of time"
            )
        return answer

    def _explain(self, refused: RefusedError) -> GraphError | QueryError:
        code, said = refused.code, f", {refused.said}" if refused.said else ""
        if code == 401 and self._known:
            return GraphError(
                self.url, "refuses access: user or password is wrong (HTTP 401)", f"check {USER} and {PASSWORD}"
            )
        if code in {401, 403}:
            return GraphError(
                self.url, f"refuses access (HTTP {code})", f"set {USER} and {PASSWORD} in the environment"
            )
        if code == 400:
            return QueryError(f"{self.url} refuses the query{said}")
        if code in BUSY:
            when = "later" if refused.wait is None else f"in {max(refused.wait, 1):.0f} s"
            return GraphError(self.url, f"is busy (HTTP {code}{said})", f"try again {when}")
        if 300 <= code < 400:
            return GraphError(
                self.url, f"sends to another address, {refused.location}", "name that one if you trust it"
            )
        if code in {404, 405, 406, 415, 501}:
            return GraphError(self.url, f"is no SPARQL endpoint (HTTP {code})", _ADDRESS)
        return GraphError(self.url, f"failed (HTTP {code}{said})", "see the server's log")


def _checked(url: str) -> str:
    """The address as a request takes it, in ASCII.

    Raises:
        GraphError: if it is none, or holds a user or a password.
    """
    bare = re.sub(r"//.*@", "//", clean(url))  # a password is not shown, however wrong the rest is
    wrong = GraphError(bare, "is no address of an endpoint", "give one such as http://127.0.0.1:7878/query")
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode()
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        raise wrong from None
    if not sound or not url.isprintable() or " " in url:
        raise wrong
    if "@" in parts.netloc:
        shown = url.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise GraphError(
            shown, "was given with a user or a password in it", f"leave them out and set {USER} and {PASSWORD}"
        )
    path, asked = (quote(part, safe=string.punctuation) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, asked, ""))
