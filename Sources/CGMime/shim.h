#pragma once
#include <gmime/gmime.h>

// Sets the library up before its first use; any thread may call it, any number of times. One for the whole process,
// whichever module asks first: the linker keeps one of the copies.
__attribute__((weak)) void cgmime_set_up(void) {
  static gsize is_set_up = 0;
  if (g_once_init_enter(&is_set_up)) {
    g_mime_init();
    g_once_init_leave(&is_set_up, 1);
  }
}

// GObject's casts are macros, which Swift does not see. These are the casts that are needed.

static inline GMimeObject *cgmime_object(void *object) { return GMIME_OBJECT(object); }
static inline GMimeStreamMem *cgmime_stream_mem(GMimeStream *stream) { return GMIME_STREAM_MEM(stream); }
static inline InternetAddressMailbox *cgmime_mailbox(InternetAddress *address) {
  return INTERNET_ADDRESS_MAILBOX(address);
}

// What a part that was read turns out to be; NULL when it is something else.
static inline GMimeMultipart *cgmime_as_multipart(GMimeObject *object) {
  return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}
static inline GMimeMessagePart *cgmime_as_message_part(GMimeObject *object) {
  return GMIME_IS_MESSAGE_PART(object) ? GMIME_MESSAGE_PART(object) : NULL;
}
static inline GMimePart *cgmime_as_part(GMimeObject *object) {
  return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL;
}
