"""The settings of the tests; the web server of one row has the bare view alone."""

import os

from tests.settings import *  # noqa: F403

if os.environ.get("BENCH_URLS"):
    ROOT_URLCONF = os.environ["BENCH_URLS"]
