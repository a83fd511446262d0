/* catalog_verbs.h - what `forkcast catalog` can do, one file a verb. */
#ifndef SIM_CLI_CATALOG_VERBS_H
#define SIM_CLI_CATALOG_VERBS_H

#include "sim/base/text.h"
#include "sim/cli/command.h"
#include "sim/scenario/catalog_faults.h"

/* What a verb has to work with; the result goes to `out`. */
typedef struct {
    const Options *options;
    size_t count; /* words behind the verb */
    const char *const *words;
    Text *out;
    FactReader reader;
    Arena *arena;
} CatalogCall;

typedef struct {
    const char *name, *usage;
    const OptionId *options;  /* besides --output */
    int min_words, max_words; /* -1: any number */
    Status (*run)(CatalogCall *call, Error *err);
} CatalogVerb;

extern const CatalogVerb catalog_verb_list, catalog_verb_show, catalog_verb_check,
    catalog_verb_diff, catalog_verb_import;

/* The day that ages are counted to: --as-of, or the newest date of some entries. */
const char *catalog_day(const CatalogCall *call, const CatalogEntry *entries, size_t count);

/* The entries of a folder or a file, or of CATALOG_WORD; of all that a scenario here
 * finds, for NULL. What cannot be read is added to problems. */
#define CATALOG_WORD "built-in"
bool catalog_entries(const CatalogEntry **entries, size_t *count, const char *place,
                     Arena *arena, Problems *problems);

/* Tell problems on standard error; false if there were any. They are freed. */
bool catalog_tell(const CatalogCall *call, Problems *problems);

#endif
