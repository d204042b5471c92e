"""What every hostile document carries: where it points, and how that may be spelt."""

from dataclasses import dataclass

CANARY = "elders"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
TARGETS = (
    "http://elders.example/x", "https://elders.example/x", "file://elders/x", "//elders/x",
    r"\\elders\x", "ftp://elders/x", "HtTp://elders.example/x", " http://elders.example/x",
    "&#x68;ttp://elders.example/x", "smb://elders/x", "mhtml:http://elders/x!y",
    "ms-word:ofe|u|http://elders/x", "javascript:elders()", "data:text/html,elders",
)  # fmt: skip
MODES = ("External", " External", "External ", "external", "EXTERNAL", "&#69;xternal", "Elsewhere",
         "Extern\u0430l", "", "Internal")  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    what: str
    data: bytes
