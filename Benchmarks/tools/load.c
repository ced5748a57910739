/* load - enqueues claims over the control socket, as many clients at once as one is told to.
 *
 *   load -s SOCKET -n CLAIMS [-c CLIENTS] [-b CLAIMS_A_REQUEST] [-t TAG] [-l FILE]
 *        [-d DUE | -a MILLISECONDS -i INTERVAL | -a MILLISECONDS -r DAYS]
 *   load -s SOCKET -n REQUESTS -g PATH
 *
 * Each client is one kept connection with one request outstanding, all of them in one epoll loop, so that the load
 * takes little of the machine from what it measures. The claims are TAG-0, TAG-1 and so on, each of a debtor of its own
 * who is written to at TAG-0@debtor.example.
 *
 *   -b  so many claims a request; without it each claim is a request of its own
 *   -d  the due of all claims: a day, or an instant (RFC 3339)
 *   -a  the due of the first one, milliseconds since 1970
 *   -i  milliseconds from the due of one claim to that of the next
 *   -r  instead a day among so many, from -a on; always the same ones
 *   -l  writes down the references that were acknowledged
 *   -g  asks this path instead of enqueueing
 *
 * Only what was answered with 2xx counts (of a batch, the lines with status 201); when the daemon goes away, the counting
 * ends there.
 *
 * Prints one line of JSON: {"seconds", "acknowledged", "refused", "rate", "p50_ms", "p99_ms", "max_ms"}; the times are
 * those of requests. Exit 0, also when some were refused; 1 when it could not do its work.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* What was asked for on the command line. */
static struct {
  const char *socket, *tag, *due, *path;
  long count, clients, batch, days;
  long long first_due, due_interval;
  FILE *ledger;
} options = {.tag = "l", .due = "2060-01-31", .clients = 1};

struct text {
  char *bytes;
  size_t length, room;
};

/* One kept connection: the request that is on its way, and as much of its answer as has come. */
struct client {
  int descriptor;
  struct text request, answer;
  size_t sent;
  long first, claims; /* which claims the request holds */
  int64_t began;
  bool is_waiting_to_write;
};

static struct {
  long begun, acknowledged, refused, requests;
  int64_t *times;
} done;

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void reserve(struct text *text, size_t more) {
  if (text->length + more + 1 <= text->room) return;
  text->room = (text->length + more + 1) * 2;
  if (!(text->bytes = realloc(text->bytes, text->room))) err(1, "memory");
}

static void append(struct text *text, const char *bytes, size_t length) {
  reserve(text, length);
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
  text->bytes[text->length] = 0;
}

/* MARK: requests */

static const char *due_of(long number, char *place, size_t room) {
  if (!options.first_due) return options.due;
  /* Neighbours far apart, as books of many debtors have them (Knuth's multiplicative hashing). */
  long day = options.days ? (uint32_t)number * UINT32_C(2654435761) % options.days : 0;
  long long moment = options.first_due + number * options.due_interval + day * 86400000LL;
  time_t seconds = moment / 1000;
  struct tm civil;
  gmtime_r(&seconds, &civil);
  if (options.days) {
    strftime(place, room, "%Y-%m-%d", &civil);
    return place;
  }
  size_t length = strftime(place, room, "%Y-%m-%dT%H:%M:%S", &civil);
  snprintf(place + length, room - length, ".%03lldZ", moment % 1000);
  return place;
}

static void append_claim(struct text *body, long number) {
  char claim[512], due[64];
  int length = snprintf(
    claim, sizeof claim,
    "{\"reference\":\"%s-%ld\",\"debtor\":\"Debtor %s-%ld\",\"email\":\"%s-%ld@debtor.example\",\"amount\":\"1234.56\","
    "\"currency\":\"EUR\",\"due\":\"%s\"}\n",
    options.tag, number, options.tag, number, options.tag, number, due_of(number, due, sizeof due));
  append(body, claim, length);
}

