/* monthly_review.c - people who read and approve a share of the answers.
 *
 * cost = requests * share * minutes / 60 * expert rate
 */
#include "models/model.h"

#define HOURS_PER_MINUTE (1 / 60.0)

const Quantity review_share = {
    .key = "review.share",
    .title = "Reviewed share",
    .help = "share of the answers that a person reads before they are sent",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "1%..10%",
    .source = "assumption: answers that touch money, customers, law or safety",
    .part = PART_REVIEW,
};

static const Quantity minutes = {
    .key = "review.minutes",
    .title = "Minutes per review",
    .help = "minutes to read and approve one answer",
    .unit = UNIT_MINUTES,
    .min = 0,
    .max = 1e4,
    .prior = "1..4 min",
    .source = "assumption: reading an answer of a page and its sources",
    .part = PART_REVIEW,
};

enum { REQUESTS, SHARE, MINUTES, RATE };

FORMULA(review)
{
    const double *requests = from[REQUESTS], *share = from[SHARE];
    const double *time = from[MINUTES], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * share[i] * time[i] * HOURS_PER_MINUTE * rate[i];
}

const Quantity monthly_review = {
    .key = "monthly.review",
    .title = "Human review",
    .help = "people who read and approve answers",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = review,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [SHARE] = NOW(review_share),
                 [MINUTES] = NOW(minutes), [RATE] = NOW(labour_expert_rate)),
    .part = PART_REVIEW,
    .adds_to = &cost_people,
};
