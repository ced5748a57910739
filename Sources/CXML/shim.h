#pragma once
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

// A reader that loads nothing from elsewhere, puts nothing in the place of an entity and prints nothing.
// The first callback answers how many bytes it wrote, 0 at the end, -1 to stop; the second is told what is wrong.
// NULL when there is no memory.
static inline xmlTextReaderPtr cxml_open(xmlInputReadCallback read, xmlTextReaderErrorFunc note, void *context) {
  xmlTextReaderPtr reader =
      xmlReaderForIO(read, NULL, context, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
  if (reader) xmlTextReaderSetErrorHandler(reader, note, context);
  return reader;
}
