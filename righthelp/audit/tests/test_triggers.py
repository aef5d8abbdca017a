from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Model
from pytest_django.fixtures import Settings

from righthelp.audit.actions import look, seal
from righthelp.audit.models import Event, Look, Seal
from righthelp.audit.triggers import TABLES, install, lifted
from righthelp.calendar.models import ClosedDay

MODELS = [Event, Look, Seal]
Events = Callable[[int], list[Event]]


@pytest.fixture
def filled(events: Events, subject: ClosedDay) -> None:
    """A row in each of the three tables."""
    events(1)
    look(by=ClosedDay(pk=7), subject=subject, page="a.page")
    seal()


def is_refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("model", MODELS)
def test_rows_cannot_be_updated_or_deleted_through_django(model: type[Model]) -> None:
    row = model._default_manager.first()
    assert row is not None
    for change in (row.save, row.delete, model._default_manager.all().delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model._default_manager.update(at="2020-01-01T00:00:00Z")


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("table", TABLES)
def test_rows_cannot_be_altered_with_plain_sql(table: str) -> None:
    assert is_refused(f"UPDATE {table} SET id = id + 1000000")  # noqa: S608
    assert is_refused(f"DELETE FROM {table}")  # noqa: S608
    if connection.vendor == "postgresql":
        assert is_refused(f"TRUNCATE {table}")
        assert is_refused(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    else:
        assert is_refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
def test_a_seal_cannot_be_replaced_under_its_number() -> None:
    old = Seal.objects.get(table="event")
    new = Seal(id=old.id + 1000, mac="0" * 64, **vars(old.contents))
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.bulk_create([new], update_conflicts=True, update_fields=["mac"], unique_fields=["table", "number"])
    if connection.vendor == "sqlite":
        columns = ", ".join(f'"{field.column}"' for field in Seal._meta.concrete_fields if field.name != "id")
        assert is_refused(
            f"INSERT OR REPLACE INTO audit_seal (id, {columns}) SELECT id + 1000, {columns} FROM audit_seal"  # noqa: S608
        )


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
def test_installing_twice_changes_nothing() -> None:
    install()
    install()
    assert is_refused("DELETE FROM audit_event")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("filled")
def test_triggers_are_back_after_migrate_when_the_table_was_rebuilt() -> None:
    name = Event._meta.get_field("name")
    longer = models.CharField(max_length=150, editable=False)
    longer.set_attributes_from_name("name")
    longer.model = Event
    with connection.schema_editor() as editor:
        editor.alter_field(Event, name, longer)
    if connection.vendor == "sqlite":
        assert not is_refused("UPDATE audit_event SET id = id"), "SQLite drops triggers with the old table"
    with connection.schema_editor() as editor:
        editor.alter_field(Event, longer, name)
    call_command("migrate", verbosity=0)
    assert is_refused("UPDATE audit_event SET id = id")
    assert is_refused("DELETE FROM audit_event")


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
def test_installing_passes_over_tables_that_do_not_exist() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_look RENAME TO audit_look_elsewhere")
    install()
    assert is_refused("DELETE FROM audit_event")


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("value", [False, "yes", 1, None])
def test_triggers_are_lifted_only_where_the_settings_say_that_this_is_a_test(settings: Settings, value: object) -> None:
    settings.TESTING_AUDIT_TEARDOWN = value
    with pytest.raises(ImproperlyConfigured, match="tests only"), lifted():
        pytest.fail("lifted")
    assert is_refused("DELETE FROM audit_event")


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
def test_settings_that_say_nothing_lift_nothing(settings: Settings) -> None:
    del settings.TESTING_AUDIT_TEARDOWN
    with pytest.raises(ImproperlyConfigured, match="tests only"), lifted():
        pytest.fail("lifted")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("filled")
def test_triggers_come_back_after_being_lifted_even_when_the_teardown_fails() -> None:
    def fail_while_lifted() -> None:
        with lifted():
            assert not is_refused("DELETE FROM audit_look")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_while_lifted()
    assert all(is_refused(f"DELETE FROM {table}") for table in ("audit_event", "audit_seal"))  # noqa: S608
