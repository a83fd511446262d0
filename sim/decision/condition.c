/* condition.c - the reader: by hand, because the form is one line. */
#include "sim/decision/condition.h"

#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/bytes.h"
#include "sim/scenario/value_point.h"

#define FORM "STATISTIC(DESIGN RESULT) < VALUE"

typedef struct {
    const char *name, *text;
    const Scenario *scenario;
    Condition *condition;
    Arena *arena;
    Error *err;
} Reader;

/* A stretch of the text, without blanks around it. */
typedef struct {
    const char *at, *end;
} Stretch;

static Stretch stretch(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    while (at < end && end[-1] == ' ')
        end--;
    return (Stretch){ at, end };
}

static bool is_empty(Stretch s)
{
    return s.at == s.end;
}

static const char *copy(const Reader *r, Stretch s)
{
    return arena_text_n(r->arena, s.at, (size_t)(s.end - s.at));
}

/* --- errors: always of the command line ------------------------------------------- */

static bool of_command_line(const Reader *r)
{
    r->err->status = STATUS_USAGE;
    return false;
}

static bool fail_form(const Reader *r, Stretch where, const char *what)
{
    /* an empty stretch is a gap: the caret stands where something is missing */
    fail_at(r->err, bytes_mark(r->name, r->text, where.at, where.end), "E063", "%s", what);
    fail_label(r->err, "expected %s", FORM);
    fail_help(r->err, "for example p90(rag cost.total) < 450k; forkcast help conditions");
    return of_command_line(r);
}

static bool fail_names(const Reader *r, Stretch where, const char *what,
                       const char *const names[], size_t count)
{
    enum { SHOWN = 12 };
    const char *word = copy(r, where), *near = text_nearest(word, names, count);
    Text all = { 0 };

    for (size_t i = 0; i < count && i < SHOWN; i++)
        text_format(&all, "%s%s", i ? ", " : "", names[i]);
    if (count > SHOWN)
        text_format(&all, " and %zu more", count - SHOWN);
    fail_at(r->err, bytes_mark(r->name, r->text, where.at, where.end), "E064",
            "unknown %s `%.60s`", what, word);
    if (near)
        fail_label(r->err, "did you mean `%s`?", near);
    fail_help(r->err, "there are %s", all.data ? all.data : "none");
    text_free(&all);
    return of_command_line(r);
}

/* --- names ------------------------------------------------------------------------ */

/* The place of a stretch among names, or their number. */
static size_t place_of(Stretch s, const char *const names[], size_t count)
{
    size_t k = 0, length = (size_t)(s.end - s.at);

    while (k < count && !(strlen(names[k]) == length && memcmp(names[k], s.at, length) == 0))
        k++;
    return k;
}

static bool read_statistic(const Reader *r, ConditionTerm *term, Stretch word)
{
    term->statistic = place_of(word, condition_statistics, CONDITION_STATISTICS);
    if (term->statistic < CONDITION_STATISTICS)
        return true;
    if (is_empty(word))
        return fail_form(r, word, "there is no statistic");
    return fail_names(r, word, "statistic", condition_statistics, CONDITION_STATISTICS);
}

static bool read_design(const Reader *r, ConditionTerm *term, Stretch word)
{
    size_t count = r->scenario->design_count;
    const char **names = arena_array(r->arena, const char *, count + 1);

    for (size_t d = 0; d < count; d++)
        names[d] = r->scenario->designs[d].name;
    term->design = place_of(word, names, count);
    return term->design < count || fail_names(r, word, "design", names, count);
}

static bool read_chance(const Reader *r, ConditionTerm *term, Stretch word)
{
    size_t count = 0;

    while (condition_chances[count])
        count++;
    size_t place = place_of(word, condition_chances, count);
    if (place == count)
        return fail_names(r, word, "chance", condition_chances, count);
    term->result = condition_chances[place];
    term->unit = UNIT_SHARE;
    return true;
}

/* A result of a design by the name it has in an answer. */
typedef struct {
    const char *key;
    const Quantity *quantity;
} Named;

static size_t list_results(const Reader *r, Named *named, size_t design)
{
    static const char *const requests[] = { "mean", "p50", "p95", "p99" };
    size_t count = 0;

    for (size_t i = 0; i < r->scenario->quantity_count; i++) {
        const Quantity *q = r->scenario->quantities[i];
        if (q->report == NOT_REPORTED || !design_has(r->scenario, design, q))
            continue;
        if (q->timing != PER_REQUEST)
            named[count++] = (Named){ q->key, q };
        for (size_t k = 0; q->timing == PER_REQUEST && k < 4; k++)
            named[count++] = (Named){ arena_format(r->arena, "%s.%s", q->key, requests[k]), q };
    }
    return count;
}

