/* traffic_adoption.c - a service whose users come step by step.
 *
 * adoption of month m = min(1, start + (1 - start) * (m - 1) / months): in equal steps
 * from the share at launch to all. Assumption: a planned roll-out, team after team; a
 * launch that everybody may use from the first day has a start of 100%.
 */
#include "models/model.h"

#define NEXT_TO_NOTHING 1e-9

static const Quantity start = {
    .key = "traffic.adoption_start",
    .title = "Adoption at launch",
    .help = "share of the requests that come in the first month of service",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "100%",
    .source = "assumption: everybody uses it from the first day",
};

static const Quantity months = {
    .key = "traffic.adoption_months",
    .title = "Months to full adoption",
    .help = "months from the first to the one in which all requests come",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 240,
    .prior = "6 months",
    .source = "assumption: two quarters; of no account where all come from the first day",
};

enum { START, MONTHS, WHEN };

FORMULA(adoption)
{
    const double *first = from[START], *ramp = from[MONTHS], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++) {
        double way = (month - 1) / lane_max(ramp[i], NEXT_TO_NOTHING);
        out[i] = lane_min(1, first[i] + (1 - first[i]) * way);
    }
}

const Quantity traffic_adoption = {
    .key = "traffic.adoption",
    .title = "Adoption",
    .help = "share of the requests that come this month, of those when all have joined",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .from = FROM([START] = NOW(start), [MONTHS] = NOW(months), [WHEN] = THIS_MONTH),
    .formula = adoption,
};
