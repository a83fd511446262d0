/* sensitivity_indices.c - Sobol indices of the difference and of the choice.
 *
 * a is the run as the scenario says, on the first points; b draws every input and every
 * month's events from the second; between them, a run for each group of inputs that are
 * drawn together, and one for the events. So the first-order index of an input does not
 * count what it does together with the events, and the total index does.
 */
#include <math.h>
#include <stdlib.h>

#include "sim/decision/sensitivity_steps.h"

typedef struct {
    Pair *pair;
    uint64_t n;
    double *a, *b, *ab;             /* differences                    */
    double *win_a, *win_b, *win_ab; /* 1 where the first design is cheaper, else 0 */
    Substitute *items;
} Matrices;

/* Inputs of a group, all for -1. */
static bool run_with(Matrices *p, double *difference, double *win, const Sensitivity *s,
                     int group, bool inputs, bool draws, Error *err)
{
    Substitutes substitutes = { .items = p->items, .second = true, .second_draws = draws };

    for (size_t i = 0; i < s->count && inputs; i++)
        if (group < 0 || s->inputs[i].group == group)
            p->items[substitutes.count++] = (Substitute){ s->inputs[i].column, NAN };
    if (!pair_simulate(difference, p->pair, p->n, &substitutes, err))
        return false;
    for (uint64_t i = 0; i < p->n; i++)
        win[i] = difference[i] < 0 ? 1 : difference[i] > 0 ? 0 : 0.5;
    return true;
}

/* The indices of an input, or those of another of its group. */
static bool index_input(Matrices *p, Sensitivity *s, size_t i, Error *err)
{
    InputEffect *input = &s->inputs[i];

    for (size_t k = 0; k < i; k++)
        if (s->inputs[k].group == input->group) {
            input->difference = s->inputs[k].difference;
            input->choice = s->inputs[k].choice;
            return true;
        }
    if (!run_with(p, p->ab, p->win_ab, s, input->group, true, false, err))
        return false;
    input->difference = indices_estimate(p->a, p->b, p->ab, p->n);
    input->choice = indices_estimate(p->win_a, p->win_b, p->win_ab, p->n);
    return true;
}

static bool index_draws(Matrices *p, Sensitivity *s, Error *err)
{
    if (!run_with(p, p->ab, p->win_ab, s, -1, false, true, err))
        return false;
    s->draws = indices_estimate(p->a, p->b, p->ab, p->n);
    s->draws_choice = indices_estimate(p->win_a, p->win_b, p->win_ab, p->n);
    for (uint64_t i = 0; i < p->n; i++)
        s->draws_vary |= p->a[i] != p->ab[i];
    return true;
}

bool sensitivity_indices(Sensitivity *s, Pair *pair, Error *err)
{
    double *space = memory_grow(NULL, 6 * s->points + 1, sizeof *space);
    Matrices p = { .pair = pair, .n = s->points };
    double **const arrays[] = { &p.a, &p.b, &p.ab, &p.win_a, &p.win_b, &p.win_ab };

    for (size_t k = 0; k < sizeof arrays / sizeof arrays[0]; k++)
        *arrays[k] = space + k * s->points;
    p.items = memory_grow(NULL, s->count + 1, sizeof *p.items);
    bool well = run_with(&p, p.a, p.win_a, s, -1, false, false, err) &&
                run_with(&p, p.b, p.win_b, s, -1, true, true, err) && index_draws(&p, s, err);
    for (size_t i = 0; i < s->count && well; i++)
        well = index_input(&p, s, i, err);
    free(p.items);
    free(space);
    return well;
}
