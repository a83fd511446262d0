/* condition.h - what must hold of an answer, as a gate for scripts or a goal to seek.
 *
 *   CONDITION := TERM [and TERM]...
 *   TERM      := STATISTIC(DESIGN RESULT) COMPARE VALUE
 *   STATISTIC := mean | sd | p5 | p10 | p25 | p50 | p75 | p90 | p95 | chance
 *   COMPARE   := < | <= | > | >=
 *
 *   p90(rag cost.total) < 450k
 *   chance(rag budget) >= 90% and mean(rag quality.good_share) > 0.8
 *
 * RESULT is a result of the design by its key, percentiles over requests with .mean, .p50,
 * .p95 or .p99 behind it; of `chance` it is `cheapest` or `budget` (to stay within it).
 * VALUE has the unit of the result, which a bare number is in.
 */
#ifndef SIM_DECISION_CONDITION_H
#define SIM_DECISION_CONDITION_H

#include "sim/results/answer.h"

typedef enum { COMPARE_LESS, COMPARE_AT_MOST, COMPARE_MORE, COMPARE_AT_LEAST } Compare;

typedef struct {
    const char *text;   /* as written, without blanks around it */
    size_t design;      /* of the scenario                      */
    const char *result; /* its key; or what there is a chance of */
    size_t statistic;   /* a row of condition_statistics        */
    Compare compare;
    double value; /* in the result's unit */
    Unit unit;
} ConditionTerm;

typedef struct {
    const char *text;
    ConditionTerm *terms; /* all of them must hold */
    size_t count;
    bool requests; /* whether it reads anything of single requests */
} Condition;

/* Read a condition; `name` is what errors call it ("--require"). False with an error that
 * says where; it is the command line's. The scenario and the arena must outlive it. */
bool condition_parse(Condition *condition, const char *name, const char *text,
                     const Scenario *scenario, Arena *arena, Error *err);

/* The left side of a term; unknown where the answer does not know it. */
Estimate condition_value(const ConditionTerm *term, const Answer *answer);

/* Whether a term holds of a value; of an unknown one none does. */
bool condition_term_holds(const ConditionTerm *term, double value);

bool condition_holds(const Condition *condition, const Answer *answer);

/* --- shared by the reader and the evaluation ------------------------------------------- */

enum { CONDITION_STATISTICS = 3 + Q_COUNT };
extern const char *const condition_statistics[CONDITION_STATISTICS];
enum { STATISTIC_MEAN, STATISTIC_SD, STATISTIC_CHANCE, STATISTIC_QUANTILE };

/* What there is a chance of, of any design; ends with NULL. */
extern const char *const condition_chances[];

#endif
