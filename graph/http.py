"""One HTTP request that ends in time, made again where a server is busy."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead
from socket import gaierror
from threading import Thread
from typing import Final

from .text import visible

__all__ = ["BUSY", "TRIES", "Answer", "RefusedError", "UnreachableError", "clean", "fetch"]

BUSY: Final = frozenset({429, 502, 503, 504})
"""Status codes after which a server may be asked again."""
TRIES: Final = 4
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered with."""

    body: bytes
    headers: Message


class RefusedError(Exception):
    """A server answered with an error.

    Attributes:
        code: the status code.
        said: the beginning of what it said, on one line.
        location: where it sends to instead; empty if it does not.
        wait: seconds after which it wants to be asked again, if it says so.
    """

    def __init__(self, code: int, said: str, location: str, wait: float | None) -> None:
        super().__init__(f"HTTP {code}")
        self.code = code
        self.said = said
        self.location = location
        self.wait = wait


class UnreachableError(Exception):
    """No server answered, or it broke off; the message says why."""


def fetch(
    opener: urllib.request.OpenerDirector, make: Callable[[], urllib.request.Request], *, timeout: float
) -> Answer:
    """The answer to a request.

    Args:
        opener: opens it.
        make: makes the request, anew for each try.
        timeout: seconds for one try, from the connection to the last byte; also how long the
            waiting between tries may take in all.

    Raises:
        TimeoutError: if the answer is not whole in time.
        RefusedError: if the server answers with an error, and, where it is busy, still does so
            after `TRIES` tries or wants to be left alone for longer than `timeout`.
        UnreachableError: if no server answers, or not to the end.
    """
    waited = 0.0
    for tried in range(1, TRIES + 1):
        try:
            return _in_time(opener, make(), timeout)
        except RefusedError as error:
            # Without Retry-After (RFC 9110, 10.2.3) twice as long each time.
            wait = 0.25 * 2.0**tried if error.wait is None else error.wait
            if error.code not in BUSY or tried == TRIES or waited + wait > timeout:
                raise
        time.sleep(wait)
        waited += wait
    raise AssertionError("the last try returns or raises")


def clean(text: str) -> str:
    """A server's words on one line, fit for a terminal."""
    return " ".join(visible(text).replace("\ufffd", " ").split())[:200]


def _in_time(opener: urllib.request.OpenerDirector, request: urllib.request.Request, seconds: float) -> Answer:
    """The answer, if it is whole in time.

    A socket's limit is for single reads, and the look-up of a name has none. So the work is done
    in a thread, which ends by itself, at the latest with the process.
    """
    outcome: list[Answer | BaseException] = []

    def work() -> None:
        try:
            outcome.append(_read(opener, request, seconds))
        except BaseException as error:
            outcome.append(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise TimeoutError
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _read(opener: urllib.request.OpenerDirector, request: urllib.request.Request, seconds: float) -> Answer:
    end = time.monotonic() + seconds
    try:
        with opener.open(request, timeout=seconds) as response:
            pieces = []
            while piece := response.read1(_PIECE):
                pieces.append(piece)
                if time.monotonic() > end:
                    raise TimeoutError
            if response.length:  # read1 does not say that less came than was announced
                raise IncompleteRead(b"", response.length)
            return Answer(b"".join(pieces), response.headers)
    except urllib.error.HTTPError as error:
        with error:
            location = clean(error.headers.get("Location", ""))
            raise RefusedError(error.code, _said(error), location, _wait(error.headers)) from None
    except TimeoutError:
        raise
    except IncompleteRead:
        raise UnreachableError("the answer broke off") from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise TimeoutError from None
        raise UnreachableError(_reason(reason)) from None


def _wait(headers: Message) -> float | None:
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal() and said.isascii():
        return float(said)
    try:
        when = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # -0000 is a time in UTC too, but comes without a zone.
    return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - time.time())


def _said(error: urllib.error.HTTPError) -> str:
    try:
        text = error.read(2000).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return ""
    return clean(text.partition("SPARQL query:")[0])  # Virtuoso goes on with the query


def _reason(error: object) -> str:
    if isinstance(error, gaierror):
        return "no such host"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return clean(str(error)) or type(error).__name__
