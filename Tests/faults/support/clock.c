// Gives one process clocks of its own (LD_PRELOAD): set, suspended and sped up without touching the machine's.
//
// libfaketime leaves timerfd_create(2) alone, on which the daemon sleeps, and a time namespace has no CLOCK_REALTIME.
// A set clock cancels timers that ask for it, as the kernel does (TFD_TIMER_CANCEL_ON_SET).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
#define FILES 4096

// What clock.py writes; all times in nanoseconds.
struct control {
  _Atomic int64_t generation;  // rises with every change
  _Atomic int64_t set;         // added to CLOCK_REALTIME
  _Atomic int64_t suspended;   // added to CLOCK_REALTIME and CLOCK_BOOTTIME
  int64_t speed;               // how much faster all clocks run
  int64_t origin_real;         // the clocks at the beginning
  int64_t origin_monotonic;
  int64_t origin_boot;
};

struct timer {
  int is_used;
  int clock;
  int is_cancelled_by_set;
  struct itimerspec wanted;  // as the program asked, absolute
  _Atomic int was_cancelled;
};

static struct control *control;
static struct timer timers[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int64_t nanoseconds(struct timespec time) { return time.tv_sec * SECOND + time.tv_nsec; }

static struct timespec timespec_of(int64_t nanoseconds) {
  return (struct timespec){.tv_sec = nanoseconds / SECOND, .tv_nsec = nanoseconds % SECOND};
}

static int64_t true_time(clockid_t clock) {
  struct timespec time;
  syscall(SYS_clock_gettime, clock, &time);
  return nanoseconds(time);
}

static int is_ours(clockid_t clock) {
  return control && (clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC || clock == CLOCK_BOOTTIME);
}

static int64_t shown_time(clockid_t clock) {
  int64_t passed = (true_time(CLOCK_MONOTONIC) - control->origin_monotonic) * control->speed;
  switch (clock) {
    case CLOCK_REALTIME: return control->origin_real + passed + control->set + control->suspended;
    case CLOCK_BOOTTIME: return control->origin_boot + passed + control->suspended;
    default: return control->origin_monotonic + passed;
  }
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  if (!is_ours(clock)) return syscall(SYS_clock_gettime, clock, time);
  *time = timespec_of(shown_time(clock));
  return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  *time = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
  return 0;
}

time_t time(time_t *where) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (where) *where = now.tv_sec;
  return now.tv_sec;
}

// Sets the kernel's timer to the true moment at which the wanted one is shown.
static int arm(int file, struct timer *timer, int flags, struct itimerspec *old) {
  struct itimerspec kernel = {0};
  int64_t wanted = nanoseconds(timer->wanted.it_value);
  if (wanted > 0) {
    int64_t wait = wanted - shown_time(timer->clock);
    int64_t at = true_time(timer->clock) + (wait > 0 ? wait / control->speed : 0);
    kernel.it_value = timespec_of(at);
    kernel.it_interval = timespec_of(nanoseconds(timer->wanted.it_interval) / control->speed);
  }
  return syscall(SYS_timerfd_settime, file, flags | TFD_TIMER_ABSTIME, &kernel, old);
}

int timerfd_create(int clock, int flags) {
  int file = syscall(SYS_timerfd_create, clock, flags);
  if (file < 0 || file >= FILES || !is_ours(clock)) return file;
  pthread_mutex_lock(&lock);
  memset(&timers[file], 0, sizeof timers[file]);
  timers[file].is_used = 1;
  timers[file].clock = clock;
  pthread_mutex_unlock(&lock);
  return file;
}

int timerfd_settime(int file, int flags, const struct itimerspec *wanted, struct itimerspec *old) {
  if (!control || file < 0 || file >= FILES || !timers[file].is_used)
    return syscall(SYS_timerfd_settime, file, flags, wanted, old);
  pthread_mutex_lock(&lock);
  struct timer *timer = &timers[file];
  timer->wanted = *wanted;
  int64_t value = nanoseconds(wanted->it_value);
  if (value > 0 && !(flags & TFD_TIMER_ABSTIME)) timer->wanted.it_value = timespec_of(value + shown_time(timer->clock));
  timer->is_cancelled_by_set = timer->clock == CLOCK_REALTIME && flags & TFD_TIMER_CANCEL_ON_SET;
  int status = arm(file, timer, flags, old);
  int was_cancelled = atomic_exchange(&timer->was_cancelled, 0);
  pthread_mutex_unlock(&lock);
  if (status == 0 && was_cancelled) {
    errno = ECANCELED;
    return -1;
  }
  return status;
}

ssize_t read(int file, void *bytes, size_t count) {
  if (file < 0 || file >= FILES || !timers[file].is_used || !atomic_exchange(&timers[file].was_cancelled, 0))
    return syscall(SYS_read, file, bytes, count);
  syscall(SYS_read, file, bytes, count);
  errno = ECANCELED;
  return -1;
}

int close(int file) {
  if (file >= 0 && file < FILES) timers[file].is_used = 0;
  return syscall(SYS_close, file);
}

// Does what the kernel does when the clock was set: timers of CLOCK_REALTIME move, and some are cancelled.
static void clock_was_set(void) {
  pthread_mutex_lock(&lock);
  for (int file = 0; file < FILES; file++) {
    struct timer *timer = &timers[file];
    if (!timer->is_used || timer->clock == CLOCK_MONOTONIC) continue;
    if (timer->is_cancelled_by_set) {
      atomic_store(&timer->was_cancelled, 1);
      struct itimerspec now = {.it_value = {.tv_nsec = 1}};
      syscall(SYS_timerfd_settime, file, TFD_TIMER_ABSTIME, &now, NULL);
    } else {
      arm(file, timer, 0, NULL);
    }
  }
  pthread_mutex_unlock(&lock);
}

static void *watch(void *unused) {
  int64_t seen = control->generation;
  for (;;) {
    struct timespec pause = {.tv_nsec = 2000000};
    syscall(SYS_nanosleep, &pause, NULL);
    int64_t generation = control->generation;
    if (generation != seen) clock_was_set();
    seen = generation;
  }
  return unused;
}

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTS_CLOCK");
  int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *memory = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (memory == MAP_FAILED) return;
  control = memory;
  pthread_t thread;
  pthread_create(&thread, NULL, watch, NULL);
}
