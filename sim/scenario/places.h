/* places.h - where in a list of quantities one of them stands, by its address.
 *
 * A table with open addressing, at most half full: a list of hundreds is asked thousands
 * of times while a scenario is read.
 */
#ifndef SIM_SCENARIO_PLACES_H
#define SIM_SCENARIO_PLACES_H

#include <stddef.h>
#include <stdint.h>

#include "models/model.h"
#include "sim/base/arena.h"

typedef struct {
    uint32_t *slots; /* [size]: a place, counted from 1; 0: free */
    size_t size;     /* a power of two; 0: an empty table */
} Places;

/* The place of a quantity in the list that the table was filled from, or -1. */
long places_find(const Places *places, const Quantity *const *list, const Quantity *quantity);

/* Note that a quantity, which the table has room for and not yet, stands in this place. */
void places_note(Places *places, const Quantity *quantity, size_t place);

/* The table of a list without repetitions, with room for `most`. */
Places places_of(const Quantity *const *list, size_t count, size_t most, Arena *arena);

#endif
