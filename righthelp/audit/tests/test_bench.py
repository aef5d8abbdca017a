import pytest
from pytest_django.fixtures import Settings

from righthelp.audit import bench
from righthelp.audit.models import Event
from righthelp.calendar.models import ClosedDay

pytestmark = pytest.mark.django_db


def test_the_bench_measures_both_and_removes_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "CHANGES", 3)
    measured = bench.audited_change()
    assert set(measured) == {"unaudited_ms", "audited_ms", "ratio", "budget"}
    assert measured["ratio"] == measured["audited_ms"] / measured["unaudited_ms"]
    assert Event.objects.filter(name="calendar.bench_ran").count() == 3
    assert not ClosedDay.objects.exists()


def test_the_bench_never_writes_among_real_records(settings: Settings) -> None:
    settings.INVENTED_PEOPLE = False
    with pytest.raises(RuntimeError, match="where people are invented"):
        bench.audited_change()
    assert not Event.objects.exists()
