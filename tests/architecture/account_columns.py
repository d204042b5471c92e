"""Finds, in the source, every place that writes a column of an account from which rights follow.

A column is written by setting it, by `update`, by the fields of a `save` or a model form, by making
an account with it, and by SQL. Which functions may is in test_account_columns.py.
"""

import ast
import re

from .tree import SRC, name, python_files, tree

COLUMNS = {
    "is_active", "password", "claimed_at", "client_only_from", "death_reported_at",
    "session_stamp", "email", "phone",
}  # fmt: skip
SETS_PASSWORD = {"set_password", "set_unusable_password"}
MAKES = {"User", "create_user", "create_superuser"}
WRITES = {"update", "update_or_create", "get_or_create", "bulk_create", "update_values"}
IN_SQL = re.compile(
    r"\b(?:update|insert\s+into)\s+(?:only\s+)?accounts_user\b([^;]*)", re.IGNORECASE | re.DOTALL
)
# Migrations are one past moment each; tests and the definition of the columns write nothing.
APART = re.compile(r"/(migrations|tests)/")


def _called(node):
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _attributes(target):
    if isinstance(target, ast.Attribute):
        yield target.attr
    elif isinstance(target, (ast.Tuple, ast.List)):
        for one in target.elts:
            yield from _attributes(one)


def _texts(node):
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)} & COLUMNS


def _of_call(node):
    called = _called(node)
    given = {k.arg for k in node.keywords if k.arg in COLUMNS}
    if called in SETS_PASSWORD:
        yield "password"
    if called in MAKES | WRITES:
        yield from given
    if called == "bulk_update":
        yield from (c for one in [*node.args[1:], *node.keywords] for c in _texts(one))
    if called == "setattr":
        named = isinstance(node.args[1], ast.Constant)
        yield from _texts(node.args[1]) if named else ("whatever it is told",)
    for keyword in node.keywords:
        if keyword.arg == "update_fields":
            yield from _texts(keyword.value)


def _of_class(node):
    """The Meta of a form over an account."""
    values = {
        target.id: one.value
        for one in node.body if isinstance(one, ast.Assign)
        for target in one.targets if isinstance(target, ast.Name)
    }  # fmt: skip
    if getattr(values.get("model"), "id", "") == "User" and "fields" in values:
        yield from _texts(values["fields"])


def _of_node(node):
    if isinstance(node, ast.Assign):
        yield from (a for t in node.targets for a in _attributes(t) if a in COLUMNS)
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        yield from (a for a in _attributes(node.target) if a in COLUMNS)
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.ClassDef):
        yield from _of_class(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from in_sql(node.value)


def in_sql(text):
    for found in IN_SQL.finditer(text):
        yield from (c for c in COLUMNS if re.search(rf"\b{c}\b\s*(=|,|\))", found.group(1)))


def writers(modules):
    """{"file:function": columns}; of a class its methods count as one."""
    found = {}
    for where, module in modules:
        for top in module.body:
            columns = {column for node in ast.walk(top) for column in _of_node(node)}
            if columns:
                found[f"{where}:{getattr(top, 'name', 'module')}"] = columns
    return found


def code():
    for path in python_files():
        if not APART.search(f"/{name(path)}"):
            yield name(path), tree(path)


def sql_files():
    """{function: columns} of the SQL, of every version of it."""
    found = {}
    for path in sorted(SRC.rglob("*.sql")):
        parts = re.split(r"(?i)\bcreate (?:or replace )?function (\w+)", path.read_text("utf-8"))
        for function, body in zip(["", *parts[1::2]], parts[0::2], strict=True):
            if columns := set(in_sql(body)):
                found.setdefault(function, set()).update(columns)
    return found
