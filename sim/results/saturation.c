/* saturation.c - from which month on own serving cannot keep up, in which share of futures.
 *
 * A response time that is infinite is no number to report. What is: how likely it is that
 * more requests come in the busiest minutes than the replicas can answer, and from when on.
 * That is known in every future, by serving.keeps_up. Where serving has no limit that is
 * stated, or is not reached, simulated requests may still have to wait for ever, in bursts;
 * then the mildest state in which they do is named. Requests that are larger than the cache get
 * no answer at any load: that is told apart, and does not make the others slow.
 */
#include <math.h>

#include "sim/engine/ranks.h"
#include "sim/results/answer_steps.h"

#define KEEPS_UP "serving.keeps_up"
#define CACHE    "serving.cache_tokens"

/* Counts of a design: by first saturated month 1..months, the last one of never. */
static uint64_t *counts_of(const Gatherer *g, size_t design)
{
    return g->saturates + design * (g->months + 2);
}

static const double *kept_up(const Gatherer *g, size_t design)
{
    const Quantity *quantity = gathered_quantity(g->scenario, KEEPS_UP);

    return quantity ? run_values(g->run, design, quantity) : NULL;
}

static void take_saturation(const Gatherer *g, size_t design, size_t unused)
{
    const double *share = kept_up(g, design);
    uint64_t *counts = counts_of(g, design);

    for (uint64_t i = 0; i < g->round.trials; i++)
        counts[(size_t)lround(share[i] * (double)g->months) + 1]++;
}

void plan_saturation(Gatherer *g)
{
    g->saturates = arena_array(&g->arena, uint64_t, g->designs * (g->months + 2) + 1);
    for (size_t d = 0; d < g->designs; d++)
        if (kept_up(g, d))
            gatherer_add_task(g, take_saturation, d, 0);
}

void join_saturation(Gatherer *g)
{
    ranks_add(g->saturates, g->designs * (g->months + 2));
}

/* --- what was found ------------------------------------------------------------------- */

static const char *months_in_words(Arena *arena, const Saturation *found)
{
    double low = found->month[0].value, high = found->month[2].value;
    double middle = found->month[1].value;

    if (high <= 1)
        return "from the start";
    if (low == high)
        return arena_format(arena, "from month %.0f on", low);
    if (middle <= 1)
        return arena_format(arena, "mostly from the start (8 in 10 of these: by month %.0f)",
                            high);
    return arena_format(arena, "typically from month %.0f on (8 in 10 of these: %.0f to %.0f)",
                        middle, low, high);
}

/* Of a design that has a quota, and reaches it. */
static const char *quota_sentence(Answer *answer, const DesignAnswer *design)
{
    const Saturation *found = &design->saturation;

    return arena_format(&answer->arena,
                        "%s is saturated in %s futures, %s: more requests come in the busiest "
                        "minutes than its replicas can answer.",
                        design->design->label,
                        answer_of_100(&answer->arena, found->chance.value),
                        months_in_words(&answer->arena, found));
}

/* Of the mildest state in which some future is saturated; NULL if there is none. */
static const char *state_sentence(Answer *answer, const DesignAnswer *design)
{
    for (const StateAnswer *s = design->states; s < design->states + STATES; s++)
        if (s->saturated.value > 0)
            return arena_format(&answer->arena,
                                "%s is saturated %s in %s futures: more requests come than it "
                                "can answer.",
                                design->design->label, s->title,
                                answer_of_100(&answer->arena, s->saturated.value));
    return NULL;
}

/* Of requests that get no answer among others that do; NULL if there are none. An engine turns
 * away what is larger than its cache; other stages answer all or have too much to do. */
static const char *turned_away_sentence(Answer *answer, const DesignAnswer *design)
{
    const Quantity *cache = gathered_quantity(answer->scenario, CACHE);
    bool engine = cache && quantity_belongs(cache, design->design->parts);

    for (const StateAnswer *s = design->states; s < design->states + STATES; s++)
        if (s->unanswered.value > s->saturated.value)
            return arena_format(
                &answer->arena,
                "%s leaves some requests without an answer %s in %s futures: "
                "%s.",
                design->design->label, s->title,
                answer_of_100(&answer->arena, s->unanswered.value - s->saturated.value),
                engine ? "they are larger than its cache" : "more come than it can answer");
    return NULL;
}

static const char *sentence_of(Answer *answer, const DesignAnswer *design)
{
    const Saturation *found = &design->saturation;
    bool reached = found->known && found->chance.value > 0;
    const char *saturated =
        reached ? quota_sentence(answer, design) : state_sentence(answer, design);
    const char *turned_away = turned_away_sentence(answer, design);

    if (saturated && turned_away)
        return arena_format(&answer->arena, "%s %s", saturated, turned_away);
    return saturated ? saturated : turned_away;
}

void answer_saturation(Answer *answer, const Gatherer *g, size_t design)
{
    static const double levels[] = { 0.1, 0.5, 0.9 };
    Saturation *found = &answer->designs[design].saturation;

    *found = (Saturation){ .chance = estimate_unknown };
    if (!g->saturates)
        return; /* not gathered for a verdict alone */
    const uint64_t *counts = counts_of(g, design);
    uint64_t all = 0, never = counts[g->months + 1];
    for (size_t month = 1; month <= g->months + 1; month++)
        all += counts[month];
    *found = (Saturation){ .known = all > 0, .chance = estimate_unknown };
    for (size_t k = 0; k < 3; k++)
        found->month[k] = all > never
                              ? month_quantile(counts, g->months, levels[k], all - never)
                              : estimate_unknown;
    if (all > 0) {
        double chance = (double)(all - never) / (double)all;
        found->chance = (Estimate){ chance, sqrt(chance * (1 - chance) / (double)all) };
    }
    found->sentence = sentence_of(answer, &answer->designs[design]);
}
