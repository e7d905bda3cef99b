"""Uploads on their way in: no file takes more room on the disk than it may have.

Every form says itself how large its file may be. What is larger than any of them
allows is counted to its end and not written, so that the form can say so in a sentence
and keep what was typed, and fifty photos of fifty megabytes fill no disk.
"""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

LARGEST = 21 * 1024 * 1024  # a little above the 20 MB of a workbook


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps the first bytes of a file in a temporary one and counts the rest."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.room = LARGEST

    def receive_data_chunk(self, raw_data, start):
        if self.room > 0:
            super().receive_data_chunk(raw_data[: self.room], start)
            self.room -= len(raw_data)
