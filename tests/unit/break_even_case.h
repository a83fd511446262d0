/* break_even_case.h - two designs whose costs are straight lines of the volume, for tests of
 * what looks for the values at which an answer changes.
 *
 *   cost.total = use.setup + months (use.fixed + traffic.volume use.price)
 */
#ifndef TESTS_BREAK_EVEN_CASE_H
#define TESTS_BREAK_EVEN_CASE_H

#include "sim/decision/variant.h"

/* Designs plain (PART_API) and indexed (PART_CORPUS | PART_API). */
extern const Registry break_even_registry;

/* 24 months; plain $3,100 + 24 ($410 + q $0.073), indexed $21,700 + 24 ($655 + q $0.0112).
 * They cost the same at the volume below. */
extern const char break_even_text[];
#define BREAK_EVEN_VOLUME ((21700 - 3100 + 24 * (655 - 410)) / (24 * (0.073 - 0.0112)))

typedef struct {
    Scenario scenario;
    VariantBase base;
    Arena arena;
} BreakEvenCase;

/* Read a scenario of the registry; the test fails if that does not work. */
void break_even_make(BreakEvenCase *even, const char *text);
void break_even_free(BreakEvenCase *even);

/* Fails the test: for problems that must not be. */
void break_even_tell(void *context, const Problems *problems);

#endif
