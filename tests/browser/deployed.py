"""The settings of an installation: static files compressed, as nginx and gunicorn
give them out."""

import os

from kpm.settings import *

STATIC_ROOT = os.environ["TEST_STATIC_ROOT"]
