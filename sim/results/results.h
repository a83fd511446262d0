/* results.h - the tables an answer can be shown as.
 *
 * To add one: write sim/results/result_NAME.c with `const Result result_NAME`
 * and add RESULT(NAME) to results.def.
 */
#ifndef SIM_RESULTS_RESULTS_H
#define SIM_RESULTS_RESULTS_H

#include "sim/results/answer.h"
#include "sim/results/table.h"

typedef struct {
    const char *name, *title, *help;
    void (*fill)(Table *table, const Answer *answer); /* sets columns, adds rows */
} Result;

#define RESULT(name) extern const Result result_##name;
#include "sim/results/results.def"
#undef RESULT

extern const Result *const results[];
extern const size_t result_count;
const Result *result_find(const char *name);

/* The table of a result; lives in the arena. */
Table result_table(const Result *result, const Answer *answer, Arena *arena);

#endif
