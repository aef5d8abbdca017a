"""What every test shares: both databases, the teardown of the log, requirement marks, and the guidance."""

import gc
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

REQUIREMENTS_OUT = "RIGHTHELP_REQUIREMENTS_OUT"
DATABASE_FIXTURES = {"db", "transactional_db"}
PAGES = re.compile(r"test_pages?_|.*_pages\.py$")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if PAGES.match(item.path.name):
            item.add_marker(pytest.mark.page)
        for mark in item.iter_markers("requirement"):
            item.user_properties.extend(("requirement", id_) for id_ in mark.args)


def pytest_collection_finish() -> None:
    """Leave what stays until the end out of each look for what can be freed: a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


class RequirementResults:
    """Collects, over all workers, which requirement's tests passed and which did not."""

    def __init__(self) -> None:
        self.results: dict[str, dict[str, bool]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            for kind, id_ in report.user_properties:
                if kind == "requirement":
                    tests = self.results.setdefault(str(id_), {})
                    tests[report.nodeid] = report.passed and tests.get(report.nodeid, True)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        path = os.environ.get(REQUIREMENTS_OUT)
        if path and not hasattr(session.config, "workerinput"):
            kept = json.loads(Path(path).read_text()) if Path(path).exists() else {}
            for id_, tests in self.results.items():
                for test, passed in tests.items():
                    before = kept.setdefault(id_, {}).get(test, True)
                    kept[id_][test] = before and passed
            Path(path).write_text(json.dumps(kept, indent=1, sort_keys=True))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(RequirementResults(), "requirement-results")


@pytest.fixture(scope="session", autouse=True)
def _log_can_be_flushed_between_tests() -> Iterator[None]:
    """Take the log's triggers off only while a test's own database is flushed; on again before the next test."""
    from righthelp.audit.triggers import lifted

    plain = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with lifted():
            plain(self)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = plain  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """Tests that are rolled back use the same keys again: nothing kept in memory may outlive them."""
    from righthelp.guidance.search.index import forget_indexes

    cache.clear()
    forget_indexes()


@pytest.fixture
def guidance(db: None) -> dict[str, Any]:
    """Give the built-in editions by slug, published, with Bath and North East Somerset's ready to be adopted."""
    from righthelp.guidance.built_in import load_built_in
    from righthelp.guidance.models import Edition

    if not Edition.objects.exists():
        load_built_in()
    return {edition.framework.slug: edition for edition in Edition.objects.select_related("framework")}
