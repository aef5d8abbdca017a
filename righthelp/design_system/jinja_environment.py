"""The template environment: GOV.UK macros, our macros, formatters; everything escaped."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from righthelp.design_system import body_map, formatters, forms, plain_words


def environment(**options: Any) -> Environment:
    """Build the environment that Django's Jinja2 backend uses.

    The GOV.UK macros walk through options that are not given, hence ChainableUndefined.
    """
    options["undefined"] = ChainableUndefined
    env = Environment(autoescape=options.pop("autoescape", True), trim_blocks=True, lstrip_blocks=True, **options)
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    env.loader = ChoiceLoader([loader for loader in (env.loader, govuk) if loader])
    env.globals.update(static=_static, url=_url, field_kind=forms.kind, field_options=forms.component)
    env.globals.update(words_to_explain=plain_words.found, about_length=plain_words.about_length)
    env.globals.update(body_map_drawn=body_map.for_page, body_map_rows=body_map.rows)
    env.filters.update(
        {name: getattr(formatters, name) for name in formatters.__all__},
    )
    return env


def _static(path: str) -> str:
    """Ask for the storage each time: what measures pages gives them another one."""
    return str(staticfiles_storage.url(path))


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
