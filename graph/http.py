"""One HTTP request that ends in time: retried where a server is busy, never sent on to another address."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Final, TypeVar

__all__ = ["BUSY", "TRIES", "RefusedError", "UnreachableError", "clean", "fetch", "opener"]

BUSY: Final = frozenset({429, 502, 503, 504})
"""Status codes after which a server may be asked again."""
TRIES: Final = 4
T = TypeVar("T")


class RefusedError(Exception):
    """A server answered with an error.

    Attributes:
        code: the status code.
        said: the beginning of what it said, on one line.
        location: where it sends to instead, if it does.
        wait: seconds after which it may be asked again.
    """

    def __init__(self, code: int, said: str, location: str, wait: float) -> None:
        super().__init__(f"HTTP {code}")
        self.code = code
        self.said = said
        self.location = location
        self.wait = wait


class UnreachableError(Exception):
    """No server answered, or the connection broke; the message says why."""


def opener(url: str, user: str | None, password: str | None) -> urllib.request.OpenerDirector:
    """What opens requests: user and password go to this address alone, by Digest or Basic as the server asks."""
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if user is not None and password is not None:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, user, password)
        handlers += [urllib.request.HTTPDigestAuthHandler(passwords), urllib.request.HTTPBasicAuthHandler(passwords)]
    return urllib.request.build_opener(*handlers)


def fetch(
    opener: urllib.request.OpenerDirector, make: Callable[[], urllib.request.Request], *, timeout: float
) -> bytes:
    """The body of the answer to a request.

    Args:
        opener: from `opener`.
        make: makes the request, anew for each try.
        timeout: seconds for one try, from the connection to the last byte; also how long the
            waiting between tries may take in all.

    Raises:
        TimeoutError: if the answer is not whole in time.
        RefusedError: if the server answers with an error, and, where it is busy, still does so after `TRIES` tries.
        UnreachableError: if no server answers.
    """

    def read() -> bytes:
        with opener.open(make(), timeout=timeout) as response:
            body: bytes = response.read()
            return body

    waited = 0.0
    for tried in range(TRIES):
        try:
            return _within(timeout, read)
        except urllib.error.HTTPError as error:
            with error:
                wait = _wait(error, tried)
                if error.code not in BUSY or tried + 1 == TRIES or waited + wait > timeout:
                    raise RefusedError(
                        error.code, _said(error), clean(error.headers.get("Location", "")), wait
                    ) from None
            time.sleep(wait)
            waited += wait
        except TimeoutError:
            raise
        except (OSError, HTTPException, ValueError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise TimeoutError from None
            raise UnreachableError(_reason(error)) from None
    raise AssertionError("the last try returns or raises")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Makes a redirect an error."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follows nowhere."""


def _within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, if it does so in time; work that does not is left to its own end.

    Raises:
        TimeoutError: if it takes longer.
    """
    result: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not result:
        raise TimeoutError
    return result[0]


def _wait(error: urllib.error.HTTPError, tries: int) -> float:
    """Seconds until the next try: what Retry-After says (RFC 9110, 10.2.3), else twice as long each time."""
    said = error.headers.get("Retry-After", "").strip()
    if said.isdecimal() and said.isascii():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return 0.5 * float(2**tries)


def _said(error: urllib.error.HTTPError) -> str:
    """The beginning of what the server says, fit for a terminal."""
    try:
        return clean(error.read(2000).decode("utf-8", "replace"))
    except (OSError, HTTPException):
        return ""


def clean(text: str) -> str:
    """A server's words on one line, fit for a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))[:200]


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, socket.gaierror):
        return "no such host"
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return clean(str(reason)) or type(reason).__name__
