"""`pk__any=[…]`: one array instead of many parameters, so that the question stays the same."""

from typing import Any

from django.db.models import BigIntegerField, Lookup


@BigIntegerField.register_lookup
class AnyOf(Lookup):
    """Ids or scopes of one array. A question that stays the same is prepared once."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = any(%s::bigint[])", (*params, list(self.rhs))
