"""The real settings, with cheap passwords and static files taken where they lie."""

import tempfile

from kpm.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
# The web server and the worker of a test see the same uploads as the test.
if "MEDIA_ROOT" not in os.environ:
    uploads = tempfile.TemporaryDirectory(prefix="kpm-media-")  # goes with this process
    os.environ["MEDIA_ROOT"] = uploads.name
MEDIA_ROOT = Path(os.environ["MEDIA_ROOT"])
