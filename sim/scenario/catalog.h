/* catalog.h - dated, sourced facts: prices, GPUs, models.
 *
 * An entry is a YAML fragment models/catalog/KIND/NAME.yaml with a title, as_of,
 * source and confidence (measured, quoted, assumed) and one line per fact. The
 * entries are built into the program; a folder `catalog/` beside the scenario,
 * or the one named by FORKCAST_CATALOG, adds to them and wins over them.
 */
#ifndef SIM_SCENARIO_CATALOG_H
#define SIM_SCENARIO_CATALOG_H

#include "sim/scenario/tree.h"

typedef struct {
    const char *kind, *name; /* "llm", "gpt-5.4-mini" */
    const char *title, *as_of, *source, *confidence;
    const char *path;  /* of its file; of a built-in one in the source tree */
    const Node *facts; /* the whole mapping, the four above included */
} CatalogEntry;

/* Prices older than this deserve a second look. */
enum { CATALOG_OLD_DAYS = 180 };

/* The folder of the built-in entries, which are part of the program. */
#define CATALOG_BUILT_IN "models/catalog"

/* The entry, or NULL with err filled (nearest name as a hint). */
const CatalogEntry *catalog_find(const char *kind, const char *name, const char *directory,
                                 Arena *arena, Error *err);

/* All entries of a kind, or of all kinds (NULL), sorted by kind and name. What cannot be
 * read is left out and told; false then. */
bool catalog_list(const CatalogEntry **entries, size_t *count, const char *kind,
                  const char *directory, Arena *arena, Problems *problems);

/* The same of the built-in entries alone. */
bool catalog_list_built_in(const CatalogEntry **entries, size_t *count, Arena *arena,
                           Problems *problems);

/* The same of one place alone: a folder of KIND/NAME.yaml, one of its folders KIND, or a
 * file in one. YAML files that lie or are named so that no scenario finds them are told
 * too. */
bool catalog_list_path(const CatalogEntry **entries, size_t *count, const char *place,
                       Arena *arena, Problems *problems);

/* An entry from its tree; false after telling what it lacks. */
bool catalog_entry_make(CatalogEntry *entry, const Node *facts, Error *err);

/* Whether a text can be the kind or the name of an entry: a part of a path, no more. */
bool catalog_is_name(const char *text);

/* Whether an entry has prices, which go out of date; the shape of a model does not. */
bool catalog_has_prices(const CatalogEntry *entry);

/* The newest date of some entries; NULL if there are none. */
const char *catalog_newest(const CatalogEntry *entries, size_t count);

#endif
