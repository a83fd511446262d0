/* verdict.c - the answer in one sentence, with a word for how strong it is.
 *
 * Of the designs that meet every must the one with the lowest mean cost wins; how often it
 * is the cheapest of them says how strong the case is. Where another one is more often the
 * cheapest, mean and frequency disagree, and the sentence says so. Of a weak case it says
 * what is at stake: the expected regret among the eligible designs. A want that the winner
 * misses keeps the case from being strong.
 */
#include <math.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/results/answer_steps.h"

const char *answer_of_100(Arena *arena, double chance)
{
    if (chance >= 0.995)
        return "more than 99 of 100";
    if (chance < 0.005)
        return "fewer than 1 of 100";
    return arena_format(arena, "%.0f of 100", 100 * chance);
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

static bool none_is_ruled_out(const Answer *answer)
{
    for (size_t d = 0; d < answer->design_count; d++)
        if (answer->designs[d].ruled_out)
            return false;
    return true;
}

/* The chance of being the cheapest of those that meet every must. */
static Estimate chance_of(const Answer *answer, size_t design)
{
    return none_is_ruled_out(answer) ? answer->designs[design].cheapest
                                     : answer->designs[design].cheapest_eligible;
}

static size_t eligible_count(const Answer *answer)
{
    size_t count = 0;

    for (size_t d = 0; d < answer->design_count; d++)
        count += !answer->designs[d].ruled_out;
    return count;
}

/* Of the eligible designs other than one, the most often cheapest. */
static size_t rival_of(const Answer *answer, size_t design)
{
    size_t rival = design;

    for (size_t d = 0; d < answer->design_count; d++)
        if (d != design && !answer->designs[d].ruled_out &&
            (rival == design || chance_of(answer, d).value > chance_of(answer, rival).value))
            rival = d;
    return rival;
}

/* The wants that a design misses, by name, each once. */
static const char *missed_wants(Answer *answer, size_t design)
{
    const RequirementAnswer *all = answer->designs[design].requirements;
    const char *list = "";

    for (size_t k = 0; all && k < answer->scenario->requirement_count; k++)
        if (!all[k].met && all[k].requirement->level == WANT &&
            !strstr(list, all[k].requirement->name))
            list = arena_format(&answer->arena, "%s%s%s", list, list[0] ? ", " : "",
                                all[k].requirement->name);
    return list;
}

/* --- which design --------------------------------------------------------------------- */

static const char *sentence_of_two(Answer *answer, size_t best, size_t rival)
{
    const char *name = label_of(answer, best), *other = label_of(answer, rival);
    const char *kind = none_is_ruled_out(answer) ? "cheapest" : "cheapest eligible";
    double chance = chance_of(answer, best).value, against = chance_of(answer, rival).value;

    if (against > chance)
        return arena_format(&answer->arena,
                            "%s costs least on average, but %s is the %s more often: in %s "
                            "futures against %s.",
                            name, other, kind, answer_of_100(&answer->arena, against),
                            answer_of_100(&answer->arena, chance));
    if (chance < 0.55)
        return arena_format(&answer->arena,
                            "It is a toss-up: %s is the %s design in %s futures, %s in %s.",
                            name, kind, answer_of_100(&answer->arena, chance), other,
                            answer_of_100(&answer->arena, against));
    return arena_format(&answer->arena, "%s is the %s design in %s futures.", name, kind,
                        answer_of_100(&answer->arena, chance));
}

/* A design that is ruled out and would cost less, the cheapest of them; or the best. */
static size_t forgone(const Answer *answer, size_t best)
{
    double least = answer_summary(&answer->designs[best], answer->rank_key).mean.value;
    size_t found = best;

    for (size_t d = 0; d < answer->design_count; d++) {
        double cost = answer_summary(&answer->designs[d], answer->rank_key).mean.value;
        if (answer->designs[d].ruled_out && cost < least) {
            least = cost;
            found = d;
        }
    }
    return found;
}

static const char *sentence_of(Answer *answer, size_t best, size_t rival)
{
    if (rival != best)
        return sentence_of_two(answer, best, rival);
    if (answer->design_count == 1)
        return arena_format(&answer->arena,
                            "%s is the only design, so there is nothing to compare it with.",
                            label_of(answer, best));
    return arena_format(&answer->arena, "%s is the only design that meets every must.",
                        label_of(answer, best));
}

/* What the wrong choice costs on average, of a case that is weak or less. */
static const char *at_stake(Answer *answer)
{
    const Verdict *verdict = &answer->verdict;
    char amount[32];

    if (verdict->cheapest.value >= 0.7 || !(verdict->regret.value > 0))
        return "";
    return arena_format(
        &answer->arena, " Knowing the future would be worth %s on average.",
        text_money(amount, estimate_rounded(verdict->regret), &answer->scenario->currency));
}

/* What else has to be said of a winner. */
static const char *but(Answer *answer, size_t best)
{
    const char *wants = missed_wants(answer, best), *more = "";
    size_t cheaper = forgone(answer, best);

    if (cheaper != best)
        more = arena_format(&answer->arena,
                            " %s would cost less on average, but is ruled out (%s).",
                            label_of(answer, cheaper), answer->designs[cheaper].misses);
    if (wants[0])
        more = arena_format(&answer->arena, "%s %s misses what is wanted: %s.", more,
                            cheaper == best ? "It" : label_of(answer, best), wants);
    return more;
}

/* --- no design ------------------------------------------------------------------------ */

static size_t nearest(const Answer *answer)
{
    size_t best = answer->order[0];

    for (size_t k = 1; k < answer->design_count; k++)
        if (answer->designs[answer->order[k]].meets_musts.value >
            answer->designs[best].meets_musts.value)
            best = answer->order[k];
    return best;
}

static void say_none(Answer *answer)
{
    Verdict *verdict = &answer->verdict;
    const DesignAnswer *design = &answer->designs[verdict->design = nearest(answer)];

    verdict->strength = "none";
    verdict->cheapest = verdict->regret = estimate_unknown;
    verdict->sentence =
        arena_format(&answer->arena,
                     "No design meets every must. %s is the nearest: it meets them in %s "
                     "futures (missed: %s).",
                     design->design->label,
                     answer_of_100(&answer->arena, design->meets_musts.value), design->misses);
}

void verdict_make(Answer *answer)
{
    size_t best = answer->order[0], rival = rival_of(answer, best);
    Verdict *verdict = &answer->verdict;

    if (eligible_count(answer) == 0) {
        say_none(answer);
        return;
    }
    verdict->design = best;
    verdict->eligible = true;
    verdict->cheapest = chance_of(answer, best);
    verdict->regret = answer->designs[best].regret_eligible;
    verdict->strength = strength_of(verdict->cheapest.value);
    if (rival != best && chance_of(answer, rival).value > verdict->cheapest.value)
        verdict->strength = "toss-up";
    if (missed_wants(answer, best)[0] && strcmp(verdict->strength, "strong") == 0)
        verdict->strength = "moderate";
    verdict->sentence = arena_format(&answer->arena, "%s%s%s", sentence_of(answer, best, rival),
                                     at_stake(answer), but(answer, best));
}
