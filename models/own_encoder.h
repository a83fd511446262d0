/* own_encoder.h - the time of a small model that reads texts, hosted or on a GPU of one's own.
 *
 *   time = (median of a hosted one, or overhead + work of an own one) * factor of the request
 */
#ifndef MODELS_OWN_ENCODER_H
#define MODELS_OWN_ENCODER_H

#include "models/encoder_work.h"
#include "models/model.h"
#include "sim/base/tails.h"

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
