#pragma once
#include <gmime/gmime.h>

// GObject's casts are macros, which Swift does not see. These are the up-casts that DunningMail needs.

static inline GMimeObject *cgmime_object(void *object) { return GMIME_OBJECT(object); }
static inline GMimeStreamMem *cgmime_stream_mem(GMimeStream *stream) { return GMIME_STREAM_MEM(stream); }
static inline InternetAddressMailbox *cgmime_mailbox(InternetAddress *address) {
  return INTERNET_ADDRESS_MAILBOX(address);
}
