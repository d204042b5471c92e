"""`pk__any=[…]`: one array instead of many parameters, so that the question stays the same."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, Lookup


@BigIntegerField.register_lookup
class AnyOf(Lookup):
    """Ids or scopes of one array. A question that stays the same is prepared once."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        given = self.rhs if hasattr(self.rhs, "as_sql") else bigints(self.rhs)
        return f"{left} = any(%s::bigint[])", (*params, given)


def bigints(ids: Iterable[int]) -> str:
    """An array as the database writes it: of one type, whatever the ids are."""
    return f"{{{','.join(map(str, ids))}}}"
