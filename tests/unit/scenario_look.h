/* scenario_look.h - a scenario that is being simulated, month by month, with all of its
 * columns to be looked at; and what is looked up in it once. */
#ifndef TESTS_SCENARIO_LOOK_H
#define TESTS_SCENARIO_LOOK_H

#include "sim/engine/block.h"
#include "tests/unit/scenario_properties.h"

/* A total of a design, and what is there that adds to it. */
typedef struct {
    size_t design;
    const Quantity *quantity;
    const double *value, **terms;
    size_t term_count;
} Total;

/* A line in `base` and in `dearer`. */
typedef struct {
    const Quantity *quantity;
    const double *once, *twice;
} Twins;

/* The costs of a design and what they add up to over the months. */
typedef struct {
    const double *build, *inference, *infrastructure, *updates, *people, *cash, *failures;
    const double *monthly, *total, *cash_total, *npv, *per_1000_requests, *per_1000_good;
    const double *requests, *good_share, *discount_rate;
    bool one_rate; /* a staged design discounts by the rate of the design that serves */
    double monthly_sum[LANES], cash_sum[LANES], present[LANES], asked[LANES], good[LANES];
} Costs;

/* One scenario being looked at. */
typedef struct {
    Findings *findings;
    const Scenario *s;
    const RandomScenario *random;
    uint64_t seed;
    Arena arena;
    Wiring wiring;
    Sampler *sampler;
    Workspace *ws;
    size_t lanes; /* that are trials of the run */
    int month;    /* 0: before the first        */
    Total *totals;
    size_t total_count;
    Twins *twins;
    size_t twin_count;
    Costs *costs; /* [design] */
} Look;

/* Begin with the first block of a scenario, which holds all of its trials. */
void look_begin(Look *look, const Scenario *scenario, const RandomScenario *random);
void look_end(Look *look);

/* Make the lists of totals, twins and costs. */
void look_up(Look *look);

/* The column of a quantity in a design; NULL where there is none. */
const double *look_column(const Look *look, size_t design, const Quantity *quantity);

/* The place of a design among those of the scenario, or -1. */
long look_design(const Look *look, const char *name);

#endif
