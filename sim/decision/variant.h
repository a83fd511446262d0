/* variant.h - a scenario simulated with other values, on the same draws.
 *
 * A draw has an address, not a state (sampler.h): two variants of a scenario with the same
 * seed and number of trials differ, trial by trial, by what was changed and nothing else. So
 * differences between variants are paired.
 */
#ifndef SIM_DECISION_VARIANT_H
#define SIM_DECISION_VARIANT_H

#include "sim/engine/run.h"
#include "sim/results/answer.h"

/* What all variants have in common. The text must outlive them. */
typedef struct {
    const Registry *registry;
    const char *name; /* of the file, as errors say it and as its data files are found */
    const char *text;
    size_t length;
    Overrides overrides; /* of the command line */
} VariantBase;

typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
    Arena arena;
} Variant;

/* What runs that only need the values of results ask for: no requests, no means of lines,
 * and no other process. */
extern const RunOptions variant_costs;

/* Load the base with further `KEY=VALUE` after its own, wire and run it to the end; at most
 * RUN_EXACT trials, so that all values are at hand (run_values() and others of run.h). False
 * with problems of the values. Parts point to each other: a variant stays where it is made.
 * The caller frees it in any case. */
bool variant_make(Variant *variant, const VariantBase *base, const char *const set[],
                  size_t set_count, const RunOptions *options, Problems *problems);
void variant_free(Variant *variant);

/* A quantity that has the same known value, in its unit, in every design. */
typedef struct {
    const Quantity *quantity;
    double value;
} KnownValue;

/* Whether a loaded scenario can be given known values of a quantity as they are. What is
 * the same for the whole comparison (the horizon, the budget, the currency) cannot, nor can
 * lines of the scenario's own: reading the scenario does more with them. */
bool variant_takes(const Scenario *scenario, const Quantity *quantity);

/* The variant that `--set KEY=VALUE` for each of these makes, without reading the scenario
 * again. Its text need not be there; the scenario must outlive the variant. */
bool variant_make_known(Variant *variant, const Scenario *scenario, const KnownValue *known,
                        size_t count, const RunOptions *options, Error *err);

/* The answer that it gives, all of it or what a verdict needs (gatherer.h). The caller frees
 * it; the variant must outlive it. */
bool variant_answer(Answer *answer, const Variant *variant, bool for_verdict, Error *err);

/* A result of a design, one per trial; NULL where the design does not have it. */
const double *variant_values(const Variant *variant, size_t design, const char *key);

#endif
