#pragma once
#include <stddef.h>

// qpdf's C interface opens and writes PDFs, but neither places a page on another nor takes attachments out; its C++
// interface does.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cqpdf_document cqpdf_document;

// What went wrong, in qpdf's words.
typedef struct {
  char message[256];
} cqpdf_error;

// The bytes are copied. NULL when they are no PDF of which every page can be read, want a password, or have more pages or
// content than any honest one. What is made to do harm can still end the process.
cqpdf_document *cqpdf_open(const unsigned char *bytes, size_t count, cqpdf_error *error);
void cqpdf_close(cqpdf_document *document);

int cqpdf_page_count(cqpdf_document *document);
// In points, as the page is shown. Pages count from 0. Returns 0, or -1 on an error.
int cqpdf_page_size(cqpdf_document *document, int page, double *width, double *height, cqpdf_error *error);

// Draws a page of the source into a rectangle of a page of the target, as large as it fits, in its middle; the
// rectangle is in points from the lower left corner. The source must live until the target is written.
int cqpdf_place(cqpdf_document *target, int page, cqpdf_document *source, int source_page, double x, double y,
                double width, double height, cqpdf_error *error);

// Hands the bytes to a receiver; the same documents give the same bytes.
typedef void (*cqpdf_receiver)(void *context, const unsigned char *bytes, size_t count);
int cqpdf_write(cqpdf_document *document, cqpdf_receiver receiver, void *context, cqpdf_error *error);

// Hands the files that are attached to a PDF to a receiver: those of which `wants` is not 0. None has more than `room`
// bytes unpacked, and no more than `most` are looked at. Pages are not read. Returns 0, or -1 on an error.
typedef int (*cqpdf_wants)(void *context, const char *name);
typedef void (*cqpdf_attachment)(void *context, const char *name, const unsigned char *bytes, size_t count);
int cqpdf_attachments(const unsigned char *bytes, size_t count, size_t most, size_t room, cqpdf_wants wants,
                      cqpdf_attachment receiver, void *context, cqpdf_error *error);

#ifdef __cplusplus
}
#endif
