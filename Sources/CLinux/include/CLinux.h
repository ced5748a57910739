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

/// The supplementary groups that the peer of a Unix-domain socket had when it connected (SO_PEERGROUPS, Linux 4.13): how
/// many, written to `groups`; -1 and errno, ERANGE when there are more than `room`, ENOPROTOOPT where the kernel cannot tell.
int32_t dunning_peer_groups(int fd, gid_t *_Nonnull groups, int32_t room);

/// How many words this program was called with, its own name among them. Swift looks for them below the environment in
/// memory, and finds none once a library that was loaded before has moved that (setenv(3)).
int32_t dunning_argument_count(void);

/// One of them, from 0.
const char *_Nonnull dunning_argument(int32_t index);

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

/// Starts a program as `dunningd` with one argument, one end of a socket as its standard input and output, nowhere as its standard error, no other
/// descriptor, no signal blocked or ignored, and an environment without the names of this process. Returns its process
/// id, and sets *socket to our end, close-on-exec and non-blocking; -1 and errno on failure.
pid_t dunning_spawn(const char *_Nonnull path, const char *_Nonnull argument, int *_Nonnull socket);

/// Takes from this process, for good, what a reader of foreign bytes does not need: core files, files that grow, more
/// address space than it has now and so many bytes, and being looked into; gives it a name of its own, of at most 15 bytes. 0, or -1 and errno.
int dunning_confine(const char *_Nonnull task, uint64_t more_bytes);

/// Has the kernel end this process once it has used so many seconds of processor time more than now. 0, or -1 and
/// errno.
int dunning_limit_processor(uint64_t more_seconds);

/// The TXT records of a domain name (res_nquery(3)), each with a zero byte behind it: how many bytes, written to `texts`,
/// 0 when there is none; -1 when no name server answers. It may take seconds.
int32_t dunning_dns_texts(const char *_Nonnull name, char *_Nonnull texts, int32_t room);

/// Whether the kernel takes its clock to be synchronised (adjtimex(2)): 1 or 0; -1 and errno when it does not say.
int dunning_clock_is_synchronised(void);
