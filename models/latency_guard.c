/* latency_guard.c - checking the question, checking the answer, and answering again.
 *
 * A validator sees the whole answer, so its call begins when the last token is written.
 * An answer that does not pass is generated and checked once more, at the pace of the
 * first time: what was slow a second ago still is. Answers from the cache have been
 * checked before.
 *
 * latency.first_token is when the model begins. A product that shows no answer before it
 * is checked shows nothing until latency.request.
 */
#include "models/model.h"

static const Quantity input_call = {
    .key = "guard.input_latency",
    .title = "Question check",
    .help = "median time to check a question before it is answered",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "0 ms",
    .source = "assumption: answers are checked, questions are not, or at the same time as the "
              "model reads them",
    .part = PART_GUARD,
};

static const Quantity call = {
    .key = "guard.latency",
    .title = "Answer check",
    .help = "median time of a call of the validator",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "100..900 ms",
    .source = "assumption: from a hosted content filter to a small model that writes a verdict "
              "(first token after 0.3 to 0.7 s, Artificial Analysis, 2026-08-01)",
    .part = PART_GUARD,
};

static const Quantity variation = {
    .key = "guard.variation",
    .title = "Variation of the checks",
    .help = "a request's time of a check over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.01,
    .max = 1000,
    .prior = "99% 0.73..1.38 | 1% 3..20",
    .source = "assumption: as hosted models (LLMPerf, December 2023)",
    .part = PART_GUARD,
};

enum { MEDIAN, VARIATION, MISS };

FORMULA(check)
{
    const double *median = from[MEDIAN], *varies = from[VARIATION], *miss = from[MISS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = miss[i] * median[i] * varies[i];
}

const Quantity latency_guard_in = {
    .key = "latency.guard_in",
    .title = "Checking the question",
    .help = "what has to be waited for before the question is worked on",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(input_call), [VARIATION] = NOW(variation),
                 [MISS] = NOW(cache_miss)),
    .formula = check,
    .part = PART_GUARD,
    .only_if = &input_call,
    .absent = 0,
    .adds_to = &latency_first_token,
};

const Quantity latency_guard_out = {
    .key = "latency.guard_out",
    .title = "Checking the answer",
    .help = "the validator reads the whole answer",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(call), [VARIATION] = NOW(variation), [MISS] = NOW(cache_miss)),
    .formula = check,
    .part = PART_GUARD,
    .adds_to = &latency_request,
};

enum { SHARE, CHANCE, BEGINNING, WRITING, CHECK };

FORMULA(again)
{
    const double *share = from[SHARE], *chance = from[CHANCE], *beginning = from[BEGINNING];
    const double *writing = from[WRITING], *checking = from[CHECK];

    for (size_t i = 0; i < LANES; i++) {
        double once_more = beginning[i] + writing[i] + checking[i];
        out[i] = chance[i] < share[i] ? once_more : 0;
    }
}

const Quantity latency_regeneration = {
    .key = "latency.regeneration",
    .title = "Answering again",
    .help = "generating and checking a second time what did not pass",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from = FROM([SHARE] = NOW(guard_regenerated), [CHANCE] = DRAW,
                 [BEGINNING] = NOW(latency_beginning), [WRITING] = NOW(latency_writing),
                 [CHECK] = NOW(latency_guard_out)),
    .formula = again,
    .part = PART_GUARD,
    .adds_to = &latency_request,
};
