"""What is opened needs no notice any more."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from righthelp.agencies.models import Practitioner
from righthelp.messages.actions import mark_opened
from righthelp.messages.presenters import unread_of

OPENED = 200
Answer = Callable[[HttpRequest], HttpResponse]


def read_by_opening(get_response: Answer) -> Answer:
    """Mark somebody's notices as read once they opened the page of one thing that they lead to, on whatever way.

    A list is not one thing: whoever looks at it may not have seen what the notice says.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        found = request.resolver_match
        is_of_one_thing = bool(found and found.kwargs) and request.method == "GET" and response.status_code == OPENED
        if is_of_one_thing and isinstance(request.user, Practitioner) and unread_of(request.user).all:
            mark_opened(page=request.get_full_path(), by=request.user)
        return response

    return answer
