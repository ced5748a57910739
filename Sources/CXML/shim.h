#pragma once
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

// What differs between the versions of libxml2, such as whether an error is const, stays in here.

static inline void cxml_hear_nothing(void *context, const xmlError *error) {
  (void)context;
  (void)error;
}

// A reader that loads nothing from elsewhere, puts nothing in the place of an entity and prints nothing.
// The callback answers how many bytes it wrote, 0 at the end, -1 to stop. NULL when there is no memory.
static inline xmlTextReaderPtr cxml_open(int (*read)(void *context, char *buffer, int count), void *context) {
  xmlTextReaderPtr reader =
      xmlReaderForIO(read, NULL, context, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
  if (reader) xmlTextReaderSetStructuredErrorHandler(reader, (xmlStructuredErrorFunc)cxml_hear_nothing, NULL);
  return reader;
}

// The words and the line of what went wrong last on this thread; NULL when nothing did.
static inline const char *cxml_trouble(int *line) {
  const xmlError *error = xmlGetLastError();
  *line = error ? error->line : 0;
  return error ? error->message : NULL;
}
