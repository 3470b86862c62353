"""What opens requests: it logs in as the server asks, follows no redirect, and takes no proxy to this machine."""

import ipaddress
import urllib.request as request
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

__all__ = ["opener"]


def opener(url: str, user: str | None, password: str | None) -> request.OpenerDirector:
    """Opens requests to one address; user and password go nowhere else, by Digest or Basic as the server asks."""
    handlers: list[request.BaseHandler] = [_NoRedirect()]
    if user is not None and password is not None:
        passwords = request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, user, password)
        handlers += [_Digest(passwords), _Basic(passwords)]
    if _is_loopback(urlsplit(url).hostname or ""):
        handlers.append(request.ProxyHandler({}))  # a proxy would look for the server on its own machine
    return request.build_opener(*handlers)


class _NoRedirect(request.HTTPRedirectHandler):
    """Makes a redirect an error."""

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follows nowhere."""


class _Once(request.BaseHandler):
    """Gives user and password once; the library's own Digest gives wrong ones six times."""

    def http_error_401(self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> Any:
        """Asks again with user and password, where the server wants them in the way that this handler knows."""
        if req.has_header("Authorization"):
            return None
        try:
            return super().http_error_401(req, fp, code, msg, headers)  # type: ignore[misc]
        except (ValueError, IndexError):  # another way, or none that can be read
            return None
        finally:
            if req.has_header("Authorization"):  # it was asked again
                fp.close()


class _Digest(_Once, request.HTTPDigestAuthHandler):
    pass


class _Basic(_Once, request.HTTPBasicAuthHandler):
    pass


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
