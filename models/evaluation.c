/* evaluation.c - what it costs to know how good the answers are.
 *
 * cost of one evaluation = questions * price of judging one answer
 *
 * It is paid for each training attempt (build_training.c, retraining.c) and
 * regularly in service, because models, documents and questions drift.
 */
#include "models/model.h"

static const Quantity questions = {
    .key = "evaluation.questions",
    .title = "Evaluation questions",
    .help = "questions in the evaluation set",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e7,
    .prior = "100..300",
    .source = "assumption: enough to see a change of 5 to 10 points",
};

static const Quantity judgement_price = {
    .key = "evaluation.judgement_price",
    .title = "Price of a judgement",
    .help = "judging one answer, by a person or a model",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1000,
    .prior = "[0.8 USD, 1.8 USD, 3 USD]",
    .source = "multi-step reasoning judgement, pccvdi.com annotation pricing, 2026",
};

static const Quantity runs = {
    .key = "evaluation.runs",
    .title = "Evaluations in service",
    .help = "evaluations a month between updates",
    .unit = UNIT_PER_MONTH_,
    .min = 0,
    .max = 1000,
    .prior = "1 /month",
    .source = "assumption: with the monthly release",
};

FORMULA(product)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] * b[i];
}

const Quantity evaluation_cost = {
    .key = "evaluation.cost",
    .title = "Cost of an evaluation",
    .help = "judging the answers to all evaluation questions once",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(questions), NOW(judgement_price)),
};

const Quantity monthly_evaluation = {
    .key = "monthly.evaluation",
    .title = "Evaluation",
    .help = "evaluations between updates",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(runs), NOW(evaluation_cost)),
    .adds_to = &cost_people,
};
