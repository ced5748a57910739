#pragma once

/// The fontconfig file that all tests set their pages by: nothing but the fonts of the dependency list.
///
/// It is in force before the first line of a test runs, in every process of tests, and in the programs that these start.
const char *test_fonts_file(void);
