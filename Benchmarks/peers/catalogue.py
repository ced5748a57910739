"""All peers, in the order of the table."""

from peers.beanstalkd import Beanstalkd
from peers.huey import Huey
from peers.pgqueuer import PgQueuer
from peers.postfix import Postfix

# From Debian and PyPI, installed by `make bench-peers`.
OPTIONAL = [Huey, Beanstalkd, PgQueuer]


def peers(with_optional):
    return [Postfix, *(OPTIONAL if with_optional else [])]
