/* rule_advice.c - what rules advise, where the verdict departs from it, and what is missing. */
#include <math.h>

#include "sim/results/rule_facts.h"

static bool has_sources(const DesignAnswer *design)
{
    return (design->design->parts & PART_CORPUS) ||
           answer_summary(design, "tokens.sources").mean.value > 0;
}

/* What the design of the verdict has, or lacks, against an advice; NULL: it follows. */
static const char *departure(const DesignAnswer *design, Advice advice)
{
    unsigned parts = design->design->parts;

    switch (advice) {
    case ADVISES_CORPUS:
        return has_sources(design) ? NULL : "has no documents to answer from";
    case ADVISES_TUNING:
        return parts & PART_TUNED ? NULL : "is not tuned";
    case ADVISES_CORPUS_FIRST:
        return parts & PART_TUNED ? "is tuned from the start" : NULL;
    case ADVISES_PROMPT:
        return parts & PART_CORPUS ? "has a corpus" : parts & PART_TUNED ? "is tuned" : NULL;
    case ADVISES_REVIEW:
        return NULL;
    }
    return NULL;
}

void rule_against(RuleAnswer *rule, Answer *answer)
{
    const DesignAnswer *best = &answer->designs[answer->verdict.design];
    const char *departs = departure(best, rule->advice);

    if (rule->state == RULE_APPLIES && departs && answer->verdict.eligible)
        rule->against = arena_format(
            &answer->arena, "the verdict is %s, which %s%s%s", best->design->label, departs,
            rule->assumed ? "; the rule rests on what nobody stated: " : "",
            rule->assumed ? rule->assumed : "");
}

const char *advice_name(Advice advice)
{
    static const char *const names[] = {
        [ADVISES_CORPUS] = "corpus",
        [ADVISES_TUNING] = "tuning",
        [ADVISES_CORPUS_FIRST] = "corpus first",
        [ADVISES_PROMPT] = "prompt alone",
        [ADVISES_REVIEW] = "review",
    };

    return names[advice];
}

/* --- diagnosis ------------------------------------------------------------------------ */

void rules_diagnose(Answer *answer)
{
    Diagnosis *found = &answer->diagnosis;
    double facts = fact_mean(answer, "gaps.knowledge");
    double behaviour = fact_mean(answer, "gaps.behaviour");

    *found = (Diagnosis){ .knowledge = facts, .behaviour = behaviour };
    if (isnan(facts) || isnan(behaviour))
        return;
    found->kind = facts >= A_GAP && behaviour >= A_GAP ? "both"
                  : facts >= A_GAP                     ? "facts"
                  : behaviour >= A_GAP                 ? "behaviour"
                                                       : "neither";
    found->sentence = arena_format(
        &answer->arena,
        "Of a prompted model's answers %s miss a fact and %s fail in behaviour%s",
        fact_share(answer, facts), fact_share(answer, behaviour),
        facts >= A_GAP && behaviour >= A_GAP ? ": documents mend the one, tuning the other"
        : facts >= A_GAP     ? ": it is facts that are missing, which documents supply"
        : behaviour >= A_GAP ? ": it is behaviour, which tuning changes"
                             : ": little is missing");
    static const char *const gaps[] = { "gaps.knowledge", "gaps.behaviour", NULL };
    found->sentence =
        arena_format(&answer->arena, "%s.", fact_told(answer, found->sentence, gaps));
}