/* The next request, ready to be sent. */
static void compose(struct client *client) {
  static struct text body;
  char head[512];
  long left = options.count - done.begun, most = options.batch ? options.batch : 1;
  client->first = done.begun;
  client->claims = left < most ? left : most;
  done.begun += client->claims;
  client->request.length = client->answer.length = client->sent = 0;
  if (options.path) {
    int length = snprintf(head, sizeof head, "GET %s HTTP/1.1\r\nHost: d\r\n\r\n", options.path);
    append(&client->request, head, length);
    return;
  }
  body.length = 0;
  for (long number = 0; number < client->claims; number++) append_claim(&body, client->first + number);
  int length = snprintf(
    head, sizeof head, "POST /v1/claims%s HTTP/1.1\r\nHost: d\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n",
    options.batch ? "/batch" : "", options.batch ? "application/jsonl" : "application/json", body.length);
  append(&client->request, head, length);
  append(&client->request, body.bytes, body.length);
}

/* MARK: answers */

/* Where the body of the answer begins; 0 while the head is not complete. */
static size_t head_length(const struct text *answer) {
  const char *end = answer->length ? memmem(answer->bytes, answer->length, "\r\n\r\n", 4) : NULL;
  return end ? end + 4 - answer->bytes : 0;
}

static const char *field(const struct text *answer, size_t head, const char *name) {
  const char *line = answer->bytes, *end = answer->bytes + head;
  while ((line = memchr(line, '\n', end - line)) && ++line < end)
    if (!strncasecmp(line, name, strlen(name))) return line + strlen(name);
  return NULL;
}

/* Whether the whole answer is there (RFC 9112, section 6: by length or in chunks, of which the last is empty). */
static bool is_complete(const struct text *answer) {
  size_t head = head_length(answer);
  if (!head) return false;
  const char *length = field(answer, head, "content-length:");
  if (length) return answer->length >= head + strtoul(length, NULL, 10);
  if (!field(answer, head, "transfer-encoding:")) return true;
  return answer->length >= head + 5 && !memcmp(answer->bytes + answer->length - 5, "0\r\n\r\n", 5)
         && (answer->length == head + 5 || !memcmp(answer->bytes + answer->length - 7, "\r\n", 2));
}

static long count_of(const char *what, const struct text *answer) {
  long count = 0;
  size_t length = strlen(what);
  const char *place = answer->bytes, *end = answer->bytes + answer->length;
  while ((place = memmem(place, end - place, what, length))) count++, place += length;
  return count;
}

static void count(struct client *client) {
  bool is_fine = client->answer.length > 9 && client->answer.bytes[9] == '2';
  long acknowledged = !is_fine ? 0 : options.batch ? count_of("\"status\":201", &client->answer) : client->claims;
  if (acknowledged < client->claims && !done.refused)
    warnx("refused: %.600s", client->answer.bytes);
  done.acknowledged += acknowledged;
  done.refused += client->claims - acknowledged;
  done.times[done.requests++] = nanoseconds() - client->began;
  if (!options.ledger || acknowledged < client->claims) return;
  for (long number = 0; number < client->claims; number++)
    fprintf(options.ledger, "%s-%ld\n", options.tag, client->first + number);
}

/* MARK: the loop */

static void watch(int queue, struct client *client, int operation, bool writes) {
  struct epoll_event event = {.events = writes ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = client};
  if (epoll_ctl(queue, operation, client->descriptor, &event)) err(1, "epoll_ctl");
  client->is_waiting_to_write = writes;
}

