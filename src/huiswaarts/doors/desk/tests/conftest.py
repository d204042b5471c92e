from .desk_world import as_, case, world  # noqa: F401
