/* bindings.h - the making of bindings, in the steps that share its tables.
 *
 * Private to sim/scenario. The sources of a value form a chain, strongest first, that ends
 * with the first one that is a value by itself; those above it only multiply it (`× 0.5`) or
 * say how it varies. A binding is what a chain comes to.
 */
#ifndef SIM_SCENARIO_BINDINGS_H
#define SIM_SCENARIO_BINDINGS_H

#include "sim/scenario/loader.h"

/* A source of a value, and the layer it has in the design at hand. */
typedef struct {
    const Given *given;
    Layer layer;
} Link;

/* links end with a value, or with what a weaker layer should have had. */
typedef struct {
    Link *links;
    size_t count;
} Chain;

typedef struct {
    Loader *l;
    const Given **priors;      /* [quantity] */
    Chain **chains;            /* [draft][quantity] */
    const Binding ***bindings; /* [draft][quantity] */
    Chain ***open_chains;      /* [draft][candidate][quantity]; NULL: nothing is open */
    Candidate **candidates;    /* [draft][candidate] */
} Maker;

/* The sources of a quantity in a draft; `fact` is the catalogue's, or NULL. */
void chain_make(Maker *m, Chain *chain, size_t draft, size_t row, const Given *fact);
bool chain_same(const Chain *a, const Chain *b);

/* What a chain that is not empty comes to, or NULL after telling why it comes to nothing. */
const Binding *chain_bind(Maker *m, const Chain *chain, size_t row);

/* The reference that a draft leaves open, with a candidate for each of its entries; NULL
 * where it leaves none. All drafts have their bindings. */
const OpenReference *candidates_make(Maker *m, size_t draft);

/* The designs of the scenario, of drafts that have their bindings. */
void designs_make(Maker *m);

#endif
