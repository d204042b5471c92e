"""A file that comes in goes to disk, not to memory; and no further than its limit."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedFileHandler(TemporaryFileUploadHandler):
    """What is beyond the limit is counted and thrown away, so that the form can say how big."""

    def new_file(self, *args: Any, **more: Any) -> None:
        super().new_file(*args, **more)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.taken += len(raw_data)
        if self.taken <= settings.UPLOAD_MAX_SIZE:
            super().receive_data_chunk(raw_data, start)
