#include "TestFonts.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char file[PATH_MAX];

const char *test_fonts_file(void) { return file; }

// fontconfig reads the variable once, with the first font that anybody in the process asks for. Only a constructor is
// earlier than whatever test happens to be first; and all test targets are linked into one program.
__attribute__((constructor)) static void use_test_fonts(void) {
  const char *end = strrchr(__FILE__, '/');
  int folder = end ? (int)(end - __FILE__) : 0;
  snprintf(file, sizeof file, "%.*s/fonts.conf", folder, __FILE__);
  setenv("FONTCONFIG_FILE", file, 1);
}
