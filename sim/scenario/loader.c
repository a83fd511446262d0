/* loader.c - what the passes share: telling of problems, fields of mappings. */
#include "sim/scenario/loader.h"

#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/tree_rules.h"

enum { NAMES_SHOWN = 12 };

bool loader_tell(Loader *l, const Error *err)
{
    tree_tell(l->problems, err);
    return false;
}

void loader_warn(Loader *l, const Error *err)
{
    tree_tell(&l->s->warnings, err);
}

bool fail_name(Error *err, Mark where, const char *code, const char *what, const char *name,
               const char *const names[], size_t count)
{
    const char *near = text_nearest(name, names, count);
    Text all = { 0 };

    for (size_t i = 0; i < count && i < NAMES_SHOWN; i++)
        text_format(&all, "%s%s", i ? ", " : "", names[i]);
    if (count > NAMES_SHOWN)
        text_format(&all, " and %zu more", count - NAMES_SHOWN);
    fail_at(err, where, code, "unknown %s `%.60s`", what, name);
    if (near)
        fail_label(err, "did you mean `%s`?", near);
    if (count > 0)
        fail_help(err, "there are %s", all.data);
    text_free(&all);
    return false;
}

bool check_fields(Loader *l, const Node *mapping, const char *code, const char *what,
                  const char *const names[], size_t count)
{
    bool known = true;
    Error err;

    for (const Node *child = mapping->first; child; child = child->next) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++)
            found = strcmp(child->key, names[i]) == 0;
        if (found)
            continue;
        bool prose = child->kind == NODE_SCALAR && !*child->text && strchr(child->key, ' ');
        if (prose) {
            fail_at(&err, child->key_mark, "E010", "a comma inside { } starts a new entry");
            fail_label(&err, "put the whole text in quotes");
        } else {
            fail_name(&err, child->key_mark, code, what, child->key, names, count);
        }
        known = loader_tell(l, &err);
    }
    return known;
}

const char *text_field(Loader *l, const Node *mapping, const char *name)
{
    const Node *node = tree_find(mapping, name);
    Error err;

    if (!node || (node->kind == NODE_SCALAR && *node->text))
        return node ? node->text : NULL;
    fail_at(&err, node->mark, "E022", "`%s` needs a text", name);
    loader_tell(l, &err);
    return NULL;
}

bool number_field(Loader *l, double *value, const Quantity *like, const Node *node)
{
    Value parsed;
    Error err;

    if (!value_parse(&parsed, like, node, &l->s->currency, l->directory, l->arena, &err))
        return loader_tell(l, &err);
    if (parsed.is_scale || !law_is_constant(&parsed.law)) {
        fail_at(&err, node->mark, "E055", "%s must be one number", like->key);
        return loader_tell(l, &err);
    }
    *value = law_mean(&parsed.law);
    return true;
}

bool draft_has(const Loader *l, size_t draft, const Quantity *quantity)
{
    const Draft *d = &l->drafts[draft];

    if (!d->staged || !d->staged->linked || staged_owns(d, quantity))
        return quantity_belongs(quantity, d->parts);
    if (draft_has(l, d->staged->from, quantity))
        return true;
    bool left_out =
        quantity_is_term_once(quantity) && draft_has(l, d->staged->from, quantity->adds_to);
    return !left_out && draft_has(l, d->staged->to, quantity);
}

bool quantity_is_given(const Loader *l, size_t row)
{
    return !quantity_is_derived(l->s->quantities[row]) && !l->total[row];
}
