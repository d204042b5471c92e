"""Foreign keys and plain indexes are taken down for a large load and put back after it.

Eight million row-by-row checks cost a minute; the same checks over whole tables cost seconds.
All in the transaction of the load: the keys are validated when they come back, and if anything
fails they were never gone. The tables are locked meanwhile, so this is for a region's first day
only: with far more in the database than in the kit, rows are checked one by one as always.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from huiswaarts.doors.console.kits.bulk import rows_of, run

TABLES = (
    "cases_sharing",
    "boxes_box",
    "boxes_answer",
    "boxes_check",
    "boxes_confirmation",
    "boxes_derivedanswer",
)
FOREIGN_KEYS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
where contype = 'f' and conrelid = any (%s::regclass[]) order by 1, 2
"""
# Unique indexes stay: they find what the loading itself could do wrong.
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
where i.indrelid = any (%s::regclass[]) and not i.indisunique order by 1
"""


@contextmanager
def set_aside(answers: int) -> Iterator[None]:
    """For the time of a load of so many answers, where that is worth it."""
    if not _is_worth_it(answers):
        yield
        return
    run("set local maintenance_work_mem = '64MB'")
    keys = rows_of(FOREIGN_KEYS, (list(TABLES),))
    indexes = rows_of(INDEXES, (list(TABLES),))
    for table, name, _ in keys:
        run(f'alter table {table} drop constraint "{name}"')
    for name, _ in indexes:
        run(f"drop index {name}")
    yield
    # What the other tables still have to check comes first: it would stand in the way.
    run("set constraints all immediate")
    run("set constraints all deferred")
    for _, definition in indexes:
        run(definition)
    for table, name, definition in keys:
        run(f'alter table {table} add constraint "{name}" {definition}')


def _is_worth_it(answers: int) -> bool:
    if answers < 50_000:  # noqa: PLR2004 - below this it is a matter of a second or two
        return False
    most = answers * 3
    ((known,),) = rows_of("select count(*) from (select from boxes_answer limit %s) a", (most,))
    return int(known) < most
