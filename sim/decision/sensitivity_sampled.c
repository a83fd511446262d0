/* sensitivity_sampled.c - what the samples of one run tell about each input. */
#include <stdlib.h>

#include "sim/decision/conditional.h"
#include "sim/decision/information.h"
#include "sim/decision/ranking.h"
#include "sim/decision/sensitivity_steps.h"

/* What all inputs are held against. */
typedef struct {
    Sensitivity *s;
    const Run *run;
    double *gain; /* what the other design saves against the favourite           */
    double *difference_rank;
} Samples;

static void describe_input(void *context, size_t index)
{
    const Samples *samples = context;
    InputEffect *input = &samples->s->inputs[index];
    size_t n = samples->s->trials;
    const double *x = run_values(samples->run, input->member, input->quantity);
    double *rank = memory_grow(NULL, 2 * n + 1, sizeof *rank), *expected = rank + n;

    size_t different = ranking_fill(rank, x, n);
    input->rank = ranking_correlation(rank, samples->difference_rank, n);
    input->share = conditional_mean(expected, rank, different, samples->gain, n);
    input->worth = information_partial(samples->gain, expected, n);
    free(rank);
}

void sensitivity_sampled(Sensitivity *s, const Pair *pair, const Run *run,
                         const double *difference)
{
    double *space = memory_grow(NULL, 2 * s->trials + 1, sizeof *space);
    double sign = s->favourite == s->a ? 1 : -1;
    Samples samples = { s, run, space, space + s->trials };

    for (uint64_t i = 0; i < s->trials; i++)
        samples.gain[i] = sign * difference[i];
    ranking_fill(samples.difference_rank, difference, s->trials);
    run_tasks(run, describe_input, &samples, s->count);
    free(space);
}
