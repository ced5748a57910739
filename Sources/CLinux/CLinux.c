#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

const int32_t dunning_so_peercred = SO_PEERCRED;

_Static_assert(sizeof(struct dunning_ucred) == sizeof(struct ucred), "layout of struct ucred");

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
