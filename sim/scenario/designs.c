/* designs.c - which designs there are, what they are made of, what they inherit. */
#include <string.h>

#include "sim/scenario/loader.h"

enum { DESIGNS_MAX = 64 };

/* --- names -------------------------------------------------------------------------- */

const Design *built_in(const Loader *l, const char *name)
{
    for (size_t i = 0; i < l->s->registry->design_count; i++)
        if (strcmp(l->s->registry->designs[i].name, name) == 0)
            return &l->s->registry->designs[i];
    return NULL;
}

static long draft_any(const Loader *l, const char *name)
{
    for (size_t i = 0; i < l->draft_count; i++)
        if (strcmp(l->drafts[i].name, name) == 0)
            return (long)i;
    return -1;
}

long draft_find(const Loader *l, const char *name)
{
    long draft = draft_any(l, name);
    return draft >= 0 && draft_is_used(&l->drafts[draft]) ? draft : -1;
}

bool draft_is_used(const Draft *draft)
{
    return !draft->hidden || draft->behind;
}

static Draft *draft_add(Loader *l, const char *name, const Node *node)
{
    const Design *design = built_in(l, name);
    Draft *draft = &l->drafts[l->draft_count++];

    *draft = (Draft){ .name = name, .label = name, .help = "", .node = node };
    draft->strength = arena_array(l->arena, size_t, DESIGNS_MAX);
    draft->extends = arena_array(l->arena, size_t, DESIGNS_MAX);
    if (design) {
        draft->label = design->label;
        draft->help = design->help;
        draft->parts = design->parts;
    }
    return draft;
}

static bool good_name(Loader *l, const Node *node)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *name = node->key;
    Error err;

    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
    if (name[0] && strchr(letters, name[0]) && name[n] == '\0' && n <= 40 &&
        !key_is_group(l, name))
        return true;
    fail_at(&err, node->key_mark, "E027", "`%.60s` cannot name a design", name);
    if (key_is_group(l, name))
        fail_label(&err, "it is a group of keys");
    else
        fail_label(&err, "expected a word of letters, digits, - and _");
    fail_help(&err, "values for every design stand under `common`");
    return loader_tell(l, &err);
}

/* --- extends -------------------------------------------------------------------------- */

long draft_named(Loader *l, const Node *name)
{
    const char *names[2 * DESIGNS_MAX];
    size_t count = 0;
    Error err;

    const char *text = name->kind == NODE_SCALAR ? name->text : "";
    long found = draft_any(l, text);
    if (found < 0 && built_in(l, text)) {
        found = (long)l->draft_count;
        draft_add(l, text, NULL)->hidden = true;
    }
    if (found >= 0)
        return found;
    for (size_t i = 0; i < l->draft_count; i++)
        names[count++] = l->drafts[i].name;
    for (size_t i = 0; i < l->s->registry->design_count && count < 2 * DESIGNS_MAX; i++)
        if (draft_any(l, l->s->registry->designs[i].name) < 0)
            names[count++] = l->s->registry->designs[i].name;
    fail_name(&err, name->mark, "E027", "design", text, names, count);
    loader_tell(l, &err);
    return -1;
}

static void extend(Loader *l, Draft *draft, const Node *name)
{
    long other = draft_named(l, name);

    if (other >= 0 && draft->extend_count < DESIGNS_MAX)
        draft->extends[draft->extend_count++] = (size_t)other;
}

static void extends_read(Loader *l, Draft *draft, const Node *extends)
{
    if (extends->kind != NODE_SEQUENCE) {
        extend(l, draft, extends);
        return;
    }
    for (const Node *item = extends->first; item; item = item->next)
        extend(l, draft, item);
}

static bool fail_cycle(Loader *l, const Draft *draft)
{
    Error err;
    const Node *extends = tree_find(draft->node, "extends");
    fail_at(&err, extends->mark, "E028", "`%s` extends itself", draft->name);
    fail_label(&err, "directly, or through the designs it extends");
    return loader_tell(l, &err);
}

static void refuse_staged(Loader *l, const Draft *draft)
{
    Error err;

    for (size_t i = 0; i < draft->extend_count; i++) {
        const Draft *other = &l->drafts[draft->extends[i]];
        if (!other->staged)
            continue;
        fail_at(&err, tree_find(draft->node, "extends")->mark, "E030",
                "a staged design cannot be extended");
        fail_label(&err, "`%s` has no parts and values of its own", other->name);
        loader_tell(l, &err);
    }
}

/* What a draft inherits: for each design it extends, first what that one inherits,
 * then its own; a later one is stronger. False on a cycle. */
