/* latency_network.c - between the user and the application.
 *
 * One round trip on a warm connection, and the gateway; it varies from request
 * to request, and about one in a hundred has to be sent again.
 */
#include "models/model.h"

static const Quantity round_trip = {
    .key = "network.latency",
    .title = "Round trip",
    .help = "median time from the user to the application and back",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "30..120 ms",
    .source = "assumption: a warm connection within a continent, and a gateway",
};

static const Quantity variation = {
    .key = "network.variation",
    .title = "Variation of the round trip",
    .help = "a request's round trip over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.01,
    .max = 1000,
    .prior = "99% 0.7..1.5 | 1% 3..10",
    .source = "assumption: mobile and office networks, one request in a hundred sent again",
};

enum { MEDIAN, VARIATION };

FORMULA(network)
{
    const double *median = from[MEDIAN], *varies = from[VARIATION];

    for (size_t i = 0; i < LANES; i++)
        out[i] = median[i] * varies[i];
}

const Quantity latency_network = {
    .key = "latency.network",
    .title = "Network",
    .help = "from the user to the application and back",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(round_trip), [VARIATION] = NOW(variation)),
    .formula = network,
    .adds_to = &latency_first_token,
};
