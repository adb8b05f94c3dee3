"""deptry, which reads the packages of another environment as well: those of its own come first, as it needs them.

usage: deptry_with.py SITE-PACKAGES [arguments of deptry]
"""

import sys

site = sys.argv.pop(1)
sys.path.append(site)

from deptry.cli import deptry  # noqa: E402

deptry()
