/* latency_physics.h - what no GPU can do, whoever says so.
 *
 * A measurement that is faster than the peaks of the arithmetic and of the memory allow is
 * wrong at its source, or is of something else than its columns say: it is left out. A
 * prediction must not be faster either, nor n GPUs more than n times as fast as one.
 */
#ifndef TESTS_VALIDATION_LATENCY_PHYSICS_H
#define TESTS_VALIDATION_LATENCY_PHYSICS_H

#include "tests/validation/latency_tiers.h"

/* The least seconds of a metric: for each token, and for a batch from its start to its end;
 * 0 for others. All requests of a batch are taken to choose the same experts. */
double light_seconds(const Served *record, Metric metric);

/* Exclude the measurements that are faster than light. */
void exclude_impossible(ServedList *list);

typedef struct {
    size_t predictions, too_fast; /* below 0.8 of the least seconds              */
    size_t pairs, too_parallel;   /* twice the GPUs, and more than twice as fast,
                                     where all requests fit into the memory      */
} PhysicsCounts;

PhysicsCounts physics_counts(const Outcome *outcomes, const ServedList *list);

#endif
