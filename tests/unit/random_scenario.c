#include "tests/unit/random_scenario.h"

#include <stdlib.h>

#include "tests/unit/scenario_writer.h"

const char usual_scenario[] =
    "scenario: 1\nname: Usual\n"
    "traffic.requests_per_day: 20..200k /day\n"
    "designs:\n"
    "  common: { api.input_price: 0.05..5 USD/Mtok, api.output_price: 0.2..20 USD/Mtok }\n"
    "  bought: { parts: [corpus, keyword, rerank, tuned, api, guard, review, cache] }\n"
    "  own: { parts: [corpus, keyword, rerank, tuned, hosted, guard, review, cache] }\n"
    "  prompt: {}\n";

/* --- parts ------------------------------------------------------------------------------ */

/* Answers are bought or generated on own GPUs, never both. */
static unsigned random_parts(Writer *w)
{
    unsigned parts = (unsigned)dice_below(&w->dice, 1u << w->usual->registry->part_count);

    parts &= ~(unsigned)(PART_API | PART_HOSTED | PART_STAGED);
    return parts | (dice_hit(&w->dice, 0.5) ? PART_API : PART_HOSTED);
}

static void parts_write(Writer *w, unsigned parts)
{
    const char *comma = "";

    text_add(w->out, "    parts: [");
    for (size_t i = 0; i < w->usual->registry->part_count; i++) {
        if (!(parts & 1u << i))
            continue;
        text_format(w->out, "%s%s", comma, w->usual->registry->parts[i].name);
        comma = ", ";
    }
    text_add(w->out, "]\n");
}

/* --- the second design ------------------------------------------------------------------ */

/* The second design. */
typedef enum { OTHER, DEARER, WIDER, IDLE, SECONDS } Second;
static const char *const second_names[SECONDS] = { "other", "dearer", "wider", "idle" };

/* A part that a design lacks, or none. */
static unsigned random_part(Writer *w, unsigned parts)
{
    unsigned found = 0;
    size_t n = 0;

    for (size_t i = 0; i < w->usual->registry->part_count; i++)
        if (!((parts | PART_API | PART_HOSTED | PART_STAGED) & 1u << i) &&
            dice_below(&w->dice, ++n) == 0)
            found = 1u << i;
    return found;
}

static Second choose_second(Writer *w, unsigned more)
{
    double which = dice_share(&w->dice);

    w->doubled = which < 0.5 ? random_prices(w) : NULL;
    if (w->doubled)
        return DEARER;
    if (which < 0.75 && more)
        return WIDER;
    return which < 0.8 ? IDLE : OTHER;
}

/* --- lines of its own and totals from the top down ---------------------------------------- */

static void extras_write(Writer *w, const char *second)
{
    const Registry *registry = w->usual->registry;
    size_t count = dice_hit(&w->dice, 0.3) ? 1 + dice_below(&w->dice, 3) : 0;

    text_add(w->out, count > 0 ? "extras:\n" : "");
    for (size_t i = 0; i < count; i++) {
        const ExtraKind *kind = &registry->extras[dice_below(&w->dice, registry->extra_count)];
        const Quantity *amount = kind->pattern[EXTRA_AMOUNT];
        const Quantity *growth = kind->pattern[EXTRA_GROWTH];
        text_format(w->out, "  - { name: Line %zu, %s: ", i, amount->key);
        random_value(w->out, &w->dice, amount, NULL);
        if (growth && dice_hit(&w->dice, 0.5)) {
            text_add(w->out, ", growth: ");
            random_value(w->out, &w->dice, growth, NULL);
        }
        if (dice_hit(&w->dice, 0.3))
            text_format(w->out, ", designs: [%s]", second);
        else if (dice_hit(&w->dice, 0.3))
            text_add(w->out, ", parts: [corpus]");
        text_add(w->out, " }\n");
    }
}

static void totals_write(Writer *w)
{
    static const char *const given[] = {
        "cost.build",  "cost.inference",           "cost.updates",
        "cost.people", "serving.rate_per_replica", "quality.good_share",
        "launch.weeks"
    };

    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        size_t row = row_of(w, given[i]);
        if (quantity_belongs(w->usual->quantities[row], w->parts) && dice_hit(&w->dice, 0.02))
            value_write(w, row);
    }
}

