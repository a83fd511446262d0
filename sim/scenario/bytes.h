/* bytes.h - the bytes of a file, before anything is read into them.
 *
 * Only text that shows on a screen as what it is gets any further: UTF-8 without
 * control characters and without the invisible marks that reorder a line.
 */
#ifndef SIM_SCENARIO_BYTES_H
#define SIM_SCENARIO_BYTES_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* Read a file ("-" is standard input) of at most `most` bytes into the arena;
 * *text is terminated. A larger file is a mistake in the scenario (E001), one
 * that cannot be read is outside of it. */
bool bytes_read(char **text, size_t *length, const char *path, size_t most, Arena *arena,
                Error *err);

/* Whether all of a text may be shown; `name` and `text` make the mark (E002, E003). */
bool bytes_check(const char *name, const char *text, size_t length, Error *err);

/* Whether a text, once its escapes are resolved, has a character that bytes_check
 * would refuse. */
bool bytes_hostile(const char *text, size_t length);

/* The mark of the characters from `at` to `end`, both inside text. */
Mark bytes_mark(const char *name, const char *text, const char *at, const char *end);

/* The byte at a mark, in its source. */
const char *bytes_at(Mark mark);

#endif
