#include "tests/unit/break_even_case.h"

#include "tests/unit/support.h"

const char break_even_text[] =
    "scenario: 1\n"
    "money: { horizon: 24 months }\n"
    "traffic: { volume: 3k..9k }\n"
    "designs:\n"
    "  plain: { use.setup: $3100, use.fixed: $410 /month, use.price: $0.073 }\n"
    "  indexed: { use.setup: $21700, use.fixed: $655 /month, use.price: $0.0112 }\n"
    "run: { trials: 1024, seed: 11 }\n";

static const Quantity volume = {
    .key = "traffic.volume",
    .title = "Volume",
    .help = "a month",
    .unit = UNIT_NUMBER,
    .max = 1e9,
};
static const Quantity setup = {
    .key = "use.setup", .title = "Set-up", .help = "once", .unit = UNIT_MONEY, .max = 1e9
};
static const Quantity fixed = {
    .key = "use.fixed",
    .title = "Fixed",
    .help = "each month",
    .unit = UNIT_MONEY_PER_MONTH,
    .max = 1e9,
};
static const Quantity price = {
    .key = "use.price", .title = "Price", .help = "of one", .unit = UNIT_MONEY, .max = 1e3
};
static const Quantity kind = {
    .key = "use.kind",
    .title = "Kind",
    .help = "of use",
    .unit = UNIT_NUMBER,
    .max = 1,
    .prior = "rare",
    .source = "assumption: for tests",
    .choices = (const char *const[]){ "rare", "often", NULL },
};
static const Quantity build = { .key = "cost.build",
                                .title = "Build",
                                .help = "once",
                                .unit = UNIT_MONEY,
                                .report = REPORTED };
static const Quantity monthly = {
    .key = "cost.monthly",
    .title = "Monthly cost",
    .help = "each month",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .report = REPORTED,
};

FORMULA(once)
{
    const double *paid = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = paid[i];
}
static const Quantity paid_once = {
    .key = "build.setup",
    .title = "Set-up",
    .help = "work",
    .unit = UNIT_MONEY,
    .from = FROM(NOW(setup)),
    .formula = once,
    .adds_to = &build,
};

FORMULA(use)
{
    const double *a_month = from[0], *count = from[1], *each = from[2], *often = from[3];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a_month[i] + (1 + often[i]) * count[i] * each[i];
}
static const Quantity used = {
    .key = "monthly.use",
    .title = "Use",
    .help = "for use",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .from = FROM(NOW(fixed), NOW(volume), NOW(price), NOW(kind)),
    .formula = use,
    .adds_to = &monthly,
};

FORMULA(total)
{
    const double *paid = from[0], *service = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = paid[i] + service[i];
}
static const Quantity cost = {
    .key = "cost.total",
    .title = "Total cost",
    .help = "all of it",
    .unit = UNIT_MONEY,
    .timing = AFTER,
    .from = FROM(NOW(build), SUM(monthly)),
    .formula = total,
    .report = REPORTED,
};

static const Quantity horizon = {
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

static const Quantity *const quantities[] = { &horizon, &build,     &monthly,
                                              &cost,    &paid_once, &used };

static const Design designs[] = {
    { "plain", "Plain", "nothing but the service", PART_API },
    { "indexed", "Indexed", "with an index", PART_CORPUS | PART_API },
};

#define PART(id, name, title, help) { name, title, help },
static const PartInfo parts[] = {
#include "models/parts.def"
};
#undef PART

const Registry break_even_registry = {
    .quantities = quantities,
    .quantity_count = COUNT_OF(quantities),
    .designs = designs,
    .design_count = COUNT_OF(designs),
    .parts = parts,
    .part_count = COUNT_OF(parts),
    .build = &build,
    .monthly = &monthly,
};

void break_even_make(BreakEvenCase *even, const char *text)
{
    Problems problems = { 0 };

    *even = (BreakEvenCase){ .base = { .registry = &break_even_registry,
                                       .name = "even.yaml",
                                       .text = text,
                                       .length = strlen(text) } };
    if (!scenario_parse(&even->scenario, even->base.registry, even->base.name, text,
                        even->base.length, NULL, &problems))
        fail_msg("line %d: %s", problems.items[0].where.line, problems.items[0].text);
    problems_free(&problems);
}

void break_even_free(BreakEvenCase *even)
{
    scenario_free(&even->scenario);
    arena_free(&even->arena);
}

void break_even_tell(void *context, const Problems *problems)
{
    fail_msg("%s", problems->items[0].text);
}
