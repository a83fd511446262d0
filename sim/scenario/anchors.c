/* anchors.c - `latency.anchors:`, what was measured on own serving. */
#include <math.h>
#include <string.h>

#include "sim/scenario/loader.h"

enum { LEAST_ANCHORS = 3, MOST_ANCHORS = 1000 };

/* What step times are still off by once engine and model are anchored: the 8-in-10 range of
 * measured over predicted after a fit on three rows of each experiment of public measurements
 * (make validate: model error, T2). */
#define ANCHORED_ERROR "0.93..1.20"
#define ANCHORED_SOURCE                                                                        \
    "fitted to latency.anchors; what is left is as in published measurements"

#define FROM_THREE                                                                             \
    "expected three at least: overheads, the cost of a request and arithmetic are fitted"

static const Quantity a_time = {
    .key = "an anchor", .unit = UNIT_SECONDS, .min = 1e-9, .max = 1e6
};
static const Quantity a_length = {
    .key = "an anchor", .unit = UNIT_TOKENS, .min = 1, .max = 1e8
};
static const Quantity a_count = {
    .key = "an anchor", .unit = UNIT_NUMBER, .min = 1, .max = 1e5
};
static const Quantity a_rate = {
    .key = "an anchor", .unit = UNIT_PER_SECOND, .min = 1e-9, .max = 1e6
};

typedef enum { CLIENTS, RATE, INPUT, OUTPUT, TOKEN_TIME, FIRST_TOKEN, NUMBERS } Number;

static const struct {
    const char *field;
    const Quantity *like;
} numbers[NUMBERS] = {
    [CLIENTS] = { "clients", &a_count },      [RATE] = { "rate", &a_rate },
    [INPUT] = { "input", &a_length },         [OUTPUT] = { "output", &a_length },
    [TOKEN_TIME] = { "token_time", &a_time }, [FIRST_TOKEN] = { "first_token", &a_time },
};

static bool tell_row(Loader *l, const Node *row, const char *what, const char *expected)
{
    Error err;

    fail_at(&err, row->mark, "E062", "%s", what);
    fail_label(&err, "%s", expected);
    return loader_tell(l, &err);
}

static bool read_numbers(Loader *l, double value[NUMBERS], const Node *row)
{
    const char *fields[NUMBERS + 2] = { "design", "note" };
    bool ok = true;

    for (Number n = 0; n < NUMBERS; n++) {
        const Node *node = tree_find(row, numbers[n].field);
        fields[n + 2] = numbers[n].field;
        value[n] = NAN;
        ok = (!node || number_field(l, &value[n], numbers[n].like, node)) && ok;
    }
    return check_fields(l, row, "E062", "field of an anchor", fields, NUMBERS + 2) && ok;
}

static bool is_complete(Loader *l, const double value[NUMBERS], const Node *row)
{
    if (isnan(value[CLIENTS]) == isnan(value[RATE]))
        return tell_row(l, row, "an anchor has one load",
                        "expected clients: 16 (so many at any time), or rate: 2 /s");
    if (isnan(value[INPUT]) || isnan(value[OUTPUT]))
        return tell_row(l, row, "an anchor does not say how long its requests are",
                        "expected input: 1000 tok, output: 250 tok");
    if (isnan(value[TOKEN_TIME]) && isnan(value[FIRST_TOKEN]))
        return tell_row(l, row, "nothing was measured",
                        "expected token_time: 22 ms, first_token: 240 ms, or both");
    return true;
}

static const char *design_of(Loader *l, const Node *row)
{
    const char *name = text_field(l, row, "design"), *names[MOST_ANCHORS];
    Error err;

    long found = name ? draft_find(l, name) : -1;

    if (found >= 0 && l->drafts[found].staged)
        tell_row(l, tree_find(row, "design"), "a staged design is made of two others",
                 "expected one of these, which serves by itself");
    if (!name || found >= 0)
        return name;
    for (size_t i = 0; i < l->draft_count && i < MOST_ANCHORS; i++)
        names[i] = l->drafts[i].name;
    fail_name(&err, tree_find(row, "design")->mark, "E027", "design", name, names,
              l->draft_count);
    loader_tell(l, &err);
    return name;
}

