/* build_training.c - the first tuned model: its examples and its attempts.
 *
 * curation   = examples * minutes / 60 * expert rate * (1 + review share)
 * an attempt = computing + engineer hours * rate + one evaluation
 *
 * Neither carries the overrun of the phases: minutes per example and the chance
 * to pass have ranges of their own.
 */
#include "models/model.h"

#define MINUTES_PER_HOUR 60.0

static const Quantity minutes_per_example = {
    .key = "training.minutes_per_example",
    .title = "Minutes per example",
    .help = "minutes of an expert to write and check one example, in the mean",
    .unit = UNIT_MINUTES,
    .min = 0,
    .max = 1e5,
    .prior = "[2 min, 5 min, 15 min]",
    .source = "assumption: 5 minutes at 100 USD/h is the 8 USD per example of wehamd.com "
              "(2026-05-26)",
    .part = PART_TUNED,
};

static const Quantity second_look = {
    .key = "training.review_share",
    .title = "Second look",
    .help = "work of a second expert on the examples, as a share of the first one's",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 10,
    .prior = "0%",
    .source = "assumption: checking is in the minutes per example",
    .part = PART_TUNED,
};

enum { EXAMPLES, MINUTES, REVIEW };

FORMULA(hours)
{
    const double *examples = from[EXAMPLES], *minutes = from[MINUTES], *review = from[REVIEW];

    for (size_t i = 0; i < LANES; i++)
        out[i] = examples[i] * minutes[i] / MINUTES_PER_HOUR * (1 + review[i]);
}

const Quantity training_curation_hours = {
    .key = "training.curation_hours",
    .title = "Curation hours",
    .help = "hours of experts to write and check all examples",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e12,
    .formula = hours,
    .from = FROM([EXAMPLES] = NOW(training_examples), [MINUTES] = NOW(minutes_per_example),
                 [REVIEW] = NOW(second_look)),
    .part = PART_TUNED,
    .adds_to = &build_expert_hours,
};

FORMULA(product)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] * b[i];
}

const Quantity build_example_curation = {
    .key = "build.example_curation",
    .title = "Example curation",
    .help = "experts who write and check the examples",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(training_curation_hours), NOW(labour_expert_rate)),
    .part = PART_TUNED,
    .adds_to = &cost_build,
};

const Quantity training_attempt_labour = {
    .key = "training.attempt_labour",
    .title = "Labour per attempt",
    .help = "engineer's work on one training attempt",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(training_attempt_hours), NOW(labour_engineer_rate)),
    .part = PART_TUNED,
};

const Quantity build_training_compute = {
    .key = "build.training_compute",
    .title = "Training, computing",
    .help = "GPUs or tokens of all attempts until the first model passes",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(training_attempts), NOW(training_compute_cost)),
    .part = PART_TUNED,
    .adds_to = &cost_build,
};

const Quantity build_training_labour = {
    .key = "build.training_labour",
    .title = "Training, labour",
    .help = "engineer's work on all attempts until the first model passes",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(training_attempts), NOW(training_attempt_labour)),
    .part = PART_TUNED,
    .adds_to = &cost_build,
};

const Quantity build_training_evaluation = {
    .key = "build.training_evaluation",
    .title = "Training, evaluation",
    .help = "one evaluation for each attempt until the first model passes",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(training_attempts), NOW(evaluation_cost)),
    .part = PART_TUNED,
    .adds_to = &cost_build,
};
