/* step_lanes.h - the parts of a step's time, for loops over lanes (vmath.h). */
#ifndef SIM_SERVING_STEP_LANES_H
#define SIM_SERVING_STEP_LANES_H

#include "sim/base/vmath.h"
#include "sim/serving/step_time.h"

/* (x^k + y^k)^(1/k), from the larger of the two, so that no power is out of range. Where one
 * is 0, its logarithm of -745 makes it as good as nothing. (Not by lane_pow(), whose case for
 * zero keeps a loop from becoming vector code.) */
LANE double step_lane_overlap(Overlap overlap, double x, double y)
{
    double larger = lane_max(x, y), smaller = lane_min(x, y);
    double ratio = smaller / lane_max(larger, 1e-300);

    double power = lane_exp(overlap.k * lane_log(ratio));

    return larger * lane_exp(overlap.inverse * lane_log(1 + power));
}

/* What T tokens read of the weights. */
LANE double step_lane_reading(const StepTime *step, double tokens)
{
    double touched = 1 - lane_exp(tokens * step->log_untouched);

    return step->weights + step->experts * touched;
}

/* Linear layers, of a model without and with experts. */
LANE double step_lane_dense(const StepTime *step, double tokens)
{
    return step_lane_overlap(step->roofline, step->token * tokens, step->weights);
}

LANE double step_lane_mixture(const StepTime *step, double tokens)
{
    double read = step_lane_reading(step, tokens);

    return step_lane_overlap(step->roofline, step->token * tokens, read);
}

LANE double step_lane_exchange(const StepTime *step, double tokens)
{
    return step->exchanges *
           step_lane_overlap(step->exchange, step->latency, step->transfer * tokens);
}

LANE double step_lane_tokens(const StepTime *step, double tokens)
{
    double linear =
        step->experts > 0 ? step_lane_mixture(step, tokens) : step_lane_dense(step, tokens);

    return step->exchanges > 0 ? linear + step_lane_exchange(step, tokens) : linear;
}

LANE double step_lane_head(const StepTime *step, double sampled)
{
    double some = step_lane_overlap(step->roofline, step->sampled * sampled, step->head);

    return sampled > 0 ? some : 0;
}

#endif
