/* encoder_work.h - how long texts keep the GPU of an encoder busy.
 *
 *   work = 2 * parameters * tokens / arithmetic of the GPU
 *
 * While it lasts no other text is read: latency_embed.c and latency_rerank.c wait for it,
 * monthly_encoder_gpus.c rents the GPUs that it takes.
 */
#ifndef MODELS_ENCODER_WORK_H
#define MODELS_ENCODER_WORK_H

#include "sim/base/vmath.h"

/* Of a parameter and a token: billions of it per million of them. */
#define ENCODER_OPERATIONS 2e-3

/* Seconds of a GPU, by parameters in billions and arithmetic in TFLOPS. Of tokens a second
 * it is how many GPUs they keep busy. */
LANE double encoder_work(double billions, double tokens, double rate)
{
    return ENCODER_OPERATIONS * billions * tokens / rate;
}

/* A re-ranker reads the question with every candidate. */
LANE double rerank_tokens(double candidates, double question, double passage)
{
    return candidates * (question + passage);
}

#endif
