"""What the measurements share: the daemon under test, the sinks, the load, the table."""
