/* own_encoder.h - a small model that reads texts, hosted or on a GPU of one's own.
 *
 *   time = overhead + 2 * parameters * tokens / arithmetic of the GPU
 */
#ifndef MODELS_OWN_ENCODER_H
#define MODELS_OWN_ENCODER_H

#include "models/model.h"
#include "sim/base/tails.h"

/* Of a parameter and a token: billions of it per million of them. */
#define ENCODER_OPERATIONS 2e-3

/* In seconds, by parameters in billions and arithmetic in TFLOPS. */
LANE double encoder_time(double overhead, double billions, double tokens, double rate)
{
    return overhead + ENCODER_OPERATIONS * billions * tokens / rate;
}

/* What encoder_varies reads. */
enum {
    ENCODER_SPREAD,
    ENCODER_SLOW_SHARE,
    ENCODER_SLOW_FACTOR,
    ENCODER_OWN, /* 1: on a GPU of one's own */
    ENCODER_CHANCE
};

/* A time over its median. An encoder of one's own has no strangers in its queue. */
FORMULA(encoder_varies)
{
    const double *spread = from[ENCODER_SPREAD], *share = from[ENCODER_SLOW_SHARE];
    const double *factor = from[ENCODER_SLOW_FACTOR], *own = from[ENCODER_OWN];
    const double *chance = from[ENCODER_CHANCE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tail_factor(chance[i], spread[i], own[i] > 0 ? 0 : share[i], factor[i]);
}

#endif