/* False when the daemon has gone away. */
static bool send_rest(int queue, struct client *client) {
  while (client->sent < client->request.length) {
    ssize_t sent = send(
      client->descriptor, client->request.bytes + client->sent, client->request.length - client->sent, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return false;
    if (sent < 0) break;
    client->sent += sent;
  }
  bool writes = client->sent < client->request.length;
  if (writes != client->is_waiting_to_write) watch(queue, client, EPOLL_CTL_MOD, writes);
  return true;
}

static bool begin(int queue, struct client *client) {
  compose(client);
  client->began = nanoseconds();
  return send_rest(queue, client);
}

/* Reads what has come, and goes on to the next request when the answer is whole. False when the client has ended. */
static bool receive(int queue, struct client *client) {
  for (;;) {
    reserve(&client->answer, 65536);
    ssize_t got = recv(client->descriptor, client->answer.bytes + client->answer.length, 65536, 0);
    if (got < 0 && errno == EAGAIN) break;
    if (got <= 0) return false;
    client->answer.length += got;
    client->answer.bytes[client->answer.length] = 0;
    if (got < 65536) break;
  }
  if (!is_complete(&client->answer)) return true;
  count(client);
  return done.begun < options.count && begin(queue, client);
}

static int connected(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(options.socket) >= sizeof address.sun_path) errx(1, "%s: the path is too long", options.socket);
  strcpy(address.sun_path, options.socket);
  int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(descriptor, (struct sockaddr *)&address, sizeof address)) err(1, "%s", options.socket);
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  return descriptor;
}

static double run(void) {
  int queue = epoll_create1(0);
  struct client *clients = calloc(options.clients, sizeof *clients);
  for (long number = 0; number < options.clients; number++) {
    clients[number].descriptor = connected();
    watch(queue, &clients[number], EPOLL_CTL_ADD, false);
  }
  int64_t began = nanoseconds();
  long open = 0;
  for (; open < options.clients && done.begun < options.count; open++)
    if (!begin(queue, &clients[open])) err(1, "cannot send");
  struct epoll_event events[256];
  while (open) {
    int ready = epoll_wait(queue, events, 256, -1);
    for (int number = 0; number < ready; number++) {
      struct client *client = events[number].data.ptr;
      bool goes_on = !client->is_waiting_to_write || send_rest(queue, client);
      if (goes_on && events[number].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) goes_on = receive(queue, client);
      if (goes_on) continue;
      close(client->descriptor);
      open--;
    }
  }
  return (nanoseconds() - began) / 1e9;
}

static int by_size(const void *left, const void *right) {
  int64_t one = *(const int64_t *)left, other = *(const int64_t *)right;
  return (one > other) - (one < other);
}

static double quantile(double share) {
  return done.requests ? done.times[(long)(share * (done.requests - 1))] / 1e6 : 0;
}

static void read_options(int count, char **words) {
  for (int letter; (letter = getopt(count, words, "s:n:c:b:t:d:a:i:r:g:l:")) != -1;) switch (letter) {
      case 's': options.socket = optarg; break;
      case 'n': options.count = atol(optarg); break;
      case 'c': options.clients = atol(optarg); break;
      case 'b': options.batch = atol(optarg); break;
      case 't': options.tag = optarg; break;
      case 'd': options.due = optarg; break;
      case 'a': options.first_due = atoll(optarg); break;
      case 'i': options.due_interval = atoll(optarg); break;
      case 'r': options.days = atol(optarg); break;
      case 'g': options.path = optarg; break;
      case 'l':
        if (!(options.ledger = fopen(optarg, "w"))) err(1, "%s", optarg);
        break;
      default: exit(64);
    }
  if (!options.socket || options.count < 1 || options.clients < 1) errx(64, "-s SOCKET and -n COUNT are needed");
}

int main(int count, char **words) {
  read_options(count, words);
  if (!(done.times = calloc(options.count, sizeof *done.times))) err(1, "memory");
  double seconds = run();
  if (options.ledger && fclose(options.ledger)) err(1, "the ledger");
  qsort(done.times, done.requests, sizeof *done.times, by_size);
  printf(
    "{\"seconds\":%.6f,\"acknowledged\":%ld,\"refused\":%ld,\"rate\":%.1f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,"
    "\"max_ms\":%.3f}\n",
    seconds, done.acknowledged, done.refused, done.acknowledged / seconds, quantile(0.5), quantile(0.99), quantile(1));
}
