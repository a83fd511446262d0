/* price_entry.h - a model of a price list as a catalogue entry. */
#ifndef SIM_SCENARIO_PRICE_ENTRY_H
#define SIM_SCENARIO_PRICE_ENTRY_H

#include "sim/base/text.h"
#include "sim/scenario/catalog_facts.h"
#include "sim/scenario/price_map.h"

/* What all entries from a list say of it. */
typedef struct {
    const char *source, *as_of;
} PriceOrigin;

/* Append the file of an entry. What the list has no word on (speeds, sizes: no prices) is
 * taken over, with its source, from the entry of the same name, which may be NULL; *kept
 * counts those facts. */
void price_entry_write(Text *out, size_t *kept, const PricedModel *model,
                       const PriceOrigin *origin, const CatalogEntry *usual);

/* Whether a file so written is an entry that scenarios can read. */
bool price_entry_check(const Text *file, const PricedModel *model, const FactReader *reader);

#endif
