#include "sim/decision/sweep_input.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/bytes.h"
#include "sim/scenario/some_designs.h"
#include "sim/scenario/value_point.h"

/* What is being read. */
typedef struct {
    SweepInput *input;
    const char *option, *text; /* of all of it */
    const Scenario *scenario;
    long design; /* that the key is of, or -1: all */
    Arena *arena;
    Error *err;
} Reader;

/* --- pieces of the text ----------------------------------------------------------- */

/* A part of the text as a scalar, without blanks around it. */
static Node scalar(const Reader *r, const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    while (at < end && end[-1] == ' ')
        end--;
    return (Node){ .kind = NODE_SCALAR,
                   .text = arena_text_n(r->arena, at, (size_t)(end - at)),
                   .mark = bytes_mark(r->option, r->text, at, end) };
}

static bool fail_usage(const Reader *r, const Node *node, const char *code, const char *what)
{
    fail_at(r->err, node->mark, code, "%s", what);
    return fail_label(r->err, "expected KEY=LO..HI, KEY=LO..HI:N:log or KEY=A,B,C");
}

/* --- the key ---------------------------------------------------------------------- */

static const Quantity *find_quantity(const Scenario *s, const char *key)
{
    for (size_t i = 0; i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            return s->quantities[i];
    return NULL;
}

static bool is_reference(const Scenario *s, const char *key)
{
    for (size_t i = 0; i < s->registry->reference_count; i++)
        if (strcmp(s->registry->references[i].key, key) == 0)
            return true;
    return false;
}

/* The key without the design it begins with, which becomes that of the reader. */
static const char *without_design(Reader *r, const char *key)
{
    for (size_t d = 0; d < scenario_all_designs(r->scenario); d++) {
        const char *name = r->scenario->designs[d].name;
        size_t length = strlen(name);
        if (strncmp(key, name, length) == 0 && key[length] == '.') {
            r->design = (long)d;
            return key + length + 1;
        }
    }
    return key;
}

static bool fail_key(const Reader *r, const Node *key, const char *plain)
{
    size_t count = 0,
           most = r->scenario->quantity_count + r->scenario->registry->reference_count;
    const char **names = arena_array(r->arena, const char *, most + 1);

    for (size_t i = 0; i < r->scenario->quantity_count; i++)
        names[count++] = r->scenario->quantities[i]->key;
    for (size_t i = 0; i < r->scenario->registry->reference_count; i++)
        names[count++] = r->scenario->registry->references[i].key;
    const char *near = text_nearest(plain, names, count);
    fail_at(r->err, key->mark, "E021", "unknown key `%.80s`", key->text);
    if (near)
        return fail_label(r->err, "did you mean `%s`?", near);
    return fail_help(r->err, "forkcast check FILE --all lists the keys");
}

/* Whether a value can be said of a design: a staged one has others' but for its own. */
static bool can_say(const Reader *r, size_t d)
{
    const ScenarioDesign *design = &r->scenario->designs[d];
    const Quantity *q = r->input->quantity;

    return (r->design < 0 || (size_t)r->design == d) &&
           (design->stage ? design_owns(design, q) : quantity_belongs(q, design->parts));
}

/* What the scenario says of the quantity, where all designs that have it agree. */
static bool find_own(Reader *r, const Node *key)
{
    const Scenario *s = r->scenario;
    bool belongs = false, agree = true;
    const Binding *own = NULL;

    for (size_t d = 0; d < scenario_all_designs(s); d++) {
        if (!can_say(r, d))
            continue;
        const Binding *binding = scenario_binding(s, d, r->input->quantity);
        agree = agree && (!belongs || binding == own);
        belongs = true;
        own = binding;
    }
    r->input->own = agree ? own : NULL;
    if (belongs)
        return true;
    fail_at(r->err, key->mark, "E021", "no design has `%.80s`", key->text);
    return fail_label(r->err, "it belongs to parts that none of them is made of");
}

static bool read_key(Reader *r, const Node *key)
{
    const char *plain = without_design(r, key->text);

    r->input->key = key->text;
    r->input->currency = r->scenario->currency;
    r->input->quantity = find_quantity(r->scenario, plain);
    r->input->known =
        r->input->quantity && r->design < 0 && variant_takes(r->scenario, r->input->quantity);
    if (r->input->quantity)
        return find_own(r, key);
    return is_reference(r->scenario, plain) || fail_key(r, key, plain);
}

/* --- forms ------------------------------------------------------------------------ */

/* The items between commas, none of them empty; NULL if one is. */
static const Node *read_items(const Reader *r, const char *at, const char *end, size_t count)
{
    Node *items = arena_array(r->arena, Node, count + 1);

    for (size_t k = 0; k < count; k++) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        items[k] = scalar(r, at, comma ? comma : end);
        at = comma ? comma + 1 : end;
        if (items[k].text[0] == '\0') {
            fail_usage(r, &items[k], "E057", "a value is missing");
            return NULL;
        }
    }
    return items;
}

/* Names stay as they are written; numbers get the unit that one of them may say for all. */
static bool read_names(Reader *r, const Node *items, size_t count)
{
    SweepInput *input = r->input;

    for (size_t k = 0; k < count; k++) {
        input->texts[k] = items[k].text;
        input->values[k] = (double)k;
        if (input->quantity && !value_point(&input->values[k], input->quantity, &items[k],
                                            &input->currency, r->arena, r->err))
            return false;
    }
    return true;
}

