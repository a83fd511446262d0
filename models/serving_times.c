/* serving_times.c - how long steps take, by the batch: mean values in lanes.
 *
 * The same as capacity.h has them. Each part has a loop of its own, and those for mixtures
 * of experts and for several GPUs only run where some lane has them. The token that a prompt
 * ends with is left out of the head: among those of the others it is next to nothing.
 */
#include "models/serving_step.h"
#include "sim/serving/step_lanes.h"

static bool any(const double column[LANES])
{
    uint64_t bits = 0;

    for (size_t i = 0; i < LANES; i++)
        bits |= lane_bits(column[i]);
    return bits;
}

/* Linear layers and exchanges of so many tokens. */
WIDE static void tokens_time(double out[restrict LANES], const double *const from[],
                             const double tokens[LANES])
{
    for (size_t i = 0; i < LANES; i++) {
        StepTime step = serving_step(from, i);
        out[i] = step_lane_dense(&step, tokens[i]);
    }
    if (any(from[STEP_EXPERTS]))
        for (size_t i = 0; i < LANES; i++) {
            StepTime step = serving_step(from, i);
            double mixture = step_lane_mixture(&step, tokens[i]);
            out[i] = step.experts > 0 ? mixture : out[i];
        }
    if (any(from[STEP_EXCHANGES]))
        for (size_t i = 0; i < LANES; i++) {
            StepTime step = serving_step(from, i);
            out[i] += step_lane_exchange(&step, tokens[i]);
        }
}

WIDE static void head_time(double out[restrict LANES], const double *const from[],
                           const double sampled[LANES])
{
    for (size_t i = 0; i < LANES; i++) {
        StepTime step = serving_step(from, i);
        out[i] = step_lane_head(&step, sampled[i]);
    }
}

#define FEW 1e-6 /* prompts in a step: one comes alone */

/* A prompt is read in pieces where the budget of a step leaves no room for all of it, and
 * together with those that come in the same step where it does. */
typedef struct {
    double own[LANES], pieces[LANES], together[LANES];
    double batch[LANES], tokens[LANES]; /* of a step, and of one that reads */
} Pieces;

WIDE static void cut(Pieces *restrict cut, const double *const from[],
                     const double batch[LANES])
{
    const double *prompt = from[LOAD_PROMPT], *prefix = from[LOAD_PREFIX];
    const double *budget = from[LOAD_BUDGET], *generated = from[LOAD_GENERATED];

    for (size_t i = 0; i < LANES; i++) {
        double b = lane_max(batch[i], 1), own = lane_max(prompt[i] - prefix[i], 1);
        double pieces = lane_max(lane_ceil(own / lane_max(budget[i] - b, 1)), 1);
        double in_a_step = (b - 1) / generated[i];
        double by_chance = in_a_step / (1 - lane_exp(-lane_max(in_a_step, FEW)));
        double come = in_a_step > FEW ? by_chance : 1;
        double together = lane_clamp((budget[i] - b) / own, 1, come);
        cut->own[i] = own;
        cut->pieces[i] = pieces;
        cut->together[i] = together;
        cut->batch[i] = b;
        cut->tokens[i] = own * together / pieces + b;
    }
}

/* Adds what is linear to the parts that are worked out already. */
WIDE static void put_together(BatchTimes *restrict times, const double *const from[],
                              const Pieces *cut, const double head[LANES])
{
    const double *prompt = from[LOAD_PROMPT], *generated = from[LOAD_GENERATED];

    for (size_t i = 0; i < LANES; i++) {
        StepTime step = serving_step(from, i);
        double b = cut->batch[i], own = cut->own[i], pieces = cut->pieces[i];
        double together = cut->together[i];
        double pairs = 2 * own * together * (2 * (prompt[i] - own) + own) / pieces;
        double every =
            step.fixed + step.sequence * b + step.cached * (b * (prompt[i] + generated[i] / 2));
        double answer = every + times->step[i] + head[i];
        double read =
            every + step.prompt + times->first_step[i] + head[i] + step.attention * pairs;
        times->step[i] = answer;
        times->pieces[i] = pieces;
        times->first_step[i] = pieces * read;
        times->reading[i] = pieces * (read - answer) / together;
        times->token_time[i] = answer + (b - 1) / generated[i] * times->reading[i];
    }
}

void serving_batch_times(BatchTimes *times, const double *const from[],
                         const double batch[LANES])
{
    double head[LANES];
    Pieces pieces;

    cut(&pieces, from, batch);
    tokens_time(times->step, from, pieces.batch);
    tokens_time(times->first_step, from, pieces.tokens);
    head_time(head, from, pieces.batch);
    put_together(times, from, &pieces, head);
}
