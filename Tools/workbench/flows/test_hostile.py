"""What must be refused, over plain HTTP: wrong hosts, forms from elsewhere, path tricks, broken and endless requests.

After each the server still answers, which `alive` checks.
"""
import contextlib
import re
import socket
import time

import pytest

PAGES = ["/", "/documents", "/queue", "/events", "/map", "/ledgers", "/history", "/export", "/settings"]


@pytest.fixture(autouse=True)
def alive(shared):
    yield
    assert shared.is_alive(), shared.said()
    assert shared.get("/settings").status == 200


def get(shared, target, headers=""):
    return shared.raw(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n".encode())


# -- Who asks


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:{port}", "localhost.evil.example", "127.0.0.1.nip.io:{port}", "127.0.0.1.",
    "localhost@evil.example", "0x7f000001", "2130706433", "[::1", "localhost:port", "",
])
def test_a_name_that_somebody_points_here_is_refused(shared, host):
    host = host.format(port=shared.port)
    answer = shared.raw(f"GET /documents HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.status in (400, 421)
    assert b"<html" not in answer.body


@pytest.mark.parametrize("sent", [
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
], ids=["none", "two", "absolute"])
def test_a_request_without_one_plain_host_is_refused(shared, sent):
    assert shared.raw(sent).status in (400, 421)


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}"])
def test_the_machines_own_names_are_answered(shared, host):
    assert shared.get("/", Host=host.format(port=shared.port)).status == 200


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:1"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
], ids=str)
def test_a_form_from_elsewhere_changes_nothing(shared, headers):
    answer = shared.post("/settings", {"name": "Mallory"}, **headers)
    assert answer.status == 403
    assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize("token", ["wrong", "0" * 32, "é"])
def test_a_form_without_the_token_changes_nothing(shared, token):
    answer = shared.post("/settings", {"name": "Mallory"}, token=token)
    assert answer.status == 403
    assert answer.headers["Set-Cookie"] is None
    assert shared.request("POST", "/settings", "name=Mallory").status == 403


def test_our_own_form_is_taken(shared):
    assert shared.post("/settings", {"name": "Awa", "language": "en"}).status == 303


# -- What is asked


@pytest.mark.parametrize("path", [
    "/..%2f..%2f..%2fetc%2fpasswd", "/../../../etc/passwd", "/documents/..%2f..%2fetc%2fpasswd", "/documents/..",
    "/documents/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../../etc/passwd", "/assets/..%5c..%5cetc%5cpasswd",
    "/documents/%00", "/documents/%zz", "/documents/%", "/documents/%c3%28", "/documents/%ff", "/events/%00",
    "/claims/%2e%2e/1", "/claims/x/99999999999999999999", "/events/-1", "/%00", "//evil.example/", "/\\evil.example",
    "/documents?q=%ff", "/documents?%zz", "/documents/" + "../" * 500,
])
def test_tricks_with_paths_find_nothing(shared, path):
    answer = get(shared, path)
    assert 400 <= answer.status < 500
    assert b"root:" not in answer.body


@pytest.mark.parametrize("path", PAGES)
def test_nonsense_in_a_query_is_said_or_left_out(shared, path):
    names = ["on", "from", "to", "window", "type", "party", "grade", "source", "event", "q", "page", "measure", "side",
             "sort", "profile", "area", "next", "token"]
    values = ["", "2016-99-99", "0000-00-00", "99999-01-01", "-1", "999999999999999999999", "NaN", "1e308", "%00",
              "%3Cscript%3Ealert(1)%3C/script%3E", "%E2%80%AE", "'%22--", "a" * 4000, "%F0%9F%98%80"]
    for name in names:
        for value in values:
            answer = shared.get(f"{path}?{name}={value}")
            assert answer.status < 500, f"{path}?{name}={value[:40]}"
            assert b"<script>alert" not in answer.body, f"{path}?{name}={value}"


@pytest.mark.parametrize("length", [20_000, 1_000_000])
def test_an_endless_address_is_refused(shared, length):
    assert get(shared, "/documents?q=" + "a" * length).status in (400, 414, 431, None)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"])
def test_other_methods_are_refused(shared, method):
    answer = shared.raw(f"{method} /settings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.status in (400, 404, 405, 501)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"name=%zz", b"name=%ff", b"name=%c3%28"], ids=str)
def test_a_form_of_broken_bytes_is_refused(shared, body):
    token = f"form_token={shared.form_token()}&".encode()
    assert shared.request("POST", "/settings", token + body).status == 400


@pytest.mark.parametrize("path", [
    "//evil.example", "https://evil.example", "/\\evil.example", "/x\r\nSet-Cookie: stolen=1", "javascript:alert(1)",
    "/\u202e", "\t//evil.example",
])
def test_redirections_stay_here_and_add_no_header(shared, path):
    answer = shared.post("/settings", {"name": "x\r\nSet-Cookie: stolen=1", "next": path})
    assert answer.status == 303
    assert re.fullmatch(r"/([!-.0-~][!-~]*)?", answer.headers["Location"])
    assert not any(cookie.startswith("stolen") for cookie in answer.headers.get_all("Set-Cookie"))


# -- How it is sent


@pytest.mark.parametrize("sent", [
    b"\r\n\r\n\r\n\r\n", b"\x00\x01\x02\x03\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: \x00\r\n\r\n",
    b"POST /settings HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /settings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 8\r\n\r\nabcd",
    b"POST /settings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST /settings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
], ids=str)
def test_what_is_no_request_is_refused(shared, sent):
    with contextlib.suppress(ConnectionError), shared.connect() as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        status = connection.recv(4096).split(b"\r\n")[0]
        assert not status or b" 4" in status[:12] or b" 5" in status[:12] or b" 200 " in status, status


@pytest.mark.parametrize("headers", [f"X-Long: {'a' * 1_000_000}\r\n", "X: y\r\n" * 100_000], ids=["long", "many"])
def test_huge_headers_are_refused(shared, headers):
    with contextlib.suppress(ConnectionError):
        assert get(shared, "/", headers).status in (400, 431, None)


def test_a_form_of_fifty_megabytes_is_refused_and_not_kept(shared):
    before = shared.peak_megabytes()
    token = shared.form_token()
    for headers in [{}, {"X-Constat-Token": token}]:
        # The server may close before it has read all of it.
        with contextlib.suppress(ConnectionError):
            assert shared.request("POST", "/settings", b"a" * 50_000_000, headers).status in (403, 413)
    if before:
        assert shared.peak_megabytes() < before + 60


def test_a_form_without_an_end_is_refused_before_it_ends(shared):
    """Chunks that never stop: the answer does not wait for the last."""
    with shared.connect() as connection:
        connection.sendall(b"POST /settings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(40):
            connection.sendall(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")
        assert b" 413 " in connection.recv(4096).split(b"\r\n")[0]


def test_visitors_who_do_not_finish_block_nobody(shared):
    """Two hundred requests that stop in the middle; the next visitor is answered at once."""
    with contextlib.ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(shared.connect())
            connection.sendall([
                b"GET / HTTP/1.1\r\nHost: local",
                b"POST /settings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nname=",
            ][number % 2])
        assert shared.get("/settings").status == 200
