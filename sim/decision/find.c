#include "sim/decision/find.h"

#include <assert.h>
#include <math.h>

#include "sim/results/gatherer.h"

/* How closely a boundary is closed in on, of its value, and the step to its slope. */
#define CLOSE 1e-4
#define STEP  0.01

enum { ROUNDS = 40, DIGITS = 5 };

typedef struct {
    Find *find;
    PointProblems *tell;
    void *context;
} Search;

static bool fail_order(Error *err, const SweepInput *input)
{
    fail_status(err, STATUS_USAGE, "the values of `%s` are not numbers in ascending order",
                input->key);
    return fail_help(err, "between them a boundary is sought: -x %s=LO..HI", input->key);
}

bool find_make(Find *find, const VariantBase *base, const Scenario *scenario,
               const SweepInput *input, const Condition *condition, Error *err)
{
    *find =
        (Find){ .base = base, .scenario = scenario, .input = input, .condition = condition };
    if (!input->quantity || input->quantity->choices || input->count < 2)
        return fail_order(err, input);
    for (size_t i = 1; i < input->count; i++)
        if (!(input->values[i] > input->values[i - 1]))
            return fail_order(err, input);
    find->probes = arena_array(&find->arena, FindProbe, input->count + 1);
    find->boundaries = arena_array(&find->arena, FindBoundary, input->count + 1);
    return true;
}

void find_free(Find *find)
{
    arena_free(&find->arena);
    *find = (Find){ 0 };
}

/* --- a probe ---------------------------------------------------------------------------- */

static bool answer_variant(Answer *answer, const Variant *variant, Error *err)
{
    Gatherer *gatherer = gatherer_make(&variant->scenario, &variant->wiring, variant->run);

    gatherer_take(gatherer);
    bool made = answer_make(answer, gatherer, err);
    gatherer_free(gatherer);
    return made;
}

static bool ask(Find *find, FindProbe *probe, const Variant *variant, Problems *problems)
{
    Answer answer = { 0 };
    Error err = { 0 };
    bool answered = answer_variant(&answer, variant, &err);

    probe->terms = arena_array(&find->arena, Estimate, find->condition->count);
    for (size_t t = 0; answered && t < find->condition->count; t++)
        probe->terms[t] = condition_value(&find->condition->terms[t], &answer);
    probe->holds = answered && condition_holds(find->condition, &answer);
    find->trials = answer.trials;
    if (!answered)
        problems_add(problems, &err);
    answer_free(&answer);
    return answered;
}

static bool make_variant(Variant *variant, const Find *find, const FindProbe *probe,
                         const char *set, Problems *problems)
{
    const RunOptions *options = find->condition->requests ? &run_defaults : &variant_costs;
    const KnownValue known = { find->input->quantity, probe->x };
    Error err = { 0 };

    if (!find->input->known)
        return variant_make(variant, find->base, &set, 1, options, problems);
    if (variant_make_known(variant, find->scenario, &known, 1, options, &err))
        return true;
    problems_add(problems, &err);
    return false;
}

static bool simulate(const Search *s, FindProbe *probe)
{
    Find *find = s->find;
    const char *set = arena_format(&find->arena, "%s=%s", find->input->key, probe->text);
    Problems problems = { 0 };
    Variant variant;

    bool made = make_variant(&variant, find, probe, set, &problems) &&
                ask(find, probe, &variant, &problems);
    if (!made)
        s->tell(s->context, &problems);
    problems_free(&problems);
    variant_free(&variant);
    return made;
}

/* The probe at a value, which is rounded first. */
static bool probe_at(const Search *s, FindProbe *probe, double x)
{
    const SweepInput *input = s->find->input;

    probe->x = sweep_input_rounded(input, x, DIGITS, &s->find->arena);
    probe->text = sweep_input_text(input, probe->x, &s->find->arena);
    return simulate(s, probe);
}

/* --- a boundary --------------------------------------------------------------------------- */

