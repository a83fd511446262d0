/* refwork_registry.h - refwork-1 as quantities of the engine. */
#ifndef TESTS_BENCH_REFWORK_REGISTRY_H
#define TESTS_BENCH_REFWORK_REGISTRY_H

#include "models/model.h"
#include "sim/base/text.h"
#include "tests/bench/refwork.h"

/* Four designs, each with a part and a total of its own. */
extern const Registry refwork_registry;

/* The discounted total cost of each design. */
extern const Quantity *const refwork_totals[REFWORK_DESIGNS];

/* The scenario: the laws of the inputs, their correlations, and so many trials. */
void refwork_text(Text *text, unsigned long trials, int seed);

#endif
