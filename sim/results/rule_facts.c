#include "sim/results/rule_facts.h"

#include <math.h>
#include <string.h>

#include "sim/base/text.h"

static const Binding *binding_of(const Answer *answer, size_t design, const char *key)
{
    const Scenario *s = answer->scenario;

    for (size_t i = 0; i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            return s->designs[design].bindings ? s->designs[design].bindings[i] : NULL;
    return NULL;
}

/* What states the largest mean; NULL if no design has the quantity. */
static const Binding *largest_of(const Answer *answer, const char *key, unsigned with,
                                 unsigned without)
{
    const Binding *largest = NULL;
    double most = -INFINITY;

    for (size_t d = 0; d < answer->design_count; d++) {
        unsigned parts = answer->designs[d].design->parts;
        const Binding *b = binding_of(answer, d, key);
        if (!b || (parts & with) != with || (parts & without))
            continue;
        double mean = law_mean(&b->law) * b->scale;
        if (mean > most) {
            most = mean;
            largest = b;
        }
    }
    return largest;
}

double fact_mean_in(const Answer *answer, const char *key, unsigned with, unsigned without)
{
    const Binding *b = largest_of(answer, key, with, without);

    return b ? law_mean(&b->law) * b->scale : (double)NAN;
}

double fact_mean(const Answer *answer, const char *key)
{
    return fact_mean_in(answer, key, 0, 0);
}

bool fact_is_proven(const Answer *answer, const char *key)
{
    bool proven = false;

    for (size_t d = 0; d < answer->design_count; d++) {
        const Binding *b = binding_of(answer, d, key);
        if (!b)
            continue;
        proven = b->layer == LAYER_MEASURED ||
                 (b->layer != LAYER_PRIOR && b->source && strcmp(b->source, "guess") != 0);
        if (!proven)
            return false;
    }
    return proven;
}

const char *fact_defaults(Answer *answer, const char *const keys[])
{
    const char *list = NULL;

    for (; *keys; keys++) {
        const Binding *b = largest_of(answer, *keys, 0, 0);
        if (b && b->layer == LAYER_PRIOR)
            list = arena_format(&answer->arena, "%s%s%s", list ? list : "", list ? ", " : "",
                                *keys);
    }
    return list;
}

const char *fact_told(Answer *answer, const char *fact, const char *const keys[])
{
    const char *list = fact_defaults(answer, keys);

    if (!list)
        return fact;
    return arena_format(&answer->arena, "%s; nobody stated %s: %s of the model", fact, list,
                        strchr(list, ',') ? "defaults" : "a default");
}

const Requirement *fact_required(const Answer *answer, RequirementKind kind, bool must)
{
    const Scenario *s = answer->scenario;

    for (size_t i = 0; i < s->requirement_count; i++)
        if (s->requirements[i].kind == kind && (!must || s->requirements[i].level == MUST))
            return &s->requirements[i];
    return NULL;
}

const DesignAnswer *fact_prompt_design(const Answer *answer)
{
    for (size_t d = 0; d < answer->design_count; d++)
        if (!(answer->designs[d].design->parts & (PART_CORPUS | PART_TUNED)))
            return &answer->designs[d];
    return NULL;
}

const char *fact_number(Answer *answer, double value)
{
    char buffer[32];

    return arena_text(&answer->arena, text_number(buffer, value));
}

const char *fact_share(Answer *answer, double value)
{
    char buffer[32];

    return arena_text(&answer->arena, text_percent(buffer, value));
}
