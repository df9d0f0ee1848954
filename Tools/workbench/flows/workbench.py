"""A workbench under test: the program's own server over a store of its own, and plain HTTP to it."""
import http.client
import os
import re
import selectors
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

START_SECONDS = 60
ANSWER_SECONDS = 60


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8")


class Workbench:
    """`constat serve` over a store, until it is stopped or killed."""

    def __init__(self, program, store, *arguments):
        self.store = store
        self.words = tempfile.TemporaryFile()
        command = [program, "serve", "--store", str(store), "--port", "0", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.words)
        self.opened = self._first_address()
        parts = urllib.parse.urlsplit(self.opened)
        self.host, self.port = parts.hostname, parts.port
        self.address = f"{parts.scheme}://{parts.netloc}"
        self._wait_until_loaded()

    def _first_address(self):
        """The address that the program prints once it answers there."""
        selector = selectors.DefaultSelector()
        selector.register(self.process.stdout, selectors.EVENT_READ)
        printed, deadline = b"", time.monotonic() + START_SECONDS
        while b"\n" not in printed and selector.select(max(0, deadline - time.monotonic())):
            piece = os.read(self.process.stdout.fileno(), 4096)
            if not piece:
                break
            printed += piece
        found = re.search(rb"http://\S+", printed)
        if not found:
            self.kill()
            raise AssertionError(f"the server printed no address: {printed!r}; {self.said()}")
        return found.group().decode()

    def _wait_until_loaded(self):
        """The pages are there at once, and empty until the whole store is taken in; the first page says how far that is."""
        begun = time.monotonic()
        while self.is_alive() and b'id="loading"' in self.get("/").body:
            time.sleep(0.05)
        self.loading_seconds = time.monotonic() - begun

    def said(self):
        """What it wrote on standard error."""
        self.words.seek(0)
        return self.words.read().decode("utf-8", "replace")

    def is_alive(self):
        return self.process.poll() is None

    def stop(self):
        if self.is_alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError("the server does not stop when it is told to")
        finally:
            self.process.stdout.close()

    def kill(self):
        """As a power cut would: it has no time for anything."""
        self.process.kill()
        self.process.wait()

    def peak_megabytes(self):
        """The most memory it ever had, or None where the system does not say."""
        try:
            with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
                return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))
        except FileNotFoundError:
            return None

    # -- Plain HTTP

    def connect(self, seconds=ANSWER_SECONDS):
        return socket.create_connection((self.host, self.port), timeout=seconds)

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=ANSWER_SECONDS)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.request("GET", path, headers=headers)

    def raw(self, sent):
        """What comes back for these bytes until the server closes; the status is None where nothing came."""
        with self.connect() as connection:
            connection.sendall(sent)
            response = http.client.HTTPResponse(connection)
            try:
                response.begin()
                return Answer(response.status, response.headers, response.read())
            except (http.client.HTTPException, ConnectionError):
                return Answer(None, {}, b"")

    def form_token(self):
        return re.search(r'name="form-token" content="([^"]+)"', self.get("/settings").text).group(1)

    def post(self, path, fields, token=None, **headers):
        """As a form of our own page would."""
        fields = {"form_token": token or self.form_token(), **fields}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address, **headers}
        return self.request("POST", path, urllib.parse.urlencode(fields), headers)


def assert_fits(page):
    """No part of the page lies beside the window."""
    width, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= window, f"{page.url} is {width} px wide in a window of {window}"
