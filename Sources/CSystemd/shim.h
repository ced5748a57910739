#pragma once
// sd-journal.h rewrites sd_journal_sendv() into a variant that adds CODE_FILE= of this header; the plain
// function is wanted.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
