/* catalog_changes.h - what differs between two catalogues. */
#ifndef SIM_SCENARIO_CATALOG_CHANGES_H
#define SIM_SCENARIO_CATALOG_CHANGES_H

#include "sim/scenario/catalog_facts.h"

typedef struct {
    const char *fact;
    const char *before, *after; /* as written; NULL: the entry lacks it */
    double relative;            /* after / before - 1; NAN where that says nothing */
} FactChange;

/* An entry that both have, with other facts or another confidence; or one that only one
 * of them has. */
typedef struct {
    const CatalogEntry *before, *after; /* NULL: added, removed */
    FactChange *facts;
    size_t fact_count;
} EntryChange;

typedef struct {
    EntryChange *items; /* sorted by kind and name */
    size_t count;
    size_t added, removed, changed; /* of the items */
    size_t same;                    /* entries that say the same */
    size_t redated;                 /* of these: with another date */
} CatalogChanges;

/* Compare two sorted lists. `stays`: entries that only the first has are no change, as
 * a folder adds to the built-in entries. The entries must outlive the result. */
void catalog_compare(CatalogChanges *changes, const CatalogEntry *before, size_t before_count,
                     const CatalogEntry *after, size_t after_count, bool stays,
                     const FactReader *reader);

#endif
