from .hall import as_, bring, full, other, table  # noqa: F401
