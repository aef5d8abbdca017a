"""A daemon on the loopback address that speaks as ClamAV's does, and as it should not."""

import socket
import threading
from types import TracebackType

# The file with which people try virus scanners; put together here, so that none trips over this repository.
EICAR = "".join(["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"]).encode()


class Scanner:
    """Listens on a port until it is closed; `mood` says how it answers, `seen` what it was sent."""

    def __init__(self, path: str = "") -> None:
        self.mood = "well"
        self.seen: list[bytes] = []
        self.listening = _at_path(path) if path else socket.create_server(("127.0.0.1", 0))
        self.address = path or f"127.0.0.1:{self.listening.getsockname()[1]}"
        self.open: list[socket.socket] = []
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Scanner":
        self.thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, where: TracebackType | None) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for line in self.open:
            line.close()
        self.thread.join()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            if self.mood == "silent":
                self.open.append(line)  # until the test is over
            else:
                with line:
                    self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        if self.mood == "hangs up":
            return
        content = _read(line)
        self.seen.append(content)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        line.sendall(OTHERWISE.get(self.mood, found))


OTHERWISE = {
    "too large": b"INSTREAM size limit exceeded. ERROR\0",
    "garbled": b"stream: OKAY\0",
    "cut short": b"stream: OK",
    "endless": b"stream: " + b"A" * 100_000,
}


def _at_path(path: str) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen()
    return listening


def _read(line: socket.socket) -> bytes:
    with line.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        pieces = []
        while length := int.from_bytes(stream.read(4)):
            pieces.append(stream.read(length))
        return b"".join(pieces)
