/* catalog_folders.h - where entries come from, weakest first.
 *
 * Private to sim/scenario/catalog*.c.
 */
#ifndef SIM_SCENARIO_CATALOG_FOLDERS_H
#define SIM_SCENARIO_CATALOG_FOLDERS_H

#include "sim/scenario/catalog.h"

enum { MOST_FOLDERS = 3 };

/* A folder KIND/NAME.yaml; built_in: its path is the beginning of the names of assets. */
typedef struct {
    const char *path;
    bool built_in;
} Folder;

typedef struct {
    Folder items[MOST_FOLDERS];
    size_t count;
} Folders;

/* The entry of the strongest folder that has it; NULL without a message in err if none
 * has it, with one if it cannot be read. */
const CatalogEntry *folders_find(const Folders *folders, const char *kind, const char *name,
                                 Arena *arena, Error *err);

/* Those of a scenario in a directory: built in, beside it, and where FORKCAST_CATALOG
 * says. */
Folders folders_of(const char *directory, Arena *arena);

#endif
