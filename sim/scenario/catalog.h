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
    const Node *facts; /* the whole mapping, the four above included */
} CatalogEntry;

/* The entry, or NULL with err filled (nearest name as a hint). */
const CatalogEntry *catalog_find(const char *kind, const char *name, const char *directory,
                                 Arena *arena, Error *err);

/* All entries of a kind, or of all kinds (NULL), sorted by kind and name. */
bool catalog_list(const CatalogEntry **entries, size_t *count, const char *kind,
                  const char *directory, Arena *arena, Problems *problems);

#endif
