#include "tests/unit/small_registry.h"

const Quantity small_volume = { .key = "small.volume",
                                .title = "Volume",
                                .help = "how much",
                                .unit = UNIT_NUMBER,
                                .min = 0,
                                .max = 1e9,
                                .prior = "3",
                                .source = "assumption: for tests" };
const Quantity small_price = { .key = "small.price",
                               .title = "Price",
                               .help = "of one",
                               .unit = UNIT_MONEY,
                               .min = 0,
                               .max = 1e9,
                               .prior = "$2",
                               .source = "assumption: for tests" };
const Quantity small_size = { .key = "small.size",
                              .title = "Size",
                              .help = "of the index",
                              .unit = UNIT_NUMBER,
                              .min = 0,
                              .max = 1e9,
                              .prior = "40",
                              .source = "assumption: for tests",
                              .part = PART_CORPUS };
const Quantity small_length = { .key = "small.length",
                                .title = "Length",
                                .help = "of a request",
                                .unit = UNIT_TOKENS,
                                .min = 0,
                                .max = 1e9,
                                .prior = "100 tok",
                                .source = "assumption: for tests" };
const Quantity small_wait = { .key = "small.wait",
                              .title = "Wait",
                              .help = "of a request",
                              .unit = UNIT_SECONDS,
                              .timing = PER_REQUEST,
                              .min = 0,
                              .max = 1e9,
                              .prior = "1 s",
                              .source = "assumption: for tests" };

const Quantity small_build = { .key = "small.build",
                               .title = "Build",
                               .help = "paid once",
                               .unit = UNIT_MONEY,
                               .report = REPORTED };
const Quantity small_monthly = { .key = "small.monthly",
                                 .title = "Monthly",
                                 .help = "paid each month",
                                 .unit = UNIT_MONEY_PER_MONTH,
                                 .timing = PER_MONTH,
                                 .report = REPORTED };

enum { VOLUME, OTHER, WHEN };

FORMULA(setup)
{
    const double *volume = from[VOLUME], *size = from[OTHER];
    for (size_t i = 0; i < LANES; i++)
        out[i] = 10 * volume[i] + size[i];
}
const Quantity small_setup = { .key = "small.setup",
                               .title = "Set-up",
                               .help = "work",
                               .unit = UNIT_MONEY,
                               .from = FROM([VOLUME] = NOW(small_volume), [OTHER] =
                                                                              NOW(small_size)),
                               .formula = setup,
                               .adds_to = &small_build };

FORMULA(fees)
{
    const double *volume = from[VOLUME], *price = from[OTHER], month = *from[WHEN];
    for (size_t i = 0; i < LANES; i++)
        out[i] = volume[i] * price[i] * month;
}
const Quantity small_fees = {
    .key = "small.fees",
    .title = "Fees",
    .help = "for use",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .from = FROM([VOLUME] = NOW(small_volume), [OTHER] = NOW(small_price), [WHEN] = THIS_MONTH),
    .formula = fees,
    .adds_to = &small_monthly
};

FORMULA(storage)
{
    const double *size = from[0];
    for (size_t i = 0; i < LANES; i++)
        out[i] = 0.5 * size[i];
}
const Quantity small_storage = { .key = "small.storage",
                                 .title = "Storage",
                                 .help = "of the index",
                                 .unit = UNIT_MONEY_PER_MONTH,
                                 .timing = PER_MONTH,
                                 .from = FROM(NOW(small_size)),
                                 .formula = storage,
                                 .part = PART_CORPUS,
                                 .adds_to = &small_monthly };

FORMULA(age)
{
    const double *last = from[0];
    for (size_t i = 0; i < LANES; i++)
        out[i] = last[i] + 1;
}
const Quantity small_age = { .key = "small.age",
                             .title = "Age",
                             .help = "in months",
                             .unit = UNIT_NUMBER,
                             .timing = PER_MONTH,
                             .from = FROM(LAST(small_age)),
                             .initial = 3,
                             .formula = age,
                             .report = REPORTED };

FORMULA(events)
{
    const double *u = from[0];
    for (size_t i = 0; i < LANES; i++)
        out[i] = u[i] < 0.3 ? 1 : 0;
}
const Quantity small_events = { .key = "small.events",
                                .title = "Events",
                                .help = "in a month",
                                .unit = UNIT_NUMBER,
                                .timing = PER_MONTH,
                                .from = FROM(DRAW),
                                .formula = events,
                                .report = REPORTED };

FORMULA(total)
{
    const double *build = from[0], *service = from[1];
    for (size_t i = 0; i < LANES; i++)
        out[i] = build[i] + service[i];
}
const Quantity small_total = { .key = "small.total",
                               .title = "Total",
                               .help = "all of it",
                               .unit = UNIT_MONEY,
                               .timing = AFTER,
                               .from = FROM(NOW(small_build), SUM(small_monthly)),
                               .formula = total,
                               .report = REPORTED };

FORMULA(copy)
{
    const double *x = from[0];
    for (size_t i = 0; i < LANES; i++)
        out[i] = x[i];
}
const Quantity small_launch = { .key = "small.launch",
                                .title = "Fees at launch",
                                .help = "in month 1",
                                .unit = UNIT_MONEY_PER_MONTH,
                                .timing = PER_MONTH,
                                .from = FROM(NOW(small_fees)),
                                .formula = copy,
                                .report = AT_LAUNCH };

const Quantity small_latency = { .key = "small.latency",
                                 .title = "Latency",
                                 .help = "of a request",
                                 .unit = UNIT_SECONDS,
                                 .timing = PER_REQUEST,
                                 .report = REPORTED };

FORMULA(wait_part)
{
    const double *wait = from[0], *length = from[1];
    for (size_t i = 0; i < LANES; i++)
        out[i] = wait[i] + 0.001 * length[i];
}
const Quantity small_wait_part = { .key = "small.wait_part",
                                   .title = "Waiting",
                                   .help = "of a request",
                                   .unit = UNIT_SECONDS,
                                   .timing = PER_REQUEST,
                                   .from = FROM(NOW(small_wait), EACH(small_length)),
                                   .formula = wait_part,
                                   .adds_to = &small_latency };

static const Quantity small_horizon = {
    .key = "money.horizon",
    .title = "Horizon",
    .help = "months of service",
    .unit = UNIT_MONTHS,
    .min = 1,
    .max = 600,
    .prior = "12 months",
    .source = "assumption: for tests",
    .constant = true,
};

static const Quantity *const quantities[] = {
    &small_horizon, &small_build,  &small_monthly, &small_total,
    &small_latency, &small_setup,  &small_fees,    &small_storage,
    &small_age,     &small_events, &small_launch,  &small_wait_part,
};

static const Design designs[] = {
    { "plain", "Plain", "nothing but the service", EVERY_DESIGN },
    { "indexed", "Indexed", "with an index", PART_CORPUS },
    { "both", "Both", "with an index and a tuned model", PART_CORPUS | PART_TUNED },
};

#define PART(id, name, title, help) { name, title, help },
static const PartInfo parts[] = {
#include "models/parts.def"
};
#undef PART

const Registry small_registry = {
    .quantities = quantities,
    .quantity_count = sizeof quantities / sizeof quantities[0],
    .designs = designs,
    .design_count = sizeof designs / sizeof designs[0],
    .parts = parts,
    .part_count = sizeof parts / sizeof parts[0],
    .build = &small_build,
    .monthly = &small_monthly,
};
