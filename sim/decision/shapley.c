#include "sim/decision/shapley.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "sim/base/arena.h"
#include "sim/sampling/uniforms.h"

/* --- all subsets ------------------------------------------------------------------ */

/* The value of each subset, whose number has the bits of its inputs. */
static double *values_of_subsets(const ShapleyGame *game, Arena *arena)
{
    size_t subsets = (size_t)1 << game->inputs;
    double *values = arena_array(arena, double, subsets * game->outputs + 1);
    bool in[SHAPLEY_EXACT];

    for (size_t subset = 0; subset < subsets; subset++) {
        for (size_t i = 0; i < game->inputs; i++)
            in[i] = subset >> i & 1;
        if (!game->value(game->context, in, values + subset * game->outputs))
            return NULL;
    }
    return values;
}

/* weights[s]: the share of orders in which exactly s given inputs come before a given one,
 * s! (n - 1 - s)! / n!. */
static void weigh_sizes(double *weights, size_t n)
{
    weights[0] = 1.0 / (double)n;
    for (size_t s = 1; s < n; s++)
        weights[s] = weights[s - 1] * (double)s / (double)(n - s);
}

static size_t size_of(size_t subset)
{
    size_t size = 0;

    for (; subset; subset &= subset - 1)
        size++;
    return size;
}

bool shapley_exact(const ShapleyGame *game, double *shares)
{
    size_t outputs = game->outputs, subsets = (size_t)1 << game->inputs;
    double weights[SHAPLEY_EXACT];
    Arena arena = { 0 };

    assert(game->inputs >= 1 && game->inputs <= SHAPLEY_EXACT);
    const double *values = values_of_subsets(game, &arena);
    weigh_sizes(weights, game->inputs);
    memset(shares, 0, game->inputs * outputs * sizeof *shares);
    for (size_t subset = 0; values && subset < subsets; subset++)
        for (size_t i = 0; i < game->inputs; i++) {
            if (subset >> i & 1)
                continue;
            const double *without = values + subset * outputs;
            const double *with = values + (subset | (size_t)1 << i) * outputs;
            double weight = weights[size_of(subset)];
            for (size_t k = 0; k < outputs; k++)
                shares[i * outputs + k] += weight * (with[k] - without[k]);
        }
    arena_free(&arena);
    return values != NULL;
}

/* --- random orders ---------------------------------------------------------------- */

typedef struct {
    const ShapleyGame *game;
    double *none, *all;    /* [output]: with no change, with all of them */
    double *before, *next; /* [output]                                  */
    double *pair;          /* [input][output]: the marginal effects of one pair of orders */
    size_t *order;         /* [input] */
    bool *in;              /* [input] */
} Sampler;

/* Fisher and Yates. */
static void shuffle(size_t *order, size_t n, uint64_t seed, uint64_t pair)
{
    uint64_t stream = uniforms_stream("shapley.order");

    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (size_t i = n; i > 1; i--) {
        double u = uniforms_from_bits(uniforms_hash(seed, stream, pair, i));
        size_t k = (size_t)(u * (double)i);
        size_t swapped = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swapped;
    }
}

/* Make the changes one after the other; half of each marginal effect goes to the pair. */
static bool follow(const Sampler *s, bool backwards)
{
    size_t n = s->game->inputs, outputs = s->game->outputs;

    memset(s->in, 0, n * sizeof *s->in);
    memcpy(s->before, s->none, outputs * sizeof *s->before);
    for (size_t step = 0; step < n; step++) {
        size_t input = s->order[backwards ? n - 1 - step : step];
        s->in[input] = true;
        if (step + 1 == n)
            memcpy(s->next, s->all, outputs * sizeof *s->next);
        else if (!s->game->value(s->game->context, s->in, s->next))
            return false;
        for (size_t k = 0; k < outputs; k++)
            s->pair[input * outputs + k] += (s->next[k] - s->before[k]) / 2;
        memcpy(s->before, s->next, outputs * sizeof *s->before);
    }
    return true;
}

static bool sample(const Sampler *s, double *shares, double *errors, size_t pairs,
                   uint64_t seed)
{
    size_t cells = s->game->inputs * s->game->outputs;

    for (size_t p = 0; p < pairs; p++) {
        shuffle(s->order, s->game->inputs, seed, p);
        memset(s->pair, 0, cells * sizeof *s->pair);
        if (!follow(s, false) || !follow(s, true))
            return false;
        /* running mean and sum of squared deviations (Welford 1962) */
        for (size_t i = 0; i < cells; i++) {
            double distance = s->pair[i] - shares[i];
            shares[i] += distance / (double)(p + 1);
            errors[i] += distance * (s->pair[i] - shares[i]);
        }
    }
    for (size_t i = 0; i < cells; i++)
        errors[i] = sqrt(errors[i] / (double)(pairs - 1) / (double)pairs);
    return true;
}

bool shapley_sampled(const ShapleyGame *game, double *shares, double *errors, size_t pairs,
                     uint64_t seed)
{
    size_t n = game->inputs, outputs = game->outputs;
    Arena arena = { 0 };

    assert(n >= 1 && pairs >= 2);
    const Sampler s = {
        .game = game,
        .none = arena_array(&arena, double, outputs + 1),
        .all = arena_array(&arena, double, outputs + 1),
        .before = arena_array(&arena, double, outputs + 1),
        .next = arena_array(&arena, double, outputs + 1),
        .pair = arena_array(&arena, double, n *outputs + 1),
        .order = arena_array(&arena, size_t, n),
        .in = arena_array(&arena, bool, n),
    };
    memset(shares, 0, n * outputs * sizeof *shares);
    memset(errors, 0, n * outputs * sizeof *errors);
    bool known = game->value(game->context, s.in, s.none);
    memset(s.in, 1, n * sizeof *s.in);
    known = known && game->value(game->context, s.in, s.all) &&
            sample(&s, shares, errors, pairs, seed);
    arena_free(&arena);
    return known;
}
