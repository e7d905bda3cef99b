"""Doubles and search in a country of their own: 100,000 people over 250 villages.

`python -m bench.doubles_rows [VILLAGES]` measures them alone.
"""

import sys

from bench.databases import database, server, vacuum
from bench.measuring import Row, table

VILLAGES = 250


def rows(count: int = VILLAGES) -> list[Row]:
    """Make the country, measure in it, and let it go."""
    from bench.doubles import make_people, measured
    from bench.generator import make_villages

    with database("kpm_bench_doubles"):
        make_villages(count)
        make_people()
        vacuum()
        return measured()


if __name__ == "__main__":
    with server():
        print(table(rows(*map(int, sys.argv[1:]))))