/* By how much a term is met, or missed if below zero. */
static double margin(const ConditionTerm *term, Estimate left)
{
    bool below = term->compare == COMPARE_LESS || term->compare == COMPARE_AT_MOST;

    return below ? term->value - left.value : left.value - term->value;
}

/* The term that fails by the largest part of its way from where all hold. */
static size_t deciding_term(const Find *find, const FindProbe *holds, const FindProbe *fails)
{
    double most = -INFINITY;
    size_t term = 0;

    for (size_t t = 0; t < find->condition->count; t++) {
        const ConditionTerm *at = &find->condition->terms[t];
        double miss = -margin(at, fails->terms[t]), met = margin(at, holds->terms[t]);
        if (miss >= 0 && miss / (miss + met) > most) {
            most = miss / (miss + met);
            term = t;
        }
    }
    return term;
}

/* Where the straight line between the ends meets the term's value, as a share of the way
 * from the end that holds, and never quite an end. */
static double guess(const Find *find, const FindBoundary *b)
{
    const ConditionTerm *term = &find->condition->terms[b->term];
    double met = margin(term, b->holds.terms[b->term]);
    double miss = -margin(term, b->fails.terms[b->term]);
    double share = met / (met + miss);

    return share > 0.01 && share < 0.99 ? share : share >= 0.99 ? 0.99 : 0.01;
}

static bool is_close(const FindBoundary *b)
{
    return fabs(b->holds.x - b->fails.x) <=
           CLOSE * fmin(fabs(b->holds.x), fabs(b->fails.x)) + 1e-300;
}

/* Every third step halves: a line alone closes in from one side only. */
static bool close_in(const Search *s, FindBoundary *b)
{
    for (int round = 1; round <= ROUNDS && !is_close(b); round++) {
        FindProbe probe;
        b->term = deciding_term(s->find, &b->holds, &b->fails);
        double share = round % 3 ? guess(s->find, b) : 0.5;
        if (!isfinite(share))
            share = 0.5;
        if (!probe_at(s, &probe, b->holds.x + share * (b->fails.x - b->holds.x)))
            return false;
        if (probe.x == b->holds.x || probe.x == b->fails.x)
            break; /* as many digits as there are */
        *(probe.holds ? &b->holds : &b->fails) = probe;
    }
    b->term = deciding_term(s->find, &b->holds, &b->fails);
    return true;
}

/* The error of the left side, by how steeply it changes: between two values at some
 * distance, because a chance or a quantile of trials rises in steps. */
static bool find_error(const Search *s, FindBoundary *b, double low, double high)
{
    FindProbe below, above;
    double step = STEP * fabs(b->x), se = b->holds.terms[b->term].se;

    if (!probe_at(s, &below, fmax(b->x - step, low)) ||
        !probe_at(s, &above, fmin(b->x + step, high)))
        return false;
    double slope =
        (above.terms[b->term].value - below.terms[b->term].value) / (above.x - below.x);
    b->se = slope != 0 ? fabs(se / slope) : (double)NAN;
    return true;
}

static bool add_boundary(const Search *s, const FindProbe *left, const FindProbe *right)
{
    FindBoundary *b = &s->find->boundaries[s->find->boundary_count];

    *b = (FindBoundary){ .holds = left->holds ? *left : *right,
                         .fails = left->holds ? *right : *left };
    if (!close_in(s, b))
        return false;
    double share = guess(s->find, b);
    b->x = b->holds.x + (isfinite(share) ? share : 0.5) * (b->fails.x - b->holds.x);
    s->find->boundary_count++;
    return find_error(s, b, left->x, right->x);
}

bool find_step(Find *find, PointProblems *tell, void *context)
{
    const Search s = { find, tell, context };
    FindProbe *probe = &find->probes[find->done];

    assert(find->done < find->input->count);
    *probe = (FindProbe){ .x = find->input->values[find->done],
                          .text = find->input->texts[find->done] };
    if (!simulate(&s, probe))
        return false;
    find->done++;
    return find->done < 2 || probe[-1].holds == probe->holds ||
           add_boundary(&s, &probe[-1], probe);
}
