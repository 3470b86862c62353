"""A SPARQL endpoint elsewhere, asked through SPARQLWrapper.

SPARQLWrapper makes the request. What it leaves open is done here and in `http`:

1. The query goes in the body of a POST, since SPARQLWrapper spoils an address that holds a ``?``.
2. A request has a time in which the whole answer must be there; SPARQLWrapper's limit covers single reads.
3. A busy server (429, 502, 503, 504) is asked again, when it says so or a little later each time.
4. A server may cut an answer at its own limit without a word (Virtuoso: 10,000 rows). So an answer is asked on
   from where it ended, until nothing more comes.
5. Redirects are not followed, so that user and password reach nobody but the endpoint that was named.
"""

import json
import os
import re
from typing import Any, Final, Self
from urllib.parse import urlsplit

import pyoxigraph as ox

from ..ontology.terms import PREFIXES
from .errors import GraphError, QueryError
from .http import BUSY, RefusedError, UnreachableError, clean, fetch, opener
from .results import bindings
from .rows import TRIPLE, Rows, Term
from .syntax import Form, check

__all__ = ["PASSWORD", "USER", "Endpoint"]

USER: Final = "ZHENGTU_USER"
PASSWORD: Final = "ZHENGTU_PASSWORD"  # noqa: S105 - the variable's name, not a password
_NEVER_CUT: Final = 100
"""No server cuts answers as short as this; a longer one is asked on."""
_PAGE: Final = 10_000
_DECLARED: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_PROLOGUE: Final = re.compile(r"(?:\s+|#[^\n]*(?:\n|$)|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE)
_ADDRESS: Final = "check the endpoint's address"


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
        self.url = _checked(url)
        self.timeout = timeout
        user = os.environ.get(USER) if user is None else user
        password = os.environ.get(PASSWORD) if password is None else password
        self._opener = opener(url, user, password)

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
        pages = 1
        new = len(rows)
        while new and len(rows) >= _NEVER_CUT:
            more = self._rows(_page(query, form, len(rows)), form)
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
        try:
            return bindings(self._json(query), form.columns)
        except ValueError as error:
            raise GraphError(self.url, f"gave rows that cannot be read ({clean(str(error))})", _ADDRESS) from None

    def _json(self, query: str) -> dict[str, Any]:
        body = self._request(query, "json", "SELECT")
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise self._broken(body) from None
        if not isinstance(answer, dict):
            raise self._broken(body)
        return answer

    def _triples(self, query: str) -> tuple[tuple[Term | None, ...], ...]:
        body = self._request(query, "turtle", "CONSTRUCT")
        try:
            triples = list(ox.parse(body, format=ox.RdfFormat.TURTLE))
        except (SyntaxError, ValueError):
            raise self._broken(body) from None
        return tuple((t.subject, t.predicate, t.object) for t in triples)

    def _broken(self, body: bytes) -> GraphError:
        if body.lstrip()[:1] == b"<":
            return GraphError(self.url, "answers with a page, not with SPARQL results", _ADDRESS)
        return GraphError(
            self.url,
            "gave an answer that breaks off or is none",
            "the server may have run out of its own time: ask for less, or raise the server's limit",
        )

    def _request(self, query: str, wanted: str, kind: str) -> bytes:
        """The body of the answer to a query."""
        from SPARQLWrapper import POST, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url, returnFormat=wanted, agent="zhengtu")
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        # Its own guess at the kind is a search in the text, which a word in a value can mislead.
        wrapper.queryString, wrapper.queryType = _DECLARED + query, kind
        try:
            return fetch(self._opener, wrapper._createRequest, timeout=self.timeout)
        except TimeoutError:
            raise GraphError(
                self.url,
                f"gave no whole answer within {self.timeout:g} seconds",
                "ask for less, or allow more with --timeout",
            ) from None
        except UnreachableError as error:
            raise GraphError(
                self.url, f"cannot be reached ({error})", "check the address and that the server runs"
            ) from None
        except RefusedError as error:
            raise self._explain(error) from None

    def _explain(self, refused: RefusedError) -> GraphError | QueryError:
        code, said = refused.code, f", {refused.said}" if refused.said else ""
        if code in {401, 403}:
            return GraphError(
                self.url, f"refuses access (HTTP {code})", f"set {USER} and {PASSWORD} in the environment"
            )
        if code == 400:
            return QueryError(f"{self.url} refuses the query{said}")
        if code in BUSY:
            return GraphError(self.url, f"is busy (HTTP {code}{said})", f"try again in {max(refused.wait, 1):.0f} s")
        if 300 <= code < 400:
            return GraphError(
                self.url, f"sends to another address, {refused.location}", "name that one if you trust it"
            )
        if code in {404, 405, 406, 415}:
            return GraphError(self.url, f"is no SPARQL endpoint (HTTP {code})", _ADDRESS)
        return GraphError(self.url, f"failed (HTTP {code}{said})", "see the server's log")


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or not url.isprintable() or " " in url:
        raise GraphError(clean(url), "is no address of an endpoint", "give one such as http://127.0.0.1:7878/query")
    if parts.username is not None or parts.password is not None:
        shown = url.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise GraphError(
            shown, "was given with a user or a password in it", f"leave them out and set {USER} and {PASSWORD}"
        )
    return url


def _page(query: str, form: Form, start: int) -> str:
    """The query for the rows from `start` on.

    The query becomes a subquery, since Virtuoso sorts no more rows than its limit where ORDER BY
    and OFFSET stand together.

    Raises:
        QueryError: if it cannot be one.
    """
    prologue = _PROLOGUE.match(query)
    head = prologue.group() if prologue else ""
    columns = " ".join(f"?{c}" for c in form.columns)
    page = f"{head}\nSELECT {columns} WHERE {{ {{\n{query[len(head) :]}\n}} }} OFFSET {start} LIMIT {_PAGE}"
    try:
        check(page)
    except QueryError:
        raise QueryError(
            f"the answer has {start} rows, which may be all that the server gives at a time, and a query with FROM "
            "cannot be asked page by page; give LIMIT and OFFSET yourself, or leave FROM out"
        ) from None
    return page
