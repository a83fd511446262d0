/* requirement_words.c - requirements, and why they are missed, in words. */
#include <math.h>

#include "sim/base/text.h"
#include "sim/results/requirement_tests.h"

/* Hours that stand for never: knowledge_update.c. */
#define NEVER_HOURS 1e6

static const char *span(Arena *arena, double seconds)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {
        { "month", SECONDS_PER_MONTH }, { "week", 604800 }, { "day", 86400 }, { "hour", 3600 }
    };
    char number[32];

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        double count = seconds / units[i].seconds;
        if (count < 0.995)
            continue;
        text_number(number, count);
        return arena_format(arena, "%s %s%s", number, units[i].name,
                            number[0] == '1' && !number[1] ? "" : "s");
    }
    return arena_format(arena, "%s s", text_number(number, seconds));
}

static const char *share(Arena *arena, double x)
{
    char number[32];

    return arena_format(arena, "%s", text_percent(number, x));
}

/* A limit, with the digits it was stated with: 99.9% and not more than 99%. */
static const char *limit_of(Arena *arena, double share_of_1)
{
    char number[32];

    return arena_format(arena, "%s%%", text_number(number, 100 * share_of_1));
}

static const char *level_of(Arena *arena, double percentile)
{
    char number[32];

    return arena_format(arena, "P%s", text_number(number, 100 * percentile));
}

static const char *state_of(const Requirement *r)
{
    static const char *const words[] = { [STATE_LAUNCH] = "",
                                         [STATE_PEAK] = " at the peak",
                                         [STATE_END] = " at the end",
                                         [STATE_END_PEAK] = " at the peak of the end" };

    return words[r->state];
}

const char *requirement_words(Arena *arena, const Scenario *s, const Requirement *r)
{
    RequirementTest test = requirement_test(s, r);
    char amount[32];

    switch (r->kind) {
    case REQUIRE_CITATIONS:
        return "citations";
    case REQUIRE_FRESHNESS:
        return arena_format(arena, "changes known within %s", span(arena, r->within));
    case REQUIRE_OUTPUT_FORMAT:
        return arena_format(arena, "at most %s malformed", limit_of(arena, test.limit));
    case REQUIRE_LATENCY:
        return arena_format(arena, "%s%s under %s%s", level_of(arena, r->percentile),
                            r->first_token ? " of the first token" : "", span(arena, r->under),
                            state_of(r));
    case REQUIRE_QUALITY:
        return arena_format(arena, "at least %s good answers", limit_of(arena, r->limit));
    case REQUIRE_BUDGET:
        return isnan(s->budget) ? "cash within the budget"
                                : arena_format(arena, "cash within %s",
                                               text_money(amount, s->budget, &s->currency));
    case REQUIRE_RESIDENCY:
        return arena_format(arena, "data stay in: %s", r->place);
    }
    return "";
}

/* The mean of the result that a requirement is held against. */
static double mean_of(const Scenario *s, const DesignAnswer *design, const Requirement *r)
{
    return answer_summary(design, requirement_test(s, r).key).mean.value;
}

static const char *known_after(Arena *arena, double hours)
{
    if (hours >= NEVER_HOURS)
        return "the model never gets to know what changes";
    return arena_format(arena, "a change is known after %s on average",
                        span(arena, 3600 * hours));
}

static const char *in_futures(Arena *arena, const char *what, const RequirementAnswer *answer)
{
    char chance[32];

    return arena_format(arena, "%s with a chance of %s, not %s", what,
                        text_chance(chance, answer->chance.value),
                        limit_of(arena, answer->needed));
}

static const char *stray(Arena *arena, const Scenario *s, const DesignAnswer *design,
                         const Requirement *r)
{
    const char *place = "";
    const Quantity *service =
        requirement_strays(&place, s, (size_t)(design->design - s->designs), r);

    return arena_format(arena, "%s is %s", service ? service->key : "a service", place);
}

const char *requirement_missed(Arena *arena, const Scenario *s, const DesignAnswer *design,
                               const RequirementAnswer *answer)
{
    const Requirement *r = answer->requirement;

    if (r->kind == REQUIRE_RESIDENCY)
        return stray(arena, s, design, r);
    if (r->kind == REQUIRE_BUDGET && isnan(s->budget))
        return "money.budget is not stated";
    if (isnan(answer->chance.value))
        return "the simulation does not tell";
    switch (r->kind) {
    case REQUIRE_CITATIONS:
        return "its prompt has no documents to cite";
    case REQUIRE_FRESHNESS:
        return known_after(arena, mean_of(s, design, r));
    case REQUIRE_OUTPUT_FORMAT:
        return arena_format(arena, "%s of the answers are malformed on average",
                            share(arena, mean_of(s, design, r)));
    case REQUIRE_QUALITY:
        return arena_format(arena, "%s of the answers are good on average",
                            share(arena, mean_of(s, design, r)));
    default:
        return in_futures(arena, answer->what, answer);
    }
}
