/* givens.c - what each entry says: a value, or the long form
 * `{ value: 1%..4% /month, source: S4, note: two quarters only }`. */
#include "sim/base/text.h"
#include "sim/scenario/dates.h"
#include "sim/scenario/loader.h"

static const char *const long_form[] = {
    "value", "varies", "scale", "source", "note", "owner", "confidence", "review_by",
};

static const Quantity factor = { .key = "scale", .unit = UNIT_NUMBER, .max = 1e6 };

/* A value as it stands in the file. */
static const char *written(Loader *l, const Node *node)
{
    Text text = { 0 };

    if (node->kind == NODE_SCALAR)
        return node->text;
    for (const Node *item = node->first; item; item = item->next)
        text_format(&text, "%s%.60s", text.length ? ", " : "", item->text ? item->text : "");
    const char *list = arena_format(l->arena, "[%s]", text.data ? text.data : "");
    text_free(&text);
    return list;
}

static bool read_value(Loader *l, Given *given, const Quantity *quantity, const Node *node)
{
    Value value;
    Error err;

    if (!value_parse(&value, quantity, node, &l->s->currency, l->directory, l->arena, &err))
        return loader_tell(l, &err);
    given->text = written(l, node);
    given->reading = value.reading;
    given->mark = node->mark;
    given->has_value = !value.is_scale;
    given->law = value.law;
    given->over_requests = value.over_requests;
    given->scale *= value.scale;
    return true;
}

static bool may_vary(const Loader *l, const Quantity *quantity)
{
    long row = scenario_quantity(l->s, quantity);
    return row >= 0 && l->varies[row];
}

/* quantiles() of a per-request quantity are no doubt but a known spread: every
 * trial has their mean, and requests vary as they say. */
static void spread_over_requests(Loader *l, Given *given, const Quantity *quantity)
{
    if (!given->over_requests || given->has_varies || !may_vary(l, quantity))
        return;
    given->shape = given->law;
    given->has_varies = true;
    law_constant(&given->law, law_mean(&given->shape));
}

static bool read_varies(Loader *l, Given *given, const Quantity *quantity, const Node *node)
{
    Value value;
    Error err;

    if (!may_vary(l, quantity)) {
        fail_at(&err, node->key_mark, "E038", "%s does not vary from request to request",
                quantity->key);
        fail_label(&err, "one value holds for all requests of a simulated future");
        return loader_tell(l, &err);
    }
    if (!value_parse(&value, quantity, node, &l->s->currency, l->directory, l->arena, &err))
        return loader_tell(l, &err);
    if (value.is_scale || !(law_mean(&value.law) > 0)) {
        fail_at(&err, node->mark, "E038", "`varies` needs a distribution with a positive mean");
        return loader_tell(l, &err);
    }
    given->has_varies = true;
    given->shape = value.law;
    return true;
}

static bool read_date(Loader *l, const Node *node)
{
    Error err;
    if (!node || (node->kind == NODE_SCALAR && date_is_valid(node->text)))
        return true;
    fail_at(&err, node->mark, "E033", "`review_by` is no date");
    fail_label(&err, "expected year-month-day, such as 2026-11-01");
    return loader_tell(l, &err);
}

static bool read_long_form(Loader *l, Given *given, const Quantity *quantity, const Node *node)
{
    const Node *value = tree_find(node, "value"), *varies = tree_find(node, "varies");
    const Node *scale = tree_find(node, "scale");
    Error err;

    bool ok = check_fields(l, node, "E021", "field of a value", long_form,
                           sizeof long_form / sizeof long_form[0]);
    given->source = text_field(l, node, "source");
    given->note = text_field(l, node, "note");
    given->owner = text_field(l, node, "owner");
    ok = read_date(l, tree_find(node, "review_by")) && ok;
    if (ok && !value && !varies && !scale) {
        fail_at(&err, node->key_mark, "E057", "%s has no value", quantity->key);
        fail_label(&err, "expected { value: ..., source: ... }");
        return loader_tell(l, &err);
    }
    if (value)
        ok = read_value(l, given, quantity, value) && ok;
    if (varies)
        ok = read_varies(l, given, quantity, varies) && ok;
    double times = 1;
    if (scale)
        ok = number_field(l, &times, &factor, scale) && ok;
    given->scale *= times;
    return ok;
}

