/* tokens.c - how long a prompt and an answer are, by what they are made of.
 *
 * The prompt is instructions, worked examples, the conversation so far, the
 * question, pinned documents and (with an index) the passages found. A tuned
 * model has learned the examples and needs fewer of them. What is the same in
 * every prompt can be cached by a model API: instructions, examples, pinned
 * documents. Reasoning is written before the answer and billed like it.
 */
#include "models/model.h"

const Quantity tokens_prompt = {
    .key = "tokens.prompt",
    .title = "Prompt length",
    .help = "tokens that the model reads for one request",
    .unit = UNIT_TOKENS,
};

const Quantity tokens_system = {
    .key = "tokens.system",
    .title = "Instructions",
    .help = "instructions at the head of every prompt",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .prior = "200..800 tok",
    .source = "assumption: half a page to two pages of instructions",
    .adds_to = &tokens_prompt,
};

const Quantity tokens_examples = {
    .key = "tokens.examples",
    .title = "Worked examples",
    .help = "examples of good answers in every prompt, before tuning saves any",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .prior = "0 tok",
    .source = "assumption: none unless the scenario has some",
};

const Quantity tokens_examples_saved = {
    .key = "tokens.examples_saved",
    .title = "Examples saved by tuning",
    .help = "share of the worked examples that a tuned model no longer needs",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "60%..95%",
    .source = "OpenAI, GPT-3.5 Turbo fine-tuning, 2023-08-22: prompts up to 90% shorter",
    .part = PART_TUNED,
    .absent = 0,
};

const Quantity tokens_history = {
    .key = "tokens.history",
    .title = "Conversation so far",
    .help = "earlier turns that are sent along with a question",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .prior = "0 tok",
    .source = "assumption: every question stands alone unless the scenario says otherwise",
    .adds_to = &tokens_prompt,
};

const Quantity tokens_question = {
    .key = "tokens.question",
    .title = "Question",
    .help = "the user's question",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .prior = "30..150 tok",
    .source = "assumption: one to five sentences, at 0.75 words a token",
    .adds_to = &tokens_prompt,
};

const Quantity tokens_pinned = {
    .key = "tokens.pinned",
    .title = "Pinned documents",
    .help = "documents that are in every prompt",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .prior = "0 tok",
    .source = "assumption: none unless the scenario has some",
    .adds_to = &tokens_prompt,
};

const Quantity tokens_output = {
    .key = "tokens.output",
    .title = "Answer length",
    .help = "tokens of an answer, without reasoning",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e6,
    .prior = "quantiles(50%: 129, 90%: 424, 95%: 451, 99%: 601) tok",
    .source = "Azure LLM inference trace 2023, conversation (Azure/AzurePublicDataset)",
};

const Quantity tokens_reasoning = {
    .key = "tokens.reasoning",
    .title = "Reasoning",
    .help = "tokens of reasoning before an answer, as a share of the answer",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 100,
    .prior = "0%",
    .source = "assumption: a model that answers at once",
};

enum { EXAMPLES, SAVED };

FORMULA(examples_sent)
{
    const double *examples = from[EXAMPLES], *saved = from[SAVED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = examples[i] * (1 - saved[i]);
}

const Quantity tokens_examples_sent = {
    .key = "tokens.examples_sent",
    .title = "Worked examples sent",
    .help = "examples of good answers that are still in every prompt",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .from = FROM([EXAMPLES] = NOW(tokens_examples), [SAVED] = NOW(tokens_examples_saved)),
    .formula = examples_sent,
    .adds_to = &tokens_prompt,
};

enum { SYSTEM, SENT, PINNED };

FORMULA(cacheable)
{
    const double *system = from[SYSTEM], *sent = from[SENT], *pinned = from[PINNED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = system[i] + sent[i] + pinned[i];
}

const Quantity tokens_cacheable = {
    .key = "tokens.cacheable",
    .title = "Cacheable part of the prompt",
    .help = "tokens that are the same in every prompt",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .from = FROM([SYSTEM] = NOW(tokens_system), [SENT] = NOW(tokens_examples_sent),
                 [PINNED] = NOW(tokens_pinned)),
    .formula = cacheable,
};

enum { PINNED_SOURCES, FOUND };

FORMULA(sources_of)
{
    const double *pinned = from[PINNED_SOURCES], *found = from[FOUND];

    for (size_t i = 0; i < LANES; i++)
        out[i] = pinned[i] + found[i];
}

const Quantity tokens_sources = {
    .key = "tokens.sources",
    .title = "Sources in the prompt",
    .help = "pinned documents and passages found: what an answer can cite",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e15,
    .from = FROM([PINNED_SOURCES] = NOW(tokens_pinned), [FOUND] = NOW(tokens_context)),
    .formula = sources_of,
    .report = REPORTED,
};

enum { OUTPUT, REASONING };

FORMULA(generated)
{
    const double *output = from[OUTPUT], *reasoning = from[REASONING];

    for (size_t i = 0; i < LANES; i++)
        out[i] = output[i] * (1 + reasoning[i]);
}

const Quantity tokens_generated = {
    .key = "tokens.generated",
    .title = "Generated tokens",
    .help = "tokens that the model writes for one request, reasoning included",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e7,
    .from = FROM([OUTPUT] = NOW(tokens_output), [REASONING] = NOW(tokens_reasoning)),
    .formula = generated,
};

enum { PROMPT, QUESTION, HISTORY, THIS_QUESTION, THIS_HISTORY };

/* The mean prompt with this request's question and history in place of the mean ones. */
FORMULA(request_prompt)
{
    const double *prompt = from[PROMPT], *question = from[QUESTION], *history = from[HISTORY];
    const double *this_question = from[THIS_QUESTION], *this_history = from[THIS_HISTORY];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(
            prompt[i] + (this_question[i] - question[i]) + (this_history[i] - history[i]), 1);
}

const Quantity tokens_request_prompt = {
    .key = "tokens.request_prompt",
    .title = "Prompt of a request",
    .help = "tokens that the model reads for this request",
    .unit = UNIT_TOKENS,
    .timing = PER_REQUEST,
    .min = 1,
    .max = 1e7,
    .from = FROM([PROMPT] = NOW(tokens_prompt), [QUESTION] = NOW(tokens_question),
                 [HISTORY] = NOW(tokens_history), [THIS_QUESTION] = EACH(tokens_question),
                 [THIS_HISTORY] = EACH(tokens_history)),
    .formula = request_prompt,
};