static bool inherit(Loader *l, Draft *draft)
{
    size_t strongest = 0;

    if (draft->visit != 0)
        return draft->visit == 2 || fail_cycle(l, draft);
    draft->visit = 1;
    bool ok = true;
    for (size_t i = 0; ok && i < draft->extend_count; i++) {
        Draft *other = &l->drafts[draft->extends[i]];
        ok = inherit(l, other);
        for (size_t rank = 1, found = 1; ok && found; rank++) {
            found = 0;
            for (size_t k = 0; k < l->draft_count; k++)
                if (other->strength[k] == rank)
                    draft->strength[k] = ++strongest, found = 1;
        }
        draft->strength[draft->extends[i]] = ++strongest;
    }
    draft->visit = 2;
    return ok;
}

/* --- one design ------------------------------------------------------------------------ */

static void design_read(Loader *l, size_t index)
{
    Draft *draft = &l->drafts[index];
    const Node *parts = tree_find(draft->node, "parts");
    const Node *extends = tree_find(draft->node, "extends");
    Error err;

    const char *label = text_field(l, draft->node, "label");
    if (label)
        draft->label = label;
    const char *help = text_field(l, draft->node, "help");
    if (help)
        draft->help = help;
    if (staged_read(l, draft))
        return;
    if (parts)
        draft->parts = parts_read(l, parts);
    if (extends)
        extends_read(l, draft, extends);
    if (parts || extends || built_in(l, draft->name))
        return;
    fail_at(&err, draft->node->key_mark, "E029", "`%s` does not say what it is made of",
            draft->name);
    fail_label(&err, "expected `parts: [...]` or `extends: ...`");
    fail_help(&err, "the built-in designs, such as rag, need neither");
    loader_tell(l, &err);
}

/* --- all designs ------------------------------------------------------------------------ */

static void designs_of_file(Loader *l, const Node *designs)
{
    Error err;

    for (const Node *child = designs->first; child; child = child->next) {
        if (strcmp(child->key, "common") == 0 || !good_name(l, child))
            continue;
        if (child->kind != NODE_MAPPING && !(child->kind == NODE_SCALAR && !*child->text)) {
            fail_at(&err, child->mark, "E022", "design `%s` is a group of keys", child->key);
            loader_tell(l, &err);
        } else if (l->draft_count + l->s->registry->design_count >= DESIGNS_MAX) {
            fail_at(&err, child->key_mark, "E029", "more than %zu designs",
                    DESIGNS_MAX - l->s->registry->design_count);
            loader_tell(l, &err);
            return;
        } else {
            draft_add(l, child->key, child);
        }
    }
}

static bool is_shown(const Loader *l, const char *name)
{
    long draft = draft_any(l, name);

    return draft >= 0 && !l->drafts[draft].hidden;
}

static void choose_designs(Loader *l)
{
    const char *names[DESIGNS_MAX];
    size_t count = 0;
    Error err;

    if (!l->overrides || l->overrides->design_count == 0)
        return;
    for (size_t k = 0; k < l->draft_count; k++)
        if (!l->drafts[k].hidden)
            names[count++] = l->drafts[k].name;
    for (size_t i = 0; i < l->overrides->design_count; i++)
        if (!is_shown(l, l->overrides->designs[i])) {
            fail_name(&err, (Mark){ .file = "--design" }, "E027", "design",
                      l->overrides->designs[i], names, count);
            loader_tell(l, &err);
        }
}

void designs_read(Loader *l)
{
    const Node *designs = tree_find(l->root, "designs");
    Error err;

    l->drafts = arena_array(l->arena, Draft, DESIGNS_MAX + l->s->registry->design_count);
    if (designs && designs->kind != NODE_MAPPING) {
        fail_at(&err, designs->mark, "E022", "`designs` is a group of designs");
        fail_label(&err, "expected for example `rag: {}`");
        loader_tell(l, &err);
    } else if (designs) {
        designs_of_file(l, designs);
    }
    bool named = l->draft_count > 0;
    for (size_t i = 0; !named && i < l->s->registry->design_count; i++)
        draft_add(l, l->s->registry->designs[i].name, NULL);
    size_t written = l->draft_count;
    for (size_t i = 0; named && i < written; i++)
        design_read(l, i);
    bool ok = true;
    for (size_t i = 0; i < written; i++)
        refuse_staged(l, &l->drafts[i]);
    for (size_t i = 0; ok && i < l->draft_count; i++)
        ok = inherit(l, &l->drafts[i]);
    for (size_t i = 0; ok && named && i < written; i++)
        if (!l->drafts[i].staged) {
            parts_unite(l, &l->drafts[i]);
            parts_check(l, &l->drafts[i]);
        }
    for (size_t i = 0; i < written; i++)
        if (l->drafts[i].staged)
            staged_link(l, &l->drafts[i]);
    choose_designs(l);
}
