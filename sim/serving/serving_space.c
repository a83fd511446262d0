/* serving_space.c - memory of a thread for simulating the requests of a trial. */
#include "sim/serving/serving_space.h"

#include <stdlib.h>

bool serving_space_make(ServingSpace *space, size_t requests)
{
    size_t n = requests > 0 ? requests : 1;

    *space = (ServingSpace){ 0 };
    if (!batching_space_make(&space->batching, n, n))
        return false;
    space->arrival = malloc(n * sizeof *space->arrival);
    space->input = malloc(n * sizeof *space->input);
    space->output = malloc(n * sizeof *space->output);
    space->hit = malloc(n * sizeof *space->hit);
    if (space->arrival && space->input && space->output && space->hit)
        return true;
    serving_space_free(space);
    return false;
}

void serving_space_free(ServingSpace *space)
{
    batching_space_free(&space->batching);
    free(space->arrival);
    free(space->input);
    free(space->output);
    free(space->hit);
    *space = (ServingSpace){ 0 };
}
