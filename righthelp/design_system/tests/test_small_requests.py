"""Large requests are refused before anything of them is read."""

from typing import Any

import pytest
from django.test import Client

MB = 1024 * 1024


class Unreadable:
    """A body that must not be read."""

    def read(self, *size: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def sent(address: str, length: int, **more: Any) -> Any:
    """Say that a form of this length follows, and fail when anybody reads it."""
    about = {"CONTENT_LENGTH": str(length), "wsgi.input": Unreadable(), **more}
    return Client(enforce_csrf_checks=True).post(address, content_type="multipart/form-data; boundary=x", **about)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/worry", "/worry/results", "/sign-in", "/account/password", "/editor/panel/x"])
@pytest.mark.parametrize("length", [MB + 1, 40 * MB])
def test_a_page_without_files_refuses_more_than_a_megabyte_unread(address: str, length: int) -> None:
    response = sent(address, length)
    assert response.status_code == 413
    assert "What was sent is too large" in response.text
    assert "Nothing was saved. Go back and send less." in response.text


@pytest.mark.django_db
def test_the_page_that_loads_files_refuses_more_than_twelve_megabytes_unread() -> None:
    assert sent("/editor/load", 12 * MB + 1).status_code == 413


@pytest.mark.django_db
def test_the_page_that_loads_files_takes_twelve_megabytes() -> None:
    with pytest.raises(AssertionError, match="the body was read"):
        sent("/editor/load", 12 * MB)


@pytest.mark.django_db
def test_an_address_that_is_no_page_reads_nothing() -> None:
    assert sent("/no-such-page", 40 * MB).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "many"])
def test_nothing_is_read_when_no_length_is_given(length: str) -> None:
    """A body in chunks has none: Django takes it for empty."""
    response = sent("/worry", 0, CONTENT_LENGTH=length, HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 200
    assert "Write what you are worried about" in response.text


@pytest.mark.django_db
def test_a_worry_of_ordinary_length_is_answered() -> None:
    assert Client().post("/worry", {"text": "She is often hungry. " * 400}).status_code == 200
