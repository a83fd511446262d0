#include "sim/results/answer.h"

#include <math.h>
#include <string.h>

#include "sim/results/answer_steps.h"
#include "sim/results/precision.h"

OpKind gathered_kind(const Gatherer *g, size_t design, const Quantity *quantity)
{
    int column = wiring_column(g->wiring, design, quantity);

    return column < 0 ? OP_ABSENT : g->wiring->ops[column].kind;
}

Summary gathered_summary(const Tally *tally)
{
    return tally ? tally_summary(tally) : summary_unknown;
}

static const Item *find_item(const Items *items, const char *key)
{
    for (size_t i = 0; i < items->count; i++)
        if (strcmp(items->items[i].key, key) == 0)
            return &items->items[i];
    return NULL;
}

const Item *answer_result(const DesignAnswer *design, const char *key)
{
    return find_item(&design->results, key);
}

Summary answer_summary(const DesignAnswer *design, const char *key)
{
    const Item *item = answer_result(design, key);

    return item ? item->summary : summary_unknown;
}

Summary answer_latency(const DesignAnswer *design, RequestState state, const char *key)
{
    const Item *item = find_item(&design->states[state].latencies, key);

    return item ? item->summary : summary_unknown;
}

double answer_curve_level(size_t k)
{
    return (double)k / (CURVE - 1);
}

/* Whether design a costs less than b, which comes before it; ruled out ones come last. */
static bool comes_first(const Answer *answer, size_t a, size_t b)
{
    const DesignAnswer *x = &answer->designs[a], *y = &answer->designs[b];

    if (x->ruled_out != y->ruled_out)
        return y->ruled_out;
    return answer_summary(x, answer->rank_key).mean.value <
           answer_summary(y, answer->rank_key).mean.value;
}

/* By insertion: designs are few. */
static void order_designs(Answer *answer)
{
    answer->order = arena_array(&answer->arena, size_t, answer->design_count);
    for (size_t d = 0; d < answer->design_count; d++) {
        size_t k = d;
        for (; k > 0 && comes_first(answer, d, answer->order[k - 1]); k--)
            answer->order[k] = answer->order[k - 1];
        answer->order[k] = d;
    }
}

bool answer_make(Answer *answer, const Gatherer *g, Error *err)
{
    *answer = (Answer){
        .scenario = g->scenario,
        .trials = run_trials(g->run),
        .request_trials = run_request_trials(g->run),
        .months = g->scenario->months,
        .design_count = g->designs,
        .rank_key = run_ranks_cash(g->run) ? ANSWER_CASH_KEY : ANSWER_RANK_KEY,
        .target = NAN,
    };
    if (g->designs == 0)
        return fail_status(err, STATUS_SCENARIO, "there is no design to compare");
    answer->designs = arena_array(&answer->arena, DesignAnswer, answer->design_count);
    for (size_t d = 0; d < answer->design_count; d++) {
        answer->designs[d].design = &g->scenario->designs[d];
        answer_list_items(answer, g, d);
        answer_list_parts(answer, g, d);
        answer_list_states(answer, g, d);
        answer_saturation(answer, g, d);
        answer_list_cadence(answer, g, d);
    }
    answer_compare(answer, g);
    answer_require(answer, g);
    order_designs(answer);
    verdict_make(answer);
    if (g->for_verdict)
        return true;
    answer_break_even(answer, g);
    rules_make(answer);
    answer->reached = precision_reached(answer);
    return true;
}

void answer_free(Answer *answer)
{
    arena_free(&answer->arena);
    *answer = (Answer){ 0 };
}
