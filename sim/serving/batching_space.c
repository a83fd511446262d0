/* batching_space.c - memory of a simulation. */
#include "sim/serving/batching.h"

#include <stdlib.h>

bool batching_space_make(BatchingSpace *space, size_t requests, size_t seats)
{
    size_t n = requests > 0 ? requests : 1;

    *space = (BatchingSpace){ 0 };
    if (requests > BATCHING_REQUESTS || seats > INT32_MAX)
        return false;
    *space = (BatchingSpace){
        .requests = requests,
        .seats = seats,
        .fresh = malloc((seats + 1) * sizeof *space->fresh),
        .back = malloc(n * sizeof *space->back),
        .ends = malloc((seats + 1) * sizeof *space->ends),
        .sent = malloc(n * sizeof *space->sent),
        .answering = malloc((seats + 1) * sizeof *space->answering),
        .head = malloc((seats + 1) * sizeof *space->head),
    };
    if (space->fresh && space->back && space->ends && space->sent && space->answering &&
        space->head)
        return true;
    batching_space_free(space);
    return false;
}

void batching_space_free(BatchingSpace *space)
{
    free(space->fresh);
    free(space->back);
    free(space->ends);
    free(space->sent);
    free(space->answering);
    free(space->head);
    *space = (BatchingSpace){ 0 };
}
