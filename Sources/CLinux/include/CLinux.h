#pragma once
// The Linux calls and structures that Swift's Glibc module does not show.
#include <stdint.h>
#include <sys/types.h>

/// The peer of a Unix-domain socket; the layout of the kernel's `struct ucred` (unix(7)).
struct dunning_ucred {
  pid_t pid;
  uid_t uid;
  gid_t gid;
};

/// SO_PEERCRED (unix(7)).
extern const int32_t dunning_so_peercred;

/// Makes a CLOCK_REALTIME timer, close-on-exec and non-blocking (timerfd_create(2)); -1 and errno on failure.
int dunning_timerfd_create(void);

/// Arms the timer for an absolute wall-clock instant in milliseconds since 1970, to be cancelled when the clock is set
/// (TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET). 0, or -1 and errno; ECANCELED says that the clock was set since the
/// last call.
int dunning_timerfd_set(int fd, int64_t unix_milliseconds);

/// Watches a folder for files that are delivered into it: a descriptor, close-on-exec and non-blocking, that becomes
/// readable (inotify(7)); -1 and errno on failure.
int dunning_watch_folder(const char *_Nonnull path);

/// The same for files that are removed from it or replaced in it, and for the folder itself.
int dunning_watch_removals(const char *_Nonnull path);

/// Takes what the watch of a folder has to tell: 1 when the folder was removed, renamed or unmounted, and nothing more
/// will be told of what stands in its place; 0 otherwise.
int dunning_watch_is_lost(int fd);

/// When a file was made, in nanoseconds since 1970 (statx(2), `stx_btime`); -1 where that is not known.
int64_t dunning_file_made(const char *_Nonnull path);
