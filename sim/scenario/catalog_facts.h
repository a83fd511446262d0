/* catalog_facts.h - what the facts of a catalogue entry are the values of.
 *
 * A reference such as `api.model` makes fact F of an entry the value of the quantity
 * api.F. Some facts nothing computes with; they are there to be read.
 */
#ifndef SIM_SCENARIO_CATALOG_FACTS_H
#define SIM_SCENARIO_CATALOG_FACTS_H

#include "models/model.h"
#include "sim/scenario/catalog.h"

/* The quantities that facts can be the values of. */
typedef struct {
    const Registry *registry;
    const Quantity *const *quantities;
    size_t quantity_count;
    Arena *arena;
} FactReader;

FactReader facts_of(const Registry *registry, Arena *arena);

/* The key of the quantity that a fact is the value of: prefix and fact, joined. */
const char *fact_key(const Reference *reference, const char *fact, Arena *arena);

/* The quantity that a fact of a kind is the value of; NULL if there is none. */
const Quantity *fact_quantity(const FactReader *reader, const char *kind, const char *fact);

/* Whether a fact of a kind is one that is shown and not computed with. */
bool fact_is_shown(const char *kind, const char *fact);

/* Whether a fact is one of the four that every entry has: title, as_of, source, confidence. */
bool fact_is_about(const char *fact);

/* Whether scenarios can name entries of a kind, or `catalog show` knows what it is. */
bool fact_kind_is_known(const FactReader *reader, const char *kind);

/* The known fact of a kind nearest to a word; NULL if none is near. */
const char *fact_nearest(const FactReader *reader, const char *kind, const char *word);

/* The value of a fact, behind `value:` in the long form. */
const Node *fact_node(const Node *fact);

/* A fact as it is written. */
const char *fact_text(const Node *fact, Arena *arena);

/* The mean of a fact in the unit of its quantity; false with what is wrong with it. */
bool fact_value(double *value, const FactReader *reader, const Quantity *quantity,
                const Node *fact, Error *err);

/* The same of a fact of an entry; NAN where it has none, or none that can be read. */
double fact_of(const FactReader *reader, const CatalogEntry *entry, const char *fact);

#endif
