"""All pages that the journeys passed, by the Nu HTML Checker, in one go."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from huiswaarts.foundation.common import environment

pytestmark = [pytest.mark.journey, pytest.mark.timeout(420)]
# What the checker says and we know better, with the reason.
KNOWN = ()


def test_every_page_is_good_html(album, request):
    here = Path(__file__).parent
    others = [one for one in request.session.items if one.path.parent == here]
    album.wait_for(len(others) - 1)
    pages = album.pages()
    if not pages:
        pytest.skip("geen pagina's bewaard: dit hoort achter de andere reizen")
    if shutil.which("java") is None:
        pytest.skip("Java ontbreekt: de HTML is niet gekeurd (apt install default-jre-headless)")
    jars = sorted((environment.data_folder() / "tools").glob("vnu-*.jar"))
    if not jars:
        pytest.skip("de keurder ontbreekt: de HTML is niet gekeurd (bin/test-tools haalt hem)")
    command = ["java", "-jar", jars[-1], "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, "--errors-only", *pages], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(done.stderr)["messages"]
    faults = {
        f"{one['url'].rpartition('/')[2]}:{one.get('lastLine', 0)}: {one['message']}"
        f" [{one.get('extract', '')[:80]!r}]"
        for one in said
        if not any(known in one["message"] for known in KNOWN)
    }
    assert not faults, "\n".join(sorted(faults))
