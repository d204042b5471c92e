"""Finds, in the source, every action from which somebody may gain a right.

A function touches a right when it makes a row or sets a column from which rights follow, or calls
the database function that does. What it touches goes up to whoever calls it, until a function
stands under `@granting`; a public function that does not is named in test_granting.py, or a fault.
"""

import ast
from collections import defaultdict
from dataclasses import dataclass, field

from .tree import name, python_files, tree

# Rows that give somebody something by being there.
ROWS = {
    "Membership", "TeamMember", "Table", "TableSeat", "GuestPass", "Sharing", "Invitation",
    "Offer", "RoleProposal",
}  # fmt: skip
# Columns that give somebody something by what stands in them; of rows named above, or of a case.
COLUMNS = {
    "coordinator", "coordinator_id", "chair", "chair_id", "membership", "membership_id",
    "admitted_by", "guest_pass", "role",
}  # fmt: skip
MAKES = {"create", "bulk_create", "get_or_create", "update_or_create"}
SETS = {"update", "save_version", "_save"}
IN_THE_DATABASE = (
    "app_open_case", "app_end_membership", "app_claim_offer", "app_accept_work", "app_take_seat",
    "app_answer_seat",
)  # fmt: skip
# Loaders and the demo write as the owner, for nobody in particular.
APART = ("doors/console/", "foundation/access/granting.py")


@dataclass
class Deed:
    where: str
    granting: bool
    touches: set = field(default_factory=set)
    calls: set = field(default_factory=set)


def _called(node):
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _asks(node):
    """`policies.admit(…)` asks whether it may be done; it does nothing."""
    func = node.func
    return isinstance(func, ast.Attribute) and getattr(func.value, "id", "") == "policies"


def _row_of(node):
    """`Membership.objects.create(…)` and `Membership(…)` -> "Membership"."""
    func = node.func
    if isinstance(func, ast.Name):
        return func.id if func.id in ROWS and node.keywords else ""
    names = {n.id for n in ast.walk(func) if isinstance(n, ast.Name)}
    return next(iter(names & ROWS), "") if _called(node) in MAKES else ""


def touched(node):
    """What one node of the tree gives: in words, for the report."""
    if isinstance(node, ast.Call):
        if row := _row_of(node):
            yield f"makes a {row}"
        if _called(node) in SETS:
            yield from (f"sets {k.arg}" for k in node.keywords if k.arg in COLUMNS)
            states = [k.value for k in node.keywords if k.arg == "state"]
            yield from ("makes active" for s in states if getattr(s, "attr", "") == "ACTIVE")
    if isinstance(node, ast.Assign):
        targets = [t for t in node.targets if isinstance(t, ast.Attribute)]
        yield from (f"sets {t.attr}" for t in targets if t.attr in COLUMNS)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (one for one in IN_THE_DATABASE if f"{one}(" in node.value)


def _under_granting(function):
    calls = [d for d in function.decorator_list if isinstance(d, ast.Call)]
    return any(_called(d) == "granting" for d in calls)


def deeds_of(module, where):
    for function in module.body:
        if isinstance(function, ast.FunctionDef):
            deed = Deed(f"{where}:{function.name}", _under_granting(function))
            for node in ast.walk(function):
                deed.touches.update(touched(node))
                if isinstance(node, ast.Call) and not _asks(node):
                    deed.calls.add(_called(node))
            yield function.name, deed


def without_rule(modules):
    """{where: what it gives} of each function that gives a right and stands under no rule."""
    deeds = defaultdict(list)
    for where, module in modules:
        for function, deed in deeds_of(module, where):
            deeds[function].append(deed)
    every = [one for many in deeds.values() for one in many]
    grown = True
    while grown:  # what a helper touches, whoever calls it touches
        grown = False
        for deed in every:
            for helper in (one for called in deed.calls for one in deeds.get(called, ())):
                new = set() if helper.granting else helper.touches - deed.touches
                deed.touches |= new
                grown = grown or bool(new)
    return {
        deed.where: sorted(deed.touches)
        for function, many in deeds.items()
        for deed in many
        if deed.touches and not deed.granting and not function.startswith("_")
    }


def actions():
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        if not name(path).startswith(APART) and "transaction" in text:
            yield name(path), tree(path)