static void read_row(Loader *l, const Node *row)
{
    double value[NUMBERS];

    if (row->kind != NODE_MAPPING) {
        tell_row(
            l, row, "an anchor is a group of numbers",
            "expected { clients: 16, input: 1000 tok, output: 250 tok, token_time: 22 ms }");
        return;
    }
    if (!read_numbers(l, value, row) || !is_complete(l, value, row))
        return;
    l->s->anchors[l->s->anchor_count++] = (Anchor){
        .design = design_of(l, row),
        .clients = value[CLIENTS],
        .rate = value[RATE],
        .input = value[INPUT],
        .output = value[OUTPUT],
        .token_time = value[TOKEN_TIME],
        .first_token = value[FIRST_TOKEN],
        .mark = row->mark,
    };
}

size_t anchors_of(const Loader *l, const char *design)
{
    size_t count = 0;

    for (size_t i = 0; i < l->s->anchor_count; i++) {
        const Anchor *anchor = &l->s->anchors[i];
        count += !anchor->design || strcmp(anchor->design, design) == 0;
    }
    return count;
}

/* Each design that is named must have enough of them; told once, at its first. */
static void count_rows(Loader *l)
{
    for (size_t i = 0; i < l->s->anchor_count; i++) {
        const Anchor *anchor = &l->s->anchors[i];
        bool first = anchor->design;
        Error err;

        for (size_t k = 0; k < i && first; k++)
            first = !l->s->anchors[k].design ||
                    strcmp(l->s->anchors[k].design, anchor->design) != 0;
        if (!first || anchors_of(l, anchor->design) >= LEAST_ANCHORS)
            continue;
        fail_at(&err, anchor->mark, "E062", "too few measurements of `%s`", anchor->design);
        fail_label(&err, FROM_THREE);
        loader_tell(l, &err);
    }
}

/* With anchors the model is less wrong than without, and the range says so. */
static void narrow_error(Loader *l, const Node *list)
{
    for (size_t i = 0; i < l->s->quantity_count; i++) {
        const Quantity *q = l->s->quantities[i];
        if (strcmp(q->key, "gpu.model_error") != 0)
            continue;
        Node *node = arena_array(l->arena, Node, 1);
        *node = (Node){ .kind = NODE_SCALAR, .text = ANCHORED_ERROR, .mark = list->mark };
        const Given *read = given_read(l, q, node);
        if (!read)
            continue;
        Given given = *read;
        given.source = ANCHORED_SOURCE;
        given.of_anchors = true;
        measured_add(l, q->key, &given);
    }
}

void anchors_read(Loader *l)
{
    const Entry *entry = setting_entry(l, SETTING_ANCHORS);
    size_t rows = 0, before = l->problems->count;
    Error err;

    if (!entry)
        return;
    const Node *list = entry->node;
    for (const Node *row = list->first; row; row = row->next)
        rows++;
    if (list->kind != NODE_SEQUENCE || rows < LEAST_ANCHORS || rows > MOST_ANCHORS) {
        fail_at(&err, list->mark, "E062", "latency.anchors is a list of measurements");
        if (rows > MOST_ANCHORS)
            fail_label(&err, "expected %d at most", MOST_ANCHORS);
        else
            fail_label(&err, FROM_THREE);
        loader_tell(l, &err);
        return;
    }
    l->s->anchors = arena_array(l->arena, Anchor, rows + 1);
    for (const Node *row = list->first; row; row = row->next)
        read_row(l, row);
    if (l->problems->count == before)
        count_rows(l);
    if (l->problems->count == before)
        narrow_error(l, list);
}
