#include "tests/unit/queue_registry.h"

#include <math.h>

size_t queue_calls;

#define GIVEN(name, measure, usual)                                                            \
    {                                                                                          \
        .key = name, .title = name, .help = "of a test", .unit = measure, .min = 0,            \
        .max = 1e9, .prior = usual, .source = "assumption: for tests"                          \
    }
const Quantity queue_rate = GIVEN("queue.rate", UNIT_NUMBER, "0.5");
const Quantity queue_peak = GIVEN("queue.peak", UNIT_NUMBER, "1.5");
const Quantity queue_pages = GIVEN("queue.pages", UNIT_NUMBER, "4");
const Quantity queue_pace = GIVEN("queue.pace", UNIT_SECONDS, "0.25 s");
const Quantity queue_patience = GIVEN("queue.patience", UNIT_SECONDS, "1M s");

enum { RATE, WHEN };

FORMULA(load)
{
    const double *rate = from[RATE], month = *from[WHEN];
    for (size_t i = 0; i < LANES; i++)
        out[i] = rate[i] * month;
}
const Quantity queue_load = {
    .key = "queue.load",
    .title = "Load",
    .help = "arrivals a second",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .from = FROM([RATE] = NOW(queue_rate), [WHEN] = THIS_MONTH),
    .formula = load,
};

enum { PAGES, PACE };

FORMULA(service)
{
    const double *pages = from[PAGES], *pace = from[PACE];
    for (size_t i = 0; i < LANES; i++)
        out[i] = pages[i] * pace[i];
}
const Quantity queue_answer = {
    .key = "queue.answer",
    .title = "Answer",
    .help = "all of it",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .report = REPORTED,
};
const Quantity queue_service = {
    .key = "queue.service",
    .title = "Service",
    .help = "of a request",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .from = FROM([PAGES] = EACH(queue_pages), [PACE] = NOW(queue_pace)),
    .formula = service,
    .adds_to = &queue_answer,
};

enum { LOAD, PEAK_FACTOR, PATIENCE, SERVICE, IS_PEAK, GAP };

/* Lindley: the wait of the next is what is left of this one's wait and service when it
 * comes. Gaps are exponential. */
static void counter(const ServingCall *call)
{
    const double *service_time = call->from[SERVICE], *u = call->from[GAP];
    double rate = call->from[LOAD][0], wait = 0;

    queue_calls++;
    if (call->from[IS_PEAK][0] > 0)
        rate *= call->from[PEAK_FACTOR][0];
    for (size_t i = 0; i < call->count; i++) {
        double gap = -lane_log(u[i]) / rate;
        wait = i == 0 || wait < gap ? 0 : wait - gap;
        if (wait > call->from[PATIENCE][0])
            wait = INFINITY;
        call->out[i] = wait;
        wait += service_time[i];
        call->also[i] = wait;
    }
}
const Quantity queue_counter = {
    .key = "queue.counter",
    .title = "Counter",
    .help = "time to be served",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .from = FROM([LOAD] = NOW(queue_load), [PEAK_FACTOR] = NOW(queue_peak),
                 [PATIENCE] = NOW(queue_patience), [SERVICE] = NOW(queue_service),
                 [IS_PEAK] = AT_PEAK, [GAP] = DRAW),
    .serve = counter,
    .without = PART_TUNED,
    .absent = 7,
};

enum { WAITED, SERVED, FIRST_LOAD };

FORMULA(fetch)
{
    const double *waited = from[WAITED], *served = from[SERVED], *loaded = from[FIRST_LOAD];
    for (size_t i = 0; i < LANES; i++)
        out[i] = 2 * waited[i] + served[i] + loaded[i];
}
const Quantity queue_fetch = {
    .key = "queue.fetch",
    .title = "Fetching",
    .help = "of a request",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .from = FROM([WAITED] = NOW(queue_counter), [SERVED] = ALSO(queue_counter),
                 [FIRST_LOAD] = FIRST(queue_load)),
    .formula = fetch,
    .adds_to = &queue_answer,
};

/* Nobody leaves before who came first: the longest time so far, less the own. */
static void door(const ServingCall *call)
{
    const double *own = call->from[0], *waited = call->from[1];
    double longest = 0;

    for (size_t i = 0; i < call->count; i++) {
        longest = lane_max(longest, own[i]);
        call->out[i] = isinf(own[i]) ? INFINITY : longest - own[i];
        call->also[i] = waited[i];
    }
}
const Quantity queue_door = {
    .key = "queue.door",
    .title = "Door",
    .help = "time to get out",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .from = FROM(NOW(queue_fetch), NOW(queue_counter)),
    .serve = door,
    .part = PART_CORPUS,
    .without = PART_TUNED,
    .adds_to = &queue_answer,
};

FORMULA(alone)
{
    const double *time = from[0];
    for (size_t i = 0; i < LANES; i++)
        out[i] = time[i];
}
const Quantity queue_alone = {
    .key = "queue.alone",
    .title = "Alone",
    .help = "without a queue",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .from = FROM(NOW(queue_service)),
    .formula = alone,
    .report = REPORTED,
};

static const Quantity horizon = {
    .key = "money.horizon",
    .title = "Horizon",
    .help = "months of service",
    .unit = UNIT_MONTHS,
    .min = 1,
    .max = 600,
    .prior = "3 months",
    .source = "assumption: for tests",
    .constant = true,
};

static const Quantity *const quantities[] = { &horizon, &queue_answer, &queue_alone,
                                              &queue_fetch, &queue_door };

static const Design designs[] = {
    { "plain", "Plain", "nothing but the counter", EVERY_DESIGN },
    { "indexed", "Indexed", "with an index", PART_CORPUS },
    { "both", "Both", "with an index and a tuned model", PART_CORPUS | PART_TUNED },
    { "tuned", "Tuned", "with a tuned model", PART_TUNED },
};

/* As far as they are needed: what generates answers is none of them. */
static const PartInfo parts[] = {
    [PART_CORPUS_BIT] = { "corpus", "document index", "" },
    [PART_KEYWORD_BIT] = { "keyword", "keyword search", "" },
    [PART_RERANK_BIT] = { "rerank", "re-ranker", "" },
    [PART_TUNED_BIT] = { "tuned", "tuned model", "" },
};

const Registry queue_registry = {
    .quantities = quantities,
    .quantity_count = sizeof quantities / sizeof quantities[0],
    .designs = designs,
    .design_count = sizeof designs / sizeof designs[0],
    .parts = parts,
    .part_count = sizeof parts / sizeof parts[0],
};
