/* monthly_orchestration.c - the servers that the application itself runs on.
 *
 * Every design has an application around the model: it takes questions in,
 * builds prompts, calls the model and hands answers out. It runs on a few
 * ordinary servers, all month, whatever the traffic.
 */
#include "models/model.h"

static const Quantity servers = {
    .key = "orchestration.servers",
    .title = "Application servers",
    .help = "servers that the application runs on",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "2..5",
    .source = "assumption: two for availability, a few more for staging and batch work",
};

static const Quantity price = {
    .key = "orchestration.price",
    .title = "Application server price",
    .help = "price of one application server for an hour",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1000,
    .prior = "0.10..0.40 USD/h",
    .source = "AWS m7i.large 0.1008 to m7i.2xlarge 0.4032, us-east-1, on demand, 2026-07-20",
};

enum { SERVERS, PRICE, HOURS };

FORMULA(orchestration)
{
    const double *count = from[SERVERS], *hourly = from[PRICE], *hours = from[HOURS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = count[i] * hourly[i] * hours[i];
}

const Quantity monthly_orchestration = {
    .key = "monthly.orchestration",
    .title = "Application servers",
    .help = "servers that take questions in and hand answers out",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([SERVERS] = NOW(servers), [PRICE] = NOW(price),
                 [HOURS] = NOW(money_hours_per_month)),
    .formula = orchestration,
    .adds_to = &cost_infrastructure,
};
