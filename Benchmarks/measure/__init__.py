"""One file a measurement; each has `measure(run)`, which adds rows to the table of the run."""