const Given *given_read(Loader *l, const Quantity *quantity, const Node *node)
{
    Given *given = arena_array(l->arena, Given, 1);

    *given = (Given){ .node = node, .scale = 1, .mark = node->mark, .text = "", .reading = "" };
    bool ok = node->kind == NODE_MAPPING ? read_long_form(l, given, quantity, node)
                                         : read_value(l, given, quantity, node);
    if (!ok)
        return NULL;
    spread_over_requests(l, given, quantity);
    return given;
}

/* --- entries ------------------------------------------------------------------------------ */

static const char *part_titles(Loader *l, unsigned parts)
{
    Text text = { 0 };
    for (size_t i = 0; i < l->s->registry->part_count; i++)
        if (parts & 1U << i)
            text_format(&text, "%s%s", text.length ? " and " : "",
                        l->s->registry->parts[i].title);
    const char *titles = arena_text(l->arena, text.data ? text.data : "");
    text_free(&text);
    return titles;
}

static bool fail_absent(Loader *l, const Entry *entry, const Draft *draft, unsigned part,
                        unsigned without)
{
    Error err;
    unsigned lacks = part & ~draft->parts, has = without & draft->parts;

    fail_at(&err, entry->node->key_mark, "E025", "`%s` does not exist in design `%s`",
            entry->name, draft->name);
    if (lacks && !*part_titles(l, lacks)) {
        fail_label(&err, "its line of `extras` is for other designs");
        return loader_tell(l, &err);
    }
    if (lacks)
        fail_label(&err, "it belongs to: %s", part_titles(l, lacks));
    else
        fail_label(&err, "it is only for designs without: %s", part_titles(l, has));
    fail_help(&err,
              "add the part, or move the key to `common` where it is for the designs that "
              "can use it");
    return loader_tell(l, &err);
}

static bool fail_staged(Loader *l, const Entry *entry, const Draft *draft)
{
    const StagedDraft *staged = draft->staged;
    Error err;

    fail_at(&err, entry->node->key_mark, "E030", "`%s` has no values of its own", draft->name);
    fail_label(&err, "it has those of `%s`, then those of `%s`", l->drafts[staged->from].name,
               l->drafts[staged->to].name);
    fail_help(&err, "move `%s` to the design that it is for, or to `common`", entry->name);
    return loader_tell(l, &err);
}

/* Whether an entry for one design stands in the right place. */
static bool in_place(Loader *l, const Entry *entry)
{
    const Quantity *q =
        entry->key.kind == KEY_QUANTITY ? l->s->quantities[entry->key.row] : NULL;
    Error err;

    if (entry->design == ALL_DESIGNS)
        return true;
    const Draft *draft = &l->drafts[entry->design];
    if (entry->key.kind == KEY_SETTING || (q && q->constant)) {
        fail_at(&err, entry->node->key_mark, "E025", "`%s` holds for all designs", entry->name);
        fail_label(&err, "move it to the top of the file");
        return loader_tell(l, &err);
    }
    if (draft->staged && !draft->staged->linked)
        return true; /* that is told already */
    if (draft->staged && !(q && staged_owns(draft, q)))
        return fail_staged(l, entry, draft);
    if (q && !quantity_belongs(q, draft->parts))
        return fail_absent(l, entry, draft, q->part, q->without);
    unsigned part = q ? 0 : l->s->registry->references[entry->key.row].part;
    if ((part & draft->parts) != part)
        return fail_absent(l, entry, draft, part, 0);
    return true;
}

void givens_read(Loader *l)
{
    for (Entry *entry = l->first; entry; entry = entry->next) {
        bool right = in_place(l, entry);
        if (entry->key.kind == KEY_QUANTITY && right)
            entry->given = given_read(l, l->s->quantities[entry->key.row], entry->node);
    }
}
