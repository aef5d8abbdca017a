"""Asking ClamAV's daemon what it thinks of a file (its command INSTREAM; the file itself stays where it is)."""

import socket
import time
from pathlib import Path

PATIENCE = 60.0  # seconds for one file, from connecting to the answer
PIECE = 64 * 1024
LONGEST_ANSWER = 4096


class NoAnswer(OSError):
    """The daemon did not say whether a file is clean: it is down, slow or broken, or takes no file as large."""


def finds_virus(path: Path, *, at: str) -> bool:
    """Ask the daemon that listens at a host and port, or at the path of a socket, whether a file holds a virus.

    Raises:
        NoAnswer: where it does not say.
        FileNotFoundError: where there is no such file.
    """
    until = time.monotonic() + PATIENCE
    with path.open("rb") as file:
        try:
            with _connected(at) as line:
                _send(line, b"zINSTREAM\0", until)
                while piece := file.read(PIECE):
                    _send(line, len(piece).to_bytes(4) + piece, until)
                _send(line, bytes(4), until)
                return _is_infected(_answer(line, until))
        except OSError as error:
            raise NoAnswer from error


def _connected(at: str) -> socket.socket:
    if at.startswith("/"):
        return _connected_to_path(at)
    host, _, port = at.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)


def _connected_to_path(path: str) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, data: bytes, until: float) -> None:
    line.settimeout(_left(until))
    line.sendall(data)


def _answer(line: socket.socket, until: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        line.settimeout(_left(until))
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _is_infected(answer: bytes) -> bool:
    """Believe only the two answers that the daemon gives for a file that it has read."""
    if answer == b"stream: OK\0":
        return False
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND\0"):
        return True
    raise NoAnswer
