/* results.c - the rows of results.def as an array. */
#include "sim/results/results.h"

#include <string.h>

#define RESULT(name) &result_##name,
const Result *const results[] = {
#include "sim/results/results.def"
};
#undef RESULT

const size_t result_count = sizeof results / sizeof results[0];

const Result *result_find(const char *name)
{
    for (size_t i = 0; i < result_count; i++)
        if (strcmp(results[i]->name, name) == 0)
            return results[i];
    return NULL;
}

Table result_table(const Result *result, const Answer *answer, Arena *arena)
{
    Table table = { .name = result->name, .title = result->title, .arena = arena };

    result->fill(&table, answer);
    return table;
}