/* --- designs ---------------------------------------------------------------------------- */

static void base_write(Writer *w, const Design *from, Text *dearer)
{
    text_add(w->out, "  base:\n");
    if (from)
        text_format(w->out, "    extends: %s\n", from->name);
    else
        parts_write(w, w->parts);
    if (w->doubled)
        prices_write(w, dearer);
    values_write(w, w->parts, dice_hit(&w->dice, 0.5) ? 0.05 : 0);
    totals_write(w);
}

static void second_design_write(Writer *w, Second second, unsigned more, const char *dearer)
{
    text_format(w->out, "  %s:\n", second_names[second]);
    if (second != OTHER || dice_hit(&w->dice, 0.5))
        text_add(w->out, "    extends: base\n");
    if (second == DEARER)
        text_add(w->out, dearer);
    else if (second == IDLE)
        text_add(w->out, "    traffic.requests_per_day: 0 /day\n");
    else
        parts_write(w, second == WIDER ? w->parts | more : random_parts(w));
}

static void correlation_write(Writer *w)
{
    static const char *const keys[] = { "traffic.requests_per_day", "traffic.growth",
                                        "labour.engineer_rate", "build.overrun",
                                        "gaps.knowledge" };
    size_t one = dice_below(&w->dice, 5), other = (one + 1 + dice_below(&w->dice, 4)) % 5;

    if (dice_hit(&w->dice, 0.1))
        text_format(w->out, "correlations:\n  - { between: [%s, %s], strength: %.2f }\n",
                    keys[one], keys[other], dice_between(&w->dice, -0.9, 0.9));
}

static void head_write(Writer *w, uint64_t seed)
{
    static const char *const samplers[] = { "sobol", "lhs", "random" };
    bool many = dice_hit(&w->dice, 0.05);
    size_t months = 1 + dice_below(&w->dice, many ? 240 : 12);
    size_t trials = 1 + dice_below(&w->dice, LANES), draws = dice_below(&w->dice, 1000);

    text_format(w->out,
                "scenario: 1\nname: Random %llu\nas_of: 2026-11-20\nmoney.horizon: %zu months\n"
                "run: { trials: %zu, seed: %zu, sampler: %s }\n",
                (unsigned long long)seed, months, trials, draws,
                samplers[dice_below(&w->dice, 3)]);
    if (dice_hit(&w->dice, 0.1))
        text_format(w->out, "money: { currency: EUR, exchange_rate: %.4f }\n",
                    dice_between(&w->dice, 0.2, 7));
}

RandomScenario random_scenario(const Scenario *usual, uint64_t seed)
{
    static const double chances[] = { 0.02, 0.1, 0.25, 0.5 };
    const Registry *registry = usual->registry;
    RandomScenario scenario = { .text = { 0 } };
    Text dearer = { 0 };
    Writer w = { .usual = usual,
                 .dice = { seed },
                 .out = &scenario.text,
                 .said = memory_zeros(usual->quantity_count, sizeof(bool)) };
    const Design *from = dice_hit(&w.dice, 0.4)
                             ? &registry->designs[dice_below(&w.dice, registry->design_count)]
                             : NULL;

    w.parts = from ? from->parts : random_parts(&w);
    unsigned more = random_part(&w, w.parts);
    Second second = choose_second(&w, more);
    head_write(&w, seed);
    correlation_write(&w);
    extras_write(&w, second_names[second]);
    text_add(w.out, "designs:\n  common:\n");
    references_write(&w);
    values_write(&w, ANY_PARTS, chances[dice_below(&w.dice, 4)]);
    base_write(&w, from, &dearer);
    second_design_write(&w, second, more, dearer.data);
    if (dice_hit(&w.dice, 0.25))
        text_format(w.out, "  grown: { start: base, then: %s, at: 2..6 months, if: 60 %% }\n",
                    second_names[second]);
    scenario.doubled = w.doubled;
    text_free(&dearer);
    free(w.said);
    return scenario;
}
