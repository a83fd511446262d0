/* monthly_logging.c - logs of prompts and answers, and dashboards over them.
 *
 * Every request is logged whole, because an answer can only be judged beside
 * its prompt: about four characters a token, and as much again for the trace
 * around them. A log store bills what it takes in; dashboards and alerts cost
 * the same whatever the traffic.
 */
#include "models/model.h"

#define BYTES_PER_GB 1e9

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

enum { REQUESTS, PROMPT, GENERATED, BYTES, PRICE, MONITORING };

FORMULA(logging)
{
    const double *requests = from[REQUESTS], *prompt = from[PROMPT];
    const double *generated = from[GENERATED], *bytes = from[BYTES];
    const double *per_gb = from[PRICE], *fixed = from[MONITORING];

    for (size_t i = 0; i < LANES; i++) {
        double logged = requests[i] * (prompt[i] + generated[i]) * bytes[i];
        out[i] = logged / BYTES_PER_GB * per_gb[i] + fixed[i];
    }
}

const Quantity monthly_logging = {
    .key = "monthly.logging",
    .title = "Logs and monitoring",
    .help = "logs of prompts and answers, dashboards and alerts",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [PROMPT] = NOW(tokens_prompt),
                 [GENERATED] = NOW(tokens_generated), [BYTES] = NOW(bytes_per_token),
                 [PRICE] = NOW(price), [MONITORING] = NOW(monitoring)),
    .formula = logging,
    .adds_to = &cost_infrastructure,
};
