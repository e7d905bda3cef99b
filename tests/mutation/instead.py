"""A pytest plugin: one module is read from another file, named by the environment."""

import os
import sys
from importlib.abc import MetaPathFinder
from importlib.util import spec_from_file_location


class Instead(MetaPathFinder):
    """Finds the one module in the file of its mutant."""

    def __init__(self, module, file):
        self.module, self.file = module, file

    def find_spec(self, name, path, target=None):
        return spec_from_file_location(name, self.file) if name == self.module else None


sys.meta_path.insert(0, Instead(os.environ["MUTANT_OF"], os.environ["MUTANT"]))
