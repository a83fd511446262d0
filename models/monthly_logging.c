/* monthly_logging.c - logs of prompts and answers, and dashboards over them.
 *
 * Every request is logged whole, because an answer can only be judged beside
 * its prompt: about four characters a token, and as much again for the trace
 * around them. A log store bills what it takes in; dashboards and alerts cost
 * the same whatever the traffic.
 */
#include "models/model.h"

#define GB_PER_BYTE 1e-9

static const Quantity bytes_per_token = {
    .key = "logging.bytes_per_token",
    .title = "Logged bytes per token",
    .help = "bytes that are logged for one token of a prompt or an answer",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e4,
    .prior = "4..12 B",
    .source = "assumption: 4 characters a token in English, and up to twice that for the trace",
};

static const Quantity price = {
    .key = "logging.price",
    .title = "Log price",
    .help = "price of taking a gigabyte of logs in",
    .unit = UNIT_MONEY_PER_GB,
    .min = 0,
    .max = 1e4,
    .prior = "0.50..2.50 USD/GB",
    .source = "Amazon CloudWatch Logs 0.50 in us-east-1; upper end assumed for hosted tracing",
};

static const Quantity monitoring = {
    .key = "logging.monitoring",
    .title = "Monitoring",
    .help = "dashboards and alerts, whatever the traffic",
    .unit = UNIT_MONEY_PER_MONTH,
    .min = 0,
    .max = 1e9,
    .prior = "50..300 USD/month",
    .source = "assumption: a few seats and hosts of a hosted monitoring service",
};

enum { PROMPT, GENERATED, BYTES, PRICE };

FORMULA(logged)
{
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *bytes = from[BYTES], *per_gb = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (prompt[i] + generated[i]) * bytes[i] * GB_PER_BYTE * per_gb[i];
}

static const Quantity per_request = {
    .key = "logging.per_request",
    .title = "Logs of a request",
    .help = "what it costs to log one request",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .from = FROM([PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [BYTES] = NOW(bytes_per_token), [PRICE] = NOW(price)),
    .formula = logged,
};

enum { REQUESTS, EACH, MONITORING };

FORMULA(logging)
{
    const double *requests = from[REQUESTS], *each = from[EACH], *fixed = from[MONITORING];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * each[i] + fixed[i];
}

const Quantity monthly_logging = {
    .key = "monthly.logging",
    .title = "Logs and monitoring",
    .help = "logs of prompts and answers, dashboards and alerts",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [EACH] = NOW(per_request),
                 [MONITORING] = NOW(monitoring)),
    .formula = logging,
    .adds_to = &cost_infrastructure,
};
