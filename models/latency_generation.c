/* latency_generation.c - the model at work, unless the answer cache has the answer.
 *
 * What generates adds its times to latency.prefill and latency.decode. They count where
 * the cache has no answer; an answer from the cache is there at once. A time may be
 * infinite, where own GPUs are saturated: such a request still costs nothing if the cache
 * answers it.
 */
#include "models/model.h"

enum { TIME, MISS };

FORMULA(unless_cached)
{
    const double *time = from[TIME], *miss = from[MISS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = miss[i] > 0 ? time[i] : 0;
}

const Quantity latency_beginning = {
    .key = "latency.beginning",
    .title = "Beginning the answer",
    .help = "the model reads the prompt, up to the first token of the answer",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from = FROM([TIME] = NOW(latency_prefill), [MISS] = NOW(cache_miss)),
    .formula = unless_cached,
    .adds_to = &latency_first_token,
};

const Quantity latency_writing = {
    .key = "latency.writing",
    .title = "Writing the answer",
    .help = "the model writes, from the first token of the answer to its last",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from = FROM([TIME] = NOW(latency_decode), [MISS] = NOW(cache_miss)),
    .formula = unless_cached,
    .adds_to = &latency_request,
};
