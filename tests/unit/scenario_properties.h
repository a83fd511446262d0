/* scenario_properties.h - what holds of every scenario, whatever is in it. */
#ifndef TESTS_SCENARIO_PROPERTIES_H
#define TESTS_SCENARIO_PROPERTIES_H

#include <stdint.h>

#include "sim/scenario/scenario.h"
#include "tests/unit/random_scenario.h"

typedef enum {
    EVERY_SCENARIO_LOADS,
    EVERY_NUMBER_IS_FINITE,
    NO_COST_IS_NEGATIVE,
    SHARES_ARE_SHARES,
    TOTALS_ARE_SUMS,
    COSTS_ADD_UP_OVER_TIME,
    A_REQUEST_COSTS_ITS_SHARE,
    TWICE_THE_PRICE_IS_TWICE_THE_LINE,
    A_PART_MORE_BUILDS_NO_CHEAPER,
    PROPERTIES
} Property;

/* What was looked at, and the first scenario that lacks a property. */
typedef struct {
    uint64_t scenarios, refused; /* because a model or a prompt does not fit */
    uint64_t looked[PROPERTIES], failed[PROPERTIES];
    uint64_t seed[PROPERTIES];
    char said[PROPERTIES][160];
} Findings;

/* Note that a scenario lacks a property; what is said of the first one is kept. */
void property_lacks(Findings *findings, Property property, uint64_t seed, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));

/* Simulate a loaded scenario, the one that `random` is the text of, and look at every
 * number of it. What is found is added. False, and no more looked at, where the program
 * rightly refuses to answer. */
bool properties_check(Findings *findings, const Scenario *scenario,
                      const RandomScenario *random, uint64_t seed);

#endif
