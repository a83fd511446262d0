/* gpu_offers.h - what some GPUs would cost a design, and whether they are fast enough.
 *
 * An offer is a catalogue entry and how many of its GPUs share a model. It is judged by a run
 * of few trials and of one design, in which there is nothing but what the rent of GPUs and the
 * time of a request alone depend on: a hundredth of a whole scenario.
 */
#ifndef SIM_DECISION_GPU_OFFERS_H
#define SIM_DECISION_GPU_OFFERS_H

#include "sim/scenario/scenario.h"

/* A share of 90% has a standard error of 2% then, at most. The seed is that of the scenario. */
enum { OFFER_TRIALS = LANES };

/* A part of a scenario, of one design. */
typedef struct {
    Scenario scenario;
    Registry registry;
    const size_t *rows; /* [quantity]: its place in the whole scenario */
} OfferBench;

typedef struct {
    double cost;  /* of GPUs, in a mean month                                     */
    double fast;  /* share of the trials in which a request alone is within limits */
    double slow;  /* time of a request alone over that allowed, in the mean        */
    double batch; /* requests that a replica has room for, in the mean             */
    double seats; /* requests that the engine takes, in the mean                   */
} OfferResult;

/* The part of a scenario that decides, for a design; the scenario must outlive it. */
void offer_bench_make(OfferBench *bench, const Scenario *scenario, size_t design, Arena *arena);

/* Judge what a design costs with these values, [quantity of the whole scenario], and GPUs
 * per replica, or as many as the values say where `gpus` is NULL. False with an error of the
 * models. */
bool offer_try(OfferResult *result, OfferBench *bench, const Binding *const *bindings,
               const Binding *gpus, Error *err);

#endif
