"""Programs that try to work out hidden numbers, written apart from what hides them."""

import itertools
from fractions import Fraction


def lines_of(table):
    """Every sum of a shown table, as (the numbers that add up, their total)."""
    rows = [[*line, total] for line, total in zip(table.cells, table.row_totals, strict=True)]
    rows.append([*table.column_totals, table.total])
    columns = [list(column) for column in zip(*rows, strict=True)]
    names = [[(i, j) for j in range(len(rows[0]))] for i in range(len(rows))]
    turned = [list(column) for column in zip(*names, strict=True)]
    values = {
        name: value
        for name_line, line in zip(names, rows, strict=True)
        for name, value in zip(name_line, line, strict=True)
    }
    assert len(columns) == len(turned)
    return values, [(line[:-1], line[-1]) for line in names + turned]


def determined(values, lines):
    """The hidden numbers that follow from the sums by linear algebra alone."""
    unknown = sorted(name for name, value in values.items() if value is None)
    place = {name: n for n, name in enumerate(unknown)}
    matrix = []
    for parts, total in lines:
        row = [Fraction(0)] * len(unknown)
        for name, sign in (*((part, 1) for part in parts), (total, -1)):
            if name in place:
                row[place[name]] += sign
        matrix.append(row)
    reduced = reduce_rows(matrix)
    single = [row for row in reduced if sum(x != 0 for x in row) == 1]
    return {unknown[next(n for n, x in enumerate(row) if x)] for row in single}


def reduce_rows(matrix):
    rows, done = [list(row) for row in matrix], 0
    for column in range(len(matrix[0])):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [x / rows[done][column] for x in rows[done]]
        for r, row in enumerate(rows):
            if r != done and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


def bounds(values, lines, top=10_000):
    """Between which values each hidden number must lie, narrowed line by line until it rests."""
    low = {name: 0 if value is None else value for name, value in values.items()}
    high = {name: top if value is None else value for name, value in values.items()}
    changed = True
    while changed:
        before = (dict(low), dict(high))
        for parts, total in lines:
            low[total] = max(low[total], sum(low[part] for part in parts))
            high[total] = min(high[total], sum(high[part] for part in parts))
            for part in parts:
                others_low = sum(low[other] for other in parts if other != part)
                others_high = sum(high[other] for other in parts if other != part)
                high[part] = min(high[part], high[total] - others_low)
                low[part] = max(low[part], low[total] - others_high)
        changed = before != (low, high)
    return {name: (low[name], high[name]) for name, value in values.items() if value is None}


def all_tables(table, top):
    """Every table of whole numbers up to `top` a cell that shows the same; for tiny tables."""
    choices = [list(lines(row, top, ())) for row in table.cells]
    for rows in stacked(choices, table.row_totals):
        totals = [sum(column) for column in zip(*rows, strict=True)]
        shown = zip((*table.column_totals, table.total), (*totals, sum(totals)), strict=True)
        if all(cell in (None, value) for cell, value in shown):
            yield rows


def lines(cells, top, before):
    if len(before) == len(cells):
        yield before
        return
    cell = cells[len(before)]
    for value in range(top + 1) if cell is None else (cell,):
        yield from lines(cells, top, (*before, value))


def stacked(choices, totals):
    fitting = [
        [line for line in options if total in (None, sum(line))]
        for options, total in zip(choices, totals, strict=True)
    ]
    return itertools.product(*fitting)
