"""All peers, in the order of the table."""

from peers.postfix import Postfix

# From Debian or PyPI, installed when asked for.
OPTIONAL = []


def peers(with_optional):
    return [Postfix, *(OPTIONAL if with_optional else [])]
