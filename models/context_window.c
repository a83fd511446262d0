/* context_window.c - a prompt and its answer must fit what the model can take in.
 *
 * room = context window - prompt - generated, of the mean request of a trial.
 */
#include "models/model.h"

#define ENDLESS "1e9 tok"

static const Quantity bought_window = {
    .key = "api.context_window",
    .title = "Context window",
    .help = "tokens of prompt and answer together that the model takes",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e12,
    .prior = ENDLESS,
    .source = "assumption: no limit where the catalogue states none",
    .part = PART_API,
};

static const Quantity own_window = {
    .key = "model.max_context",
    .title = "Context window",
    .help = "tokens of prompt and answer together that the model takes",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e12,
    .prior = ENDLESS,
    .source = "assumption: no limit where the catalogue states none",
};

enum { PROMPT, GENERATED, WINDOW };

FORMULA(room)
{
    const double *prompt = from[PROMPT], *generated = from[GENERATED], *window = from[WINDOW];

    for (size_t i = 0; i < LANES; i++)
        out[i] = window[i] - prompt[i] - generated[i];
}

const Quantity api_context_room = {
    .key = "api.context_room",
    .title = "Room in the context window",
    .help = "tokens that a request leaves of the context window",
    .unit = UNIT_TOKENS,
    .min = -1e12,
    .max = 1e12,
    .from = FROM([PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [WINDOW] = NOW(bought_window)),
    .formula = room,
    .least = 0,
    .otherwise = "a request is longer than the model's context window",
    .part = PART_API,
};

const Quantity model_context_room = {
    .key = "model.context_room",
    .title = "Room in the context window",
    .help = "tokens that a request leaves of the context window",
    .unit = UNIT_TOKENS,
    .min = -1e12,
    .max = 1e12,
    .from = FROM([PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [WINDOW] = NOW(own_window)),
    .formula = room,
    .least = 0,
    .otherwise = "a request is longer than the model's context window",
    .part = PART_HOSTED,
};
