"""An address has one form, everywhere: `normal.email`, never small letters alone."""

import re

import pytest

from .tree import name, python_files

SMALL = re.compile(r"(?i)(mail|address|typed)\b[^\n]{0,8}\.(lower|casefold)\(\)")


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_no_address_is_only_made_small(path):
    assert not SMALL.findall(path.read_text(encoding="utf-8")), "use normal.email"


def test_one_that_does_is_seen():
    for planted in ('row["client_email"].lower()', "user.email.lower()", "offer.typed.casefold()"):
        assert SMALL.search(planted)
