"""The disk's own sync rate: all probes that were made between the other measurements."""


def measure(run):
    run.disk.probe()
    # The disk is nobody's figure: it stands beside.
    for figure in (run.disk.appends, run.disk.overwrites):
        run.table.add(f"the disk: {figure.name}", figure.samples, "/s")
