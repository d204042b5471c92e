"""Public ids: random, so that a URL says nothing and cannot be counted."""

import secrets

# No 0/O, 1/I/L, U/V: read aloud over the telephone without mistakes.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"


def random_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def public_id() -> str:
    return random_code(12)


def case_number() -> str:
    """`7KQ4-2M9F`: 29**8 possibilities, unique in the database."""
    code = random_code(8)
    return f"{code[:4]}-{code[4:]}"
