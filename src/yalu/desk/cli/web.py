"""Fetches one page over http or https, within limits of size, time and redirects."""

import time

import httpx

import yalu
from yalu.vocabulary import DocumentError

SECONDS = 30.0
REDIRECTS = 5

Page = tuple[bytes, str | None]


def fetch(address: str, largest: int, seconds: float = SECONDS) -> Page:
    """The body of a page, decompressed, at most `largest` bytes, and its content type.

    Raises DocumentError for another scheme, an answer that is not 200, too many
    redirects, too many bytes, or more than `seconds` in all.
    """
    deadline = time.monotonic() + seconds
    headers = {"user-agent": f"yalu/{yalu.__version__}"}
    with httpx.Client(timeout=min(seconds, 10.0), headers=headers, trust_env=True) as client:
        try:
            return _follow(client, address, largest, deadline)
        except httpx.TimeoutException:
            raise DocumentError(address, "no answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise DocumentError(address, f"cannot be fetched: {error}") from None


def _follow(client: httpx.Client, address: str, largest: int, deadline: float) -> Page:
    url = httpx.URL(address)
    for _ in range(REDIRECTS + 1):
        if url.scheme not in ("http", "https") or not url.host:
            raise DocumentError(address, "only http and https addresses can be fetched")
        with client.stream("GET", url) as answer:
            if answer.has_redirect_location:
                url = answer.url.join(answer.headers["location"])
                continue
            if answer.status_code != httpx.codes.OK:
                raise DocumentError(address, f"the server answers {answer.status_code}")
            body = _body(answer, address, largest, deadline)
            return body, answer.headers.get("content-type")
    raise DocumentError(address, f"more than {REDIRECTS} redirects")


def _body(answer: httpx.Response, address: str, largest: int, deadline: float) -> bytes:
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > largest:
            raise DocumentError(address, f"larger than {largest // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise DocumentError(address, "no end in time")
    return bytes(body)
