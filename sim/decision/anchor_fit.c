#include "sim/decision/anchor_fit.h"

#include <math.h>
#include <stdlib.h>

#include "sim/decision/least_squares.h"

#define PRIOR_WEIGHT 0.1
#define FAR          0.2 /* residuals beyond do not weigh as their square */

enum { OVERHEAD, SEQUENCE, ARITHMETIC, FACTORS };

typedef struct {
    const Anchor *const *anchors;
    size_t count;
    const StepTime *step;
    const ServingLoad *load;
} Fitting;

StepTime anchor_step(const StepTime *step, const AnchorFactors *factors)
{
    StepTime s = *step;

    s.fixed *= factors->overhead;
    s.prompt *= factors->overhead;
    s.sequence *= factors->sequence;
    s.token *= factors->arithmetic;
    s.sampled *= factors->arithmetic;
    s.attention *= factors->arithmetic;
    return s;
}

static AnchorRow predict(const Fitting *fitting, const Anchor *anchor,
                         const AnchorFactors *factors)
{
    StepTime step = anchor_step(fitting->step, factors);
    ServingLoad load = *fitting->load;

    load.input = anchor->input;
    load.output = anchor->output;
    load.hit = lane_min(load.hit, anchor->input - 1);
    load.clients = isnan(anchor->clients) ? 0 : anchor->clients;
    load.rate = isnan(anchor->rate) ? 0 : anchor->rate;
    ServingCapacity capacity = capacity_of(&step, &load);
    bool done = capacity.most > 0;
    return (AnchorRow){ .anchor = anchor,
                        .token_time = done ? capacity.token_time / anchor->token_time : NAN,
                        .first_token =
                            done ? capacity.first_token / anchor->first_token : NAN };
}

/* What was not measured is fitted by anything. */
static double residual(double ratio, double measured)
{
    return isnan(measured) ? 0 : log(ratio);
}

static void residuals(double *out, const double *constants, void *context)
{
    const Fitting *fitting = context;
    const AnchorFactors factors = { constants[OVERHEAD], constants[SEQUENCE],
                                    constants[ARITHMETIC] };

    for (size_t i = 0; i < fitting->count; i++) {
        AnchorRow row = predict(fitting, fitting->anchors[i], &factors);
        *out++ = residual(row.token_time, row.anchor->token_time);
        *out++ = residual(row.first_token, row.anchor->first_token);
    }
    for (size_t k = 0; k < FACTORS; k++)
        *out++ = PRIOR_WEIGHT * log(constants[k]);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median_error(const AnchorFit *fit, Arena *arena)
{
    double *errors = arena_array(arena, double, 2 * fit->count);
    size_t n = 0;

    for (size_t i = 0; i < fit->count; i++) {
        const AnchorRow *row = &fit->rows[i];
        if (isfinite(row->token_time))
            errors[n++] = fabs(row->token_time - 1);
        if (isfinite(row->first_token))
            errors[n++] = fabs(row->first_token - 1);
    }
    if (n == 0)
        return NAN;
    qsort(errors, n, sizeof *errors, ascending);
    return (errors[(n - 1) / 2] + errors[n / 2]) / 2;
}

bool anchor_fit(AnchorFit *fit, const Anchor *const anchors[], size_t count,
                const StepTime *step, const ServingLoad *load, Arena *arena)
{
    double constants[FACTORS] = { 1, 1, 1 }, spread[FACTORS];
    Fitting fitting = { anchors, count, step, load };

    if (count == 0 || !least_squares(constants, spread, FACTORS, 2 * count + FACTORS, FAR,
                                     residuals, &fitting))
        return false;
    *fit = (AnchorFit){
        .factors = { constants[OVERHEAD], constants[SEQUENCE], constants[ARITHMETIC] },
        .rows = arena_array(arena, AnchorRow, count),
        .count = count,
    };
    for (size_t i = 0; i < count; i++)
        fit->rows[i] = predict(&fitting, anchors[i], &fit->factors);
    fit->error = median_error(fit, arena);
    return isfinite(fit->error);
}
