/* verdict.c - the answer in one sentence, with a word for how strong it is.
 *
 * The design with the lowest mean cost wins; how often it is the cheapest says how
 * strong the case is. Where another design is more often the cheapest, mean and
 * frequency disagree, and the sentence says so.
 */
#include <math.h>

#include "sim/results/answer.h"

/* 77 of 100; never 0 or 100, which would claim more than trials can show. */
static const char *of_100(Answer *answer, double chance)
{
    if (chance >= 0.995)
        return "more than 99 of 100";
    if (chance < 0.005)
        return "fewer than 1 of 100";
    return arena_format(&answer->arena, "%.0f of 100", 100 * chance);
}

static const char *label_of(const Answer *answer, size_t design)
{
    return answer->designs[design].design->label;
}

static const char *strength_of(double chance)
{
    return chance >= 0.9    ? "strong"
           : chance >= 0.7  ? "moderate"
           : chance >= 0.55 ? "weak"
                            : "toss-up";
}

/* Of the designs other than one, the most often cheapest. */
static size_t rival_of(const Answer *answer, size_t design)
{
    size_t rival = design == 0 ? 1 : 0;

    for (size_t d = rival + 1; d < answer->design_count; d++)
        if (d != design &&
            answer->designs[d].cheapest.value > answer->designs[rival].cheapest.value)
            rival = d;
    return rival;
}

static const char *sentence_of(Answer *answer, size_t best, size_t rival)
{
    const char *name = label_of(answer, best), *other = label_of(answer, rival);
    double chance = answer->designs[best].cheapest.value;
    double against = answer->designs[rival].cheapest.value;

    if (against > chance)
        return arena_format(
            &answer->arena,
            "%s costs least on average, but %s is the cheapest more often: in %s "
            "futures against %s.",
            name, other, of_100(answer, against), of_100(answer, chance));
    if (chance < 0.55)
        return arena_format(
            &answer->arena,
            "It is a toss-up: %s is the cheapest design in %s futures, %s in %s.", name,
            of_100(answer, chance), other, of_100(answer, against));
    return arena_format(&answer->arena, "%s is the cheapest design in %s futures.", name,
                        of_100(answer, chance));
}

void verdict_make(Answer *answer)
{
    size_t best = answer->order[0];
    Verdict *verdict = &answer->verdict;

    verdict->design = best;
    verdict->cheapest = answer->designs[best].cheapest;
    verdict->strength = strength_of(verdict->cheapest.value);
    if (answer->design_count == 1) {
        verdict->sentence = arena_format(&answer->arena,
                                         "%s is the only design, so there is "
                                         "nothing to compare it with.",
                                         label_of(answer, best));
        return;
    }
    size_t rival = rival_of(answer, best);
    verdict->sentence = sentence_of(answer, best, rival);
    if (answer->designs[rival].cheapest.value > verdict->cheapest.value)
        verdict->strength = "toss-up";
}