static bool read_result(const Reader *r, ConditionTerm *term, Stretch word)
{
    Named *named = arena_array(r->arena, Named, 4 * r->scenario->quantity_count + 1);
    size_t count = list_results(r, named, term->design);
    const char **names = arena_array(r->arena, const char *, count + 1);

    for (size_t i = 0; i < count; i++)
        names[i] = named[i].key;
    size_t place = place_of(word, names, count);
    if (place == count)
        return fail_names(r, word, "result", names, count);
    term->result = named[place].key;
    term->unit = named[place].quantity->unit;
    r->condition->requests |= named[place].quantity->timing == PER_REQUEST;
    return true;
}

/* `DESIGN RESULT`: the last word is the result, what stands before it the design. */
static bool read_subject(const Reader *r, ConditionTerm *term, Stretch inside)
{
    const char *word = inside.end;

    while (word > inside.at && word[-1] != ' ')
        word--;
    const Stretch design = stretch(inside.at, word), result = stretch(word, inside.end);
    if (is_empty(design))
        return fail_form(r, inside,
                         is_empty(result) ? "the parentheses are empty"
                                          : "a design or a result is missing");
    return read_design(r, term, design) &&
           (term->statistic == STATISTIC_CHANCE ? read_chance : read_result)(r, term, result);
}

/* --- the comparison --------------------------------------------------------------- */

static bool read_value(const Reader *r, ConditionTerm *term, Stretch value)
{
    const Quantity like = { .key = term->result, .unit = term->unit };
    const Node node = { .kind = NODE_SCALAR,
                        .text = copy(r, value),
                        .mark = bytes_mark(r->name, r->text, value.at, value.end) };

    if (is_empty(value))
        return fail_form(r, value, "there is nothing to compare with");
    return value_limit(&term->value, &like, &node, &r->scenario->currency, r->arena, r->err) ||
           of_command_line(r);
}

static bool read_comparison(const Reader *r, ConditionTerm *term, Stretch rest)
{
    bool less = !is_empty(rest) && *rest.at == '<', more = !is_empty(rest) && *rest.at == '>';

    if (!less && !more)
        return fail_form(r, stretch(rest.at, rest.at + !is_empty(rest)),
                         "there is no <, <=, > or >=");
    bool equal = rest.at + 1 < rest.end && rest.at[1] == '=';
    term->compare = less ? (equal ? COMPARE_AT_MOST : COMPARE_LESS)
                         : (equal ? COMPARE_AT_LEAST : COMPARE_MORE);
    return read_value(r, term, stretch(rest.at + 1 + equal, rest.end));
}

/* --- terms ------------------------------------------------------------------------ */

static bool read_term(const Reader *r, ConditionTerm *term, Stretch whole)
{
    const char *open = memchr(whole.at, '(', (size_t)(whole.end - whole.at));
    const char *close = open ? memchr(open, ')', (size_t)(whole.end - open)) : NULL;

    term->text = copy(r, whole);
    if (is_empty(whole))
        return fail_form(r, whole, "a condition is missing");
    if (!close)
        return fail_form(r, whole,
                         open ? "the parenthesis is not closed" : "this is no condition");
    return read_statistic(r, term, stretch(whole.at, open)) &&
           read_subject(r, term, stretch(open + 1, close)) &&
           read_comparison(r, term, stretch(close + 1, whole.end));
}

/* Where the next ` and ` outside of parentheses stands, or the end. */
static const char *find_and(const char *at, const char *end)
{
    int depth = 0;

    for (; at < end; at++) {
        depth += (*at == '(') - (*at == ')');
        if (depth <= 0 && end - at >= 5 && memcmp(at, " and ", 5) == 0)
            return at;
    }
    return end;
}

bool condition_parse(Condition *condition, const char *name, const char *text,
                     const Scenario *scenario, Arena *arena, Error *err)
{
    Reader r = { name, arena_text(arena, text), scenario, condition, arena, err };
    const char *end = r.text + strlen(r.text), *at = r.text;

    *condition = (Condition){ .text = r.text };
    if (!bytes_check(name, r.text, strlen(r.text), err))
        return of_command_line(&r);
    condition->terms = arena_array(arena, ConditionTerm, strlen(text) / 5 + 2);
    for (;;) {
        const char *stop = find_and(at, end);
        if (!read_term(&r, &condition->terms[condition->count++], stretch(at, stop)))
            return false;
        if (stop == end)
            return true;
        at = stop + 5;
    }
}
