"""The test harness: certify an adapter, or whatever is built on the library.

Begin with ``credits_testkit.contracts`` for an adapter of one of the ports; the page
"Write your own adapter in an afternoon", ``docs/adapter.md`` in the project, shows how.
Each of the other packages is one further way to find out what is wrong.
"""

from importlib.util import find_spec

for _needed in ("hypothesis", "pytest"):
    if find_spec(_needed) is None:
        raise ImportError(
            f"{__name__} needs {_needed}: pip install 'credits-core[testkit]'",
            name=_needed,
        )
