/* training.c - fine-tuning: the examples, the method and the number of attempts.
 *
 * Training repeats until the evaluation gate passes. If each attempt passes with
 * the same chance p, independently, the number of attempts is geometric:
 * P(attempts > k) = (1 - p)^k, so attempts = 1 + floor(log u / log(1 - p)) for
 * a uniform u. A chance of 100% gives exactly one.
 */
#include "models/model.h"

#define MOST_ATTEMPTS 1000.0 /* reached once in 23,000 at the lowest chance, 1% */

const Quantity training_method = {
    .key = "training.method",
    .title = "Training method",
    .help = "full: all weights; lora: adapters beside them; qlora: adapters beside weights of "
            "4 bits",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 2,
    .prior = "lora",
    .source = "assumption: the usual choice where behaviour is taught",
    .choices = CHOICES("full", "lora", "qlora"),
    .part = PART_TUNED,
};

const Quantity training_examples = {
    .key = "training.examples",
    .title = "Examples",
    .help = "curated examples that the model is tuned on",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e9,
    .prior = "[500, 2000, 10000]",
    .source = "published range 500 to 10,000; 1,000 and more before tuning pays (tokenmix.ai, "
              "2026)",
    .part = PART_TUNED,
};

const Quantity training_tokens_per_example = {
    .key = "training.tokens_per_example",
    .title = "Example length",
    .help = "tokens of an example, prompt and answer together",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e7,
    .prior = "400..1500 tok",
    .source =
        "assumption: a prompt of one page and its answer; 5,000 of them train an 8B model "
        "in an hour (agentfactory.panaversity.org, 2026)",
    .part = PART_TUNED,
};

static const Quantity epochs = {
    .key = "training.epochs",
    .title = "Epochs",
    .help = "times that training goes through the examples",
    .unit = UNIT_NUMBER,
    .min = 0.01,
    .max = 1000,
    .prior = "3",
    .source = "OpenAI guide and Ori 3, FinLoRA 4, deploybase.ai 1 to 5",
    .part = PART_TUNED,
};

const Quantity training_pass_chance = {
    .key = "training.pass_chance",
    .title = "Chance to pass",
    .help = "chance that a training attempt passes the evaluation gate",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "[10%, 20%, 33%]",
    .source = "3 to 10 runs, 5 at most likely (wehamd.com, 2026-05-26; "
              "agentfactory.panaversity.org, 2026)",
    .part = PART_TUNED,
};

const Quantity training_attempt_hours = {
    .key = "training.attempt_hours",
    .title = "Hours per attempt",
    .help = "engineer's hours to prepare, watch and judge one training attempt",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e4,
    .prior = "[2 h, 4 h, 8 h]",
    .source = "assumption: a morning",
    .part = PART_TUNED,
};

enum { EXAMPLES, LENGTH, EPOCHS };

FORMULA(tokens)
{
    const double *examples = from[EXAMPLES], *length = from[LENGTH], *passes = from[EPOCHS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = examples[i] * length[i] * passes[i];
}

const Quantity training_tokens = {
    .key = "training.tokens",
    .title = "Training tokens",
    .help = "tokens that one training attempt goes through",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e15,
    .formula = tokens,
    .from = FROM([EXAMPLES] = NOW(training_examples),
                 [LENGTH] = NOW(training_tokens_per_example), [EPOCHS] = NOW(epochs)),
    .part = PART_TUNED,
};

enum { CHANCE, UNIFORM };

FORMULA(attempts)
{
    const double *chance = from[CHANCE], *uniform = from[UNIFORM];

    for (size_t i = 0; i < LANES; i++) {
        double failures = lane_floor(lane_log(uniform[i]) / lane_log(1 - chance[i]));

        out[i] = lane_min(1 + failures, MOST_ATTEMPTS);
    }
}

const Quantity training_attempts = {
    .key = "training.attempts",
    .title = "Training attempts",
    .help = "attempts until the first model passes the evaluation gate",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = attempts,
    .from = FROM([CHANCE] = NOW(training_pass_chance), [UNIFORM] = DRAW),
    .part = PART_TUNED,
};
