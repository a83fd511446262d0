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

/* The chance that it takes. */
double requirement_needs(const Requirement *requirement);

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
