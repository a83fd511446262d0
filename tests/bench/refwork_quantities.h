/* refwork_quantities.h - the quantities of refwork-1 and how they are defined.
 *
 * The formulas follow the engine's grain: a column is a whole line of the bill, what
 * is fixed over the months is worked out once per trial, and what designs share is a
 * column of its own. They name their columns in the order of the quantity's sources.
 */
#ifndef TESTS_BENCH_REFWORK_QUANTITIES_H
#define TESTS_BENCH_REFWORK_QUANTITIES_H

#include "tests/bench/refwork_registry.h"

#define INPUT(name, meaning, law, a, b, c) extern const Quantity input_##name;
#include "tests/bench/refwork.def"
#undef INPUT

/* Of refwork_fixed.c: once per trial. */
extern const Quantity refwork_monthly_discount;
extern const Quantity refwork_load_large;
extern const Quantity refwork_load_small;
extern const Quantity refwork_calls_0;
extern const Quantity refwork_calls_3;
extern const Quantity refwork_effort;
extern const Quantity refwork_retrain_gpu;
extern const Quantity refwork_operate_0;
extern const Quantity refwork_operate_1;
extern const Quantity refwork_operate_2;
extern const Quantity refwork_operate_3;
extern const Quantity refwork_retrain_people;
extern const Quantity refwork_errors_0;
extern const Quantity refwork_errors_1;
extern const Quantity refwork_errors_2;
extern const Quantity refwork_errors_3;

/* Of refwork_monthly.c; within_K is the chance of at most K events. */
extern const Quantity refwork_within_0;
extern const Quantity refwork_within_1;
extern const Quantity refwork_within_2;
extern const Quantity refwork_within_3;
extern const Quantity refwork_within_4;
extern const Quantity refwork_within_5;
extern const Quantity refwork_within_6;
extern const Quantity refwork_events;
extern const Quantity refwork_grown;
extern const Quantity refwork_api_price;
extern const Quantity refwork_gpu_price;
extern const Quantity refwork_discount;
extern const Quantity refwork_volume;
extern const Quantity refwork_fleet_small;
extern const Quantity refwork_fleet_large;
extern const Quantity refwork_retraining;

/* A quantity that a formula computes; `begin` is what its LAST reads in month 1. */
#define DERIVED(name, how, when, begin, ...)                                                   \
    const Quantity refwork_##name = {                                                          \
        .key = "refwork." #name,                                                               \
        .title = #name,                                                                        \
        .help = "of the workload",                                                             \
        .unit = UNIT_NUMBER,                                                                   \
        .timing = when,                                                                        \
        .from = FROM(__VA_ARGS__),                                                             \
        .formula = how,                                                                        \
        .initial = begin,                                                                      \
    }

#endif
