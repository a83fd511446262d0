/* latency_retry.c - calls of a model API that fail and are made again.
 *
 * A call fails with the chance that makes the billed share of retries: q = r / (1 + r),
 * since 1 + r = 1 / (1 - q) calls are made in the mean. It fails when its first token is
 * due, at the latest when the application has waited long enough; then comes a pause,
 * twice as long the second time, as the vendors' libraries have it. They try twice more.
 * What is lost so comes before the first token. Calls that hang are the slow ones of
 * api_latency.c, cut short by the time-out.
 */
#include "models/model.h"

const Quantity api_timeout = {
    .key = "api.timeout",
    .title = "Time-out",
    .help = "time without a first token after which a call is given up and made again",
    .unit = UNIT_SECONDS,
    .min = 0.1,
    .max = 3600,
    .prior = "15..120 s",
    .source = "assumption: users are gone after a minute; the default of the vendors' "
              "libraries is 600 s (openai-python@0444895, anthropic-sdk-python@1316de7)",
    .part = PART_API,
};

const Quantity api_retry_wait = {
    .key = "api.retry_wait",
    .title = "Pause before a retry",
    .help = "pause before a failed call is made again, doubled before the next",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 3600,
    .prior = "0.4..2 s",
    .source =
        "0.5 s, doubling up to 8 s (openai-python@0444895, anthropic-sdk-python@1316de7); "
        "longer where the vendor says when to come back",
    .part = PART_API,
};

enum { FIRST, TIMEOUT, PAUSE, RETRY, CHANCE, MISS };

FORMULA(lost)
{
    const double *first = from[FIRST], *timeout = from[TIMEOUT], *pause = from[PAUSE];
    const double *retry = from[RETRY], *chance = from[CHANCE], *miss = from[MISS];

    for (size_t i = 0; i < LANES; i++) {
        double fails = retry[i] / (1 + retry[i]), attempt = lane_min(first[i], timeout[i]);
        double once = chance[i] < fails ? attempt + pause[i] : 0;
        double twice = chance[i] < fails * fails ? attempt + 2 * pause[i] : 0;
        out[i] = miss[i] * (once + twice);
    }
}

const Quantity latency_retry = {
    .key = "latency.retry",
    .title = "Failed calls",
    .help = "calls of the API that fail, and the pauses after them",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e5,
    .from = FROM([FIRST] = NOW(api_first_token), [TIMEOUT] = NOW(api_timeout),
                 [PAUSE] = NOW(api_retry_wait), [RETRY] = NOW(api_retry_share), [CHANCE] = DRAW,
                 [MISS] = NOW(cache_miss)),
    .formula = lost,
    .part = PART_API,
    .adds_to = &latency_first_token,
};
