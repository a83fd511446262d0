/* random_scenario.h - a scenario by chance that loads: designs of random parts, ranges,
 * shapes and numbers for many keys, catalogue entries, lines of its own.
 *
 * Of its designs the first is `base`; the second is one of
 *
 *   dearer   base with prices of one row of price_lines that are twice as high
 *   wider    base with one part more
 *   idle     base, and nobody asks anything
 *   other    something else, which may inherit what base says
 *
 * and the third, `grown`, is staged: it begins as base and turns into the second.
 */
#ifndef TESTS_RANDOM_SCENARIO_H
#define TESTS_RANDOM_SCENARIO_H

#include <stdint.h>

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"
#include "tests/unit/price_lines.h"

typedef struct {
    Text text;
    const PriceLines *doubled; /* what `dearer` pays twice; NULL: no such design */
} RandomScenario;

/* The scenario of a seed. `usual` has the usual laws of all quantities: those of
 * usual_scenario, loaded. The caller frees the text. */
extern const char usual_scenario[];
RandomScenario random_scenario(const Scenario *usual, uint64_t seed);

#endif
