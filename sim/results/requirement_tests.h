/* requirement_tests.h - how what is required of a design is judged.
 *
 * Most requirements hold or fail in each future: the value of a result is held against a
 * limit. A response time is known in the futures whose requests are simulated. Where the
 * data of a design stay is a fact, without a chance.
 */
#ifndef SIM_RESULTS_REQUIREMENT_TESTS_H
#define SIM_RESULTS_REQUIREMENT_TESTS_H

#include "sim/results/answer_steps.h"

/* How a requirement is judged by a result: value <= limit or, at_least, value >= limit. */
typedef struct {
    const char *key; /* of the result; NULL where there is none */
    bool at_least;
    double limit; /* in the unit of the result */
} RequirementTest;
RequirementTest requirement_test(const Scenario *scenario, const Requirement *requirement);

/* The time that a requirement is of. A time that is given is a result like others, the same
 * for all requests of a future; one that is simulated has no value but percentiles. */
const char *requirement_time_key(const Requirement *requirement);

/* The state whose requests it is about. */
RequestState requirement_state(const Requirement *requirement);

/* Let a run simulate only the requests that the musts of a scenario are about, which are
 * none where no must is on a response time: what decides which designs are eligible. */
void requirement_states(RunOptions *options, const Scenario *scenario);

/* The chance that it takes. */
double requirement_needs(const Requirement *requirement);

/* The time at a percentile: one of the three that are kept, or read off the lines between
 * them on a lognormal scale, which is exact for lognormal times. */
double requirement_time(double percentile, double p50, double p95, double p99);

/* The service of a design whose data are not known to stay where a requirement says, and
 * the place that it states; NULL if all are. */
const Quantity *requirement_strays(const char **place, const Scenario *scenario, size_t design,
                                   const Requirement *requirement);

/* "P95 under 12 s", and why a design misses it, from its numbers. */
const char *requirement_words(Arena *arena, const Scenario *scenario,
                              const Requirement *requirement);
const char *requirement_missed(Arena *arena, const Scenario *scenario,
                               const DesignAnswer *design, const RequirementAnswer *answer);

#endif
