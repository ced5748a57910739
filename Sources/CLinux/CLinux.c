#define _GNU_SOURCE
#include "CLinux.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

const int32_t dunning_so_peercred = SO_PEERCRED;

_Static_assert(sizeof(struct dunning_ucred) == sizeof(struct ucred), "layout of struct ucred");

int32_t dunning_peer_groups(int fd, gid_t *groups, int32_t room) {
  socklen_t bytes = (socklen_t)room * sizeof *groups;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &bytes) != 0) return -1;
  return (int32_t)(bytes / sizeof *groups);
}

static int argument_count;
static char **argument_values;

// glibc gives these to every constructor (elf/dl-init.c).
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
  argument_count = count;
  argument_values = values;
}

int32_t dunning_argument_count(void) { return argument_count; }

const char *dunning_argument(int32_t index) { return argument_values[index]; }

int dunning_timerfd_create(void) { return timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK); }

int dunning_timerfd_set(int fd, int64_t unix_milliseconds) {
  // An all-zero value would disarm the timer, and the kernel refuses negative ones; both mean "long past" here.
  int64_t milliseconds = unix_milliseconds < 1 ? 1 : unix_milliseconds;
  struct itimerspec value = {
      .it_value = {.tv_sec = milliseconds / 1000, .tv_nsec = (milliseconds % 1000) * 1000000},
  };
  return timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &value, NULL);
}

static int watch(const char *path, uint32_t mask) {
  int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (fd < 0) return -1;
  if (inotify_add_watch(fd, path, mask | IN_MOVE_SELF | IN_ONLYDIR) >= 0) return fd;
  int reason = errno;
  close(fd);
  errno = reason;
  return -1;
}

int dunning_watch_folder(const char *path) { return watch(path, IN_MOVED_TO | IN_CLOSE_WRITE); }

int dunning_watch_removals(const char *path) {
  return watch(path, IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF);
}

int dunning_watch_is_lost(int fd) {
  _Alignas(struct inotify_event) char events[1 << 14];
  int is_lost = 0;
  ssize_t count;
  while ((count = read(fd, events, sizeof events)) > 0) {
    for (const char *at = events; at < events + count;) {
      const struct inotify_event *event = (const struct inotify_event *)at;
      if (event->mask & (IN_IGNORED | IN_UNMOUNT | IN_MOVE_SELF)) is_lost = 1;
      at += sizeof *event + event->len;
    }
  }
  return is_lost;
}

int64_t dunning_file_made(const char *path) {
  struct statx status;
  if (statx(AT_FDCWD, path, 0, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME)) return -1;
  return (int64_t)status.stx_btime.tv_sec * 1000000000 + status.stx_btime.tv_nsec;
}

pid_t dunning_spawn(const char *path, const char *argument, int *ours) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error == 0 && (error = posix_spawnattr_init(&attributes)) != 0) posix_spawn_file_actions_destroy(&actions);
  pid_t pid = -1;
  if (error == 0) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    char *arguments[] = {"dunningd", (char *)argument, NULL};
    // Swift's own backtracer would take seconds over a crash that is expected here.
    char *environment[] = {"LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no", NULL};
    error = posix_spawn(&pid, path, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  close(ends[1]);
  if (error == 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0) {
    *ours = ends[0];
    return pid;
  }
  close(ends[0]);
  errno = error;
  return -1;
}

static int limit(int resource, uint64_t value) {
  struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(resource, &limit);
}

// What a process has by default.
#define STACK_BYTES_MAX (8u << 20)

int dunning_confine(const char *task, uint64_t more_bytes) {
  // Started by /proc/self/exe it would be shown as `exe`; prctl(2) would name the calling thread alone.
  FILE *name = fopen("/proc/self/comm", "we");
  if (name != NULL) {
    fputs(task, name);
    fclose(name);
  }
  // What a process maps at its start differs with its libraries.
  FILE *file = fopen("/proc/self/statm", "re");
  if (file == NULL) return -1;
  unsigned long long pages = 0;
  int count = fscanf(file, "%llu", &pages);
  fclose(file);
  if (count != 1) {
    errno = EIO;
    return -1;
  }
  uint64_t now = (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
  struct rlimit stack;
  if (getrlimit(RLIMIT_STACK, &stack) != 0) return -1;
  if (stack.rlim_cur > STACK_BYTES_MAX && limit(RLIMIT_STACK, STACK_BYTES_MAX) != 0) return -1;
  if (limit(RLIMIT_AS, now + more_bytes) != 0 || limit(RLIMIT_CORE, 0) != 0 || limit(RLIMIT_FSIZE, 0) != 0) return -1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int dunning_limit_processor(uint64_t more_seconds) {
  struct rusage used;
  if (getrusage(RUSAGE_SELF, &used) != 0) return -1;
  struct rlimit limit;
  if (getrlimit(RLIMIT_CPU, &limit) != 0) return -1;
  limit.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1) + more_seconds;
  return setrlimit(RLIMIT_CPU, &limit);
}

int32_t dunning_dns_texts(const char *name, char *texts, int32_t room) {
  struct __res_state state = {0};
  if (res_ninit(&state) != 0) return -1;
  state.retrans = 2;
  state.retry = 2;
  unsigned char answer[16 << 10];
  int length = res_nquery(&state, name, ns_c_in, ns_t_txt, answer, sizeof answer);
  int reason = state.res_h_errno;
  res_nclose(&state);
  if (length < 0) return reason == HOST_NOT_FOUND || reason == NO_DATA ? 0 : -1;
  ns_msg message;
  if (length > (int)sizeof answer || ns_initparse(answer, length, &message) != 0) return -1;
  int32_t used = 0;
  for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
    ns_rr record;
    if (ns_parserr(&message, ns_s_an, i, &record) != 0 || ns_rr_type(record) != ns_t_txt) continue;
    const unsigned char *at = ns_rr_rdata(record), *end = at + ns_rr_rdlen(record);
    // A text comes in pieces of at most 255 bytes, each behind its length.
    while (at < end && at + 1 + *at <= end) {
      if (used + *at + 1 > room) return used;
      memcpy(texts + used, at + 1, *at);
      used += *at;
      at += 1 + *at;
    }
    if (used + 1 > room) return used;
    texts[used++] = 0;
  }
  return used;
}

int dunning_clock_is_synchronised(void) {
  struct timex clock = {.modes = 0};
  int state = adjtimex(&clock);
  if (state < 0) return -1;
  return state != TIME_ERROR && !(clock.status & STA_UNSYNC);
}