static bool read_list(Reader *r, const char *at, const char *end)
{
    SweepInput *input = r->input;
    size_t count = 1;

    for (const char *c = at; c < end; c++)
        count += *c == ',';
    const Node whole = scalar(r, at, end);
    if (count > SWEEP_POINTS_MOST)
        return fail_usage(r, &whole, "E047", "more than 1,000 values");
    const Node *items = read_items(r, at, end, count);
    if (!items)
        return false;
    sweep_input_room(input, count, r->arena);
    input->spacing = SPACING_LIST;
    if (!input->quantity || input->quantity->choices)
        return read_names(r, items, count);
    if (!value_points(input->values, input->quantity, items, count, &input->currency, r->arena,
                      r->err))
        return false;
    for (size_t k = 0; k < count; k++)
        input->texts[k] = sweep_input_text(input, input->values[k], r->arena);
    return true;
}

/* `N`, the number of values. */
static bool read_count(const Reader *r, size_t *count, const Node *node)
{
    char *end;
    long number = strtol(node->text, &end, 10);

    if (end != node->text && *end == '\0' && number >= 2 && number <= SWEEP_POINTS_MOST) {
        *count = (size_t)number;
        return true;
    }
    fail_at(r->err, node->mark, "E047", "`%.40s` is no number of values", node->text);
    return fail_label(r->err, "expected a whole number from 2 to %d", SWEEP_POINTS_MOST);
}

static bool read_spacing(const Reader *r, const Node *node, double low)
{
    bool log = strcmp(node->text, "log") == 0;

    if (!log && strcmp(node->text, "linear") != 0) {
        fail_at(r->err, node->mark, "E051", "`%.40s` is no spacing", node->text);
        return fail_label(r->err, "expected log or linear");
    }
    if (log && !(low > 0)) {
        fail_at(r->err, node->mark, "E046", "equal factors need a range above zero");
        return fail_label(r->err, "expected linear");
    }
    r->input->spacing = log ? SPACING_LOG : SPACING_LINEAR;
    return true;
}

/* `LO..HI[:N[:log]]` */
static bool read_span(Reader *r, const char *at, const char *end, size_t count)
{
    const char *colon = memchr(at, ':', (size_t)(end - at));
    const char *second = colon ? memchr(colon + 1, ':', (size_t)(end - colon - 1)) : NULL;
    const Node span = scalar(r, at, colon ? colon : end);
    double low, high;

    if (!value_span(&low, &high, r->input->quantity, &span, &r->input->currency, r->arena,
                    r->err))
        return false;
    r->input->spacing = low > 0 && high >= 10 * low ? SPACING_LOG : SPACING_LINEAR;
    if (colon) {
        const Node node = scalar(r, colon + 1, second ? second : end);
        if (!read_count(r, &count, &node))
            return false;
    }
    if (second) {
        const Node node = scalar(r, second + 1, end);
        if (!read_spacing(r, &node, low))
            return false;
    }
    sweep_input_fill(r->input, low, high, count, r->arena);
    return true;
}

/* An end of a span that nobody wrote; as it is where rounding would leave the range. */
static double round_within(Reader *r, double value)
{
    double rounded = sweep_input_rounded(r->input, value, 2, r->arena);

    return isnan(rounded) ? value : rounded;
}

/* From well below to well above the scenario's own range, within the quantity's. */
static bool choose_span(Reader *r, const Node *key, size_t count)
{
    const double factor = 3;
    double low = sweep_input_own(r->input, 0.1), high = sweep_input_own(r->input, 0.9);
    double least, most;

    if (!r->input->quantity || r->input->quantity->choices || isnan(low) || high <= 0) {
        fail_at(r->err, key->mark, "E057", "no values for `%.80s`", key->text);
        return fail_label(r->err, "expected KEY=LO..HI or KEY=A,B,C");
    }
    value_limits(r->input->quantity, &r->input->currency, &least, &most);
    bool log = low > 0 && high * factor <= most;
    double width = high > low ? high - low : 0.5 * fabs(high);
    low = log ? fmax(low / factor, least) : fmax(low - width, least);
    high = log ? high * factor : fmin(high + width, most);
    r->input->spacing = log && low > 0 ? SPACING_LOG : SPACING_LINEAR;
    low = round_within(r, low);
    high = round_within(r, high);
    sweep_input_fill(r->input, low, high, count, r->arena);
    return true;
}

bool sweep_input_parse(SweepInput *input, const char *option, const char *text, size_t points,
                       const Scenario *scenario, Arena *arena, Error *err)
{
    Reader r = { input, option, arena_text(arena, text), scenario, -1, arena, err };
    const char *end = r.text + strlen(r.text), *equals = strchr(r.text, '=');

    *input = (SweepInput){ 0 };
    if (!bytes_check(option, r.text, strlen(r.text), err))
        return false;
    const Node key = scalar(&r, r.text, equals ? equals : end);
    if (key.text[0] == '\0')
        return fail_usage(&r, &key, "E021", "there is no key");
    if (!read_key(&r, &key))
        return false;
    if (!equals)
        return choose_span(&r, &key, points);
    if (input->quantity && strstr(equals, ".."))
        return read_span(&r, equals + 1, end, points);
    return read_list(&r, equals + 1, end);
}
