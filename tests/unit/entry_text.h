/* entry_text.h - catalogue entries for tests, from a few lines of text. */
#ifndef TESTS_ENTRY_TEXT_H
#define TESTS_ENTRY_TEXT_H

#include "sim/scenario/catalog.h"

/* An entry of a kind with these facts, dated 2026-03-17 unless they begin with another
 * `as_of`. Everything lives in the arena. */
CatalogEntry entry_of_text(const char *kind, const char *name, const char *facts, Arena *arena);

#endif
