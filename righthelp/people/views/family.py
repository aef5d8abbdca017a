"""The pages on which family is added: who it is, who they are to each other, parental responsibility and contact."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.people.access import family_to_change, person_beside, person_to_change, value_to_change
from righthelp.people.actions import note_about_relationship, relate
from righthelp.people.forms.family import AboutForm, RelativeForm, WhoForm
from righthelp.people.models import Person, Relationship
from righthelp.people.presenters import born_words, name_of
from righthelp.people.relations import RAISING
from righthelp.people.values import FAMILY
from righthelp.people.views.records import writers
from righthelp.people.views.saving import home_of, saved, show


@page(writers, "GET", "POST")
def record_family_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose whom to add to the family, of those whom the reader may see."""
    circle = family_to_change(person_signed_in(request), public_id, page="add family")
    tied = {key for tie in circle.ties for key in (tie.person_id, tie.relative_id)}
    others = [one.person for one in circle.others.values() if one.person.stage != Person.Stage.LOST]
    near = sorted(others, key=lambda one: (one.pk not in tied, name_of(one).casefold(), one.pk))
    people = [(str(one.public_id), ", ".join(filter(None, (name_of(one), born_words(one))))) for one in near]
    form = WhoForm(given(request), people=people)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(reverse("record_family_add_one", args=[public_id, form.cleaned_data["who"]]))
    return show(request, circle.seen, form, "Add to the family", template="family_add", people=people, save="Continue")


@page(writers, "GET", "POST")
def record_family_add_one(request: HttpRequest, public_id: UUID, relative_id: UUID) -> HttpResponse:
    """Say who somebody is to the person."""
    by = person_signed_in(request)
    seen = person_to_change(by, public_id, page="add family")
    person, relative = seen.person, person_beside(by, relative_id)
    title = f"Who is {name_of(relative)} to {name_of(person)}?"
    form = RelativeForm(given(request), relative=relative, question=title)

    def change() -> None:
        kind, is_back = form.way()
        child, other = (relative, person) if is_back else (person, relative)
        days = {name: form.cleaned_data[name] for name in ("from_on", "to_on", "source")}
        relate(person=child, relative=other, kind=kind, by=by, **days)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, form, change, home_of(seen), "The family is saved.")
        if answer:
            return answer
    back = reverse("record_family_add", args=[public_id])
    return show(request, seen, form, "Who they are to each other", back=back)


@page(writers, "GET", "POST")
def record_family_about(request: HttpRequest, public_id: UUID, tie_id: UUID) -> HttpResponse:
    """Note parental responsibility, contact, safety and who matters, on the child's own record."""
    by = person_signed_in(request)
    seen, tie = value_to_change(by, public_id, FAMILY, tie_id, page="parental responsibility and contact")
    if not isinstance(tie, Relationship) or tie.person_id != seen.person.pk:
        raise Http404
    form = AboutForm(given(request), tie=tie)

    def change() -> None:
        had = {"has_parental_responsibility": tie.has_parental_responsibility}
        note_about_relationship(relationship=tie, by=by, **{**had, **form.cleaned_data})

    if request.method == "POST" and form.is_valid():
        answer = saved(request, form, change, home_of(seen), "It is saved.")
        if answer:
            return answer
    title = f"{'Parental responsibility, contact' if tie.kind in RAISING else 'Contact'}, safety and who matters"
    about = {"value_title": tie.get_kind_display(), "value": name_of(tie.relative)}
    return show(request, seen, form, title, **about)
