/* compare_words.c - whether the answer changes, in a sentence or two. */
#include "sim/decision/compare_steps.h"

#include <string.h>

#include "sim/base/text.h"

/* What is recommended. */
static const char *label_of(const Answer *answer)
{
    return answer->verdict.eligible ? answer->designs[answer->verdict.design].design->label
                                    : "none";
}

static const char *name_of(const Answer *answer)
{
    return answer->designs[answer->verdict.design].design->name;
}

/* " Combined saves $199k on average." against the design that was recommended before; "" where
 * it is not there any more, or is cheaper and gave way for another reason. */
static const char *saving(Compare *c)
{
    const Answer *after = c->after.answer;
    long old = compare_design(c->after.scenario, name_of(c->before.answer));
    bool both = c->before.answer->verdict.eligible && after->verdict.eligible;
    char amount[32];

    for (size_t i = 0; both && old >= 0 && i < after->pair_count; i++) {
        const PairAnswer *pair = &after->pairs[i];
        Estimate saved = pair->difference.mean;
        if (pair->a == after->verdict.design && pair->b == (size_t)old)
            saved.value = -saved.value;
        else if (pair->b != after->verdict.design || pair->a != (size_t)old)
            continue;
        if (saved.value > 0)
            return arena_format(
                &c->arena, " %s saves %s on average.", label_of(after),
                text_money(amount, estimate_rounded(saved), &c->after.scenario->currency));
    }
    return "";
}

static bool nothing_moves(const Compare *c)
{
    for (size_t k = 0; k < c->design_count; k++)
        if (!c->designs[k].same)
            return false;
    return true;
}

void compare_conclude(Compare *c)
{
    const Answer *before = c->before.answer, *after = c->after.answer;
    const char *was = before->verdict.strength, *is = after->verdict.strength;

    c->flips = before->verdict.eligible != after->verdict.eligible ||
               (after->verdict.eligible && strcmp(name_of(before), name_of(after)) != 0);
    if (c->flips)
        c->sentence =
            arena_format(&c->arena, "The answer changes from %s to %s. %s%s", label_of(before),
                         label_of(after), after->verdict.sentence, saving(c));
    else if (c->changes.count == 0 && nothing_moves(c))
        c->sentence = "No assumption differs, and neither does the answer.";
    else
        c->sentence = arena_format(&c->arena, "The answer does not change%s. %s",
                                   nothing_moves(c) ? ", nor does any cost" : "",
                                   after->verdict.sentence);
    if (!c->flips && strcmp(was, is) != 0)
        c->sentence = arena_format(&c->arena, "%s The case for it goes from %s to %s.",
                                   c->sentence, was, is);
}
