/* sink - takes mails and writes down when each of them was complete on the wire.
 *
 *   sink -p PORT -o FILE
 *
 * Listens on 127.0.0.1, offers what smtp-sink(1) offers, accepts everything, keeps no mail. For each one it appends a
 * line to FILE, before it answers: nanoseconds since 1970 (CLOCK_REALTIME) when the final dot had come, the recipient,
 * the Message-ID. One thread, so that nothing but the kernel lies between the wire and the stamp. Ends by SIGTERM.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES_MAX = 4096, ANSWER_BYTES_MAX = 16384, CLIENTS_MAX = 1024 };

/* One connection; a line that has not ended yet waits in `line`. */
struct client {
  int descriptor;
  char line[LINE_BYTES_MAX], recipient[512], message_id[512], answer[ANSWER_BYTES_MAX];
  size_t length, answered;
  bool is_in_data, is_in_head, has_quit;
};

static int record;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static bool begins(const char *line, const char *word) { return !strncasecmp(line, word, strlen(word)); }

static void answer(struct client *client, const char *text) {
  size_t length = strlen(text);
  if (client->answered + length > ANSWER_BYTES_MAX) errx(1, "a client sends more commands than it reads answers");
  memcpy(client->answer + client->answered, text, length);
  client->answered += length;
}

static void keep_between(const char *line, char *place, size_t room) {
  const char *from = strchr(line, '<'), *until = from ? strchr(from, '>') : NULL;
  if (until) snprintf(place, room, "%.*s", (int)(until - from - 1), from + 1);
}

static void end_message(struct client *client, int64_t moment) {
  char text[1200];
  int length = snprintf(
    text, sizeof text, "%lld %s %s\n", (long long)moment, client->recipient,
    *client->message_id ? client->message_id : "-");
  if (write(record, text, length) != length) err(1, "the record");
  client->is_in_data = false;
  answer(client, "250 2.0.0 Ok\r\n");
}

static void take_content(struct client *client, int64_t moment) {
  const char *line = client->line;
  if (!strcmp(line, ".")) {
    end_message(client, moment);
  } else if (client->is_in_head) {
    if (!*line) client->is_in_head = false;
    /* A long Message-ID is folded: it stands on the line after its name. */
    if (begins(line, "Message-ID:") || (isspace(*line) && !strcmp(client->message_id, "?"))) {
      strcpy(client->message_id, "?");
      keep_between(line, client->message_id, sizeof client->message_id);
    }
  }
}

static void take_command(struct client *client) {
  const char *line = client->line;
  if (begins(line, "EHLO") || begins(line, "LHLO")) {
    answer(
      client,
      "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n250 ENHANCEDSTATUSCODES\r\n");
  } else if (begins(line, "RCPT TO:")) {
    keep_between(line, client->recipient, sizeof client->recipient);
    answer(client, "250 2.1.5 Ok\r\n");
  } else if (begins(line, "DATA")) {
    client->is_in_data = client->is_in_head = true;
    *client->message_id = 0;
    answer(client, "354 End data with <CR><LF>.<CR><LF>\r\n");
  } else if (begins(line, "QUIT")) {
    client->has_quit = true;
    answer(client, "221 2.0.0 Bye\r\n");
  } else {
    answer(client, "250 2.0.0 Ok\r\n");
  }
}

static void take(struct client *client, const char *bytes, size_t count, int64_t moment) {
  for (size_t place = 0; place < count; place++) {
    if (bytes[place] != '\n') {
      /* What is longer than the room cannot be a command, and no field that is read here. */
      if (client->length < LINE_BYTES_MAX - 1) client->line[client->length++] = bytes[place];
      continue;
    }
    if (client->length && client->line[client->length - 1] == '\r') client->length--;
    client->line[client->length] = 0;
    client->length = 0;
    if (client->is_in_data) take_content(client, moment);
    else take_command(client);
  }
}

/* Reads what has come and answers it; false when the connection has ended. */
static bool serve(struct client *client) {
  char bytes[65536];
  ssize_t count = recv(client->descriptor, bytes, sizeof bytes, 0);
  int64_t moment = now();
  if (count < 0 && errno == EAGAIN) return true;
  if (count <= 0) return false;
  take(client, bytes, count, moment);
  if (send(client->descriptor, client->answer, client->answered, MSG_NOSIGNAL) != (ssize_t)client->answered) return false;
  client->answered = 0;
  return !client->has_quit;
}

static void adopt(int queue, int listener) {
  int descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK), on = 1;
  if (descriptor < 0) return;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct client *client = calloc(1, sizeof *client);
  if (!client) err(1, "memory");
  client->descriptor = descriptor;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
  if (epoll_ctl(queue, EPOLL_CTL_ADD, descriptor, &event)) err(1, "epoll_ctl");
  const char *greeting = "220 sink ESMTP\r\n";
  if (send(descriptor, greeting, strlen(greeting), MSG_NOSIGNAL) < 0) warn("the greeting");
}

static int listening(int port) {
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, CLIENTS_MAX))
    err(1, "127.0.0.1:%d", port);
  return listener;
}

int main(int count, char **words) {
  int port = 0;
  const char *file = NULL;
  for (int letter; (letter = getopt(count, words, "p:o:")) != -1;) switch (letter) {
      case 'p': port = atoi(optarg); break;
      case 'o': file = optarg; break;
      default: return 64;
    }
  if (!port || !file) errx(64, "-p PORT and -o FILE are needed");
  if ((record = open(file, O_WRONLY | O_CREAT | O_APPEND, 0666)) < 0) err(1, "%s", file);
  int queue = epoll_create1(0), listener = listening(port);
  struct epoll_event events[256], event = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event)) err(1, "epoll_ctl");
  for (;;) {
    int ready = epoll_wait(queue, events, 256, -1);
    for (int number = 0; number < ready; number++) {
      struct client *client = events[number].data.ptr;
      if (!client) adopt(queue, listener);
      else if (!serve(client)) {
        close(client->descriptor);
        free(client);
      }
    }
  }
}
