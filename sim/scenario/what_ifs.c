/* what_ifs.c - `what_ifs:`, named changes. Their values are read with all others. */
#include <string.h>

#include "sim/scenario/loader.h"

static void read_one(Loader *l, const Node *node)
{
    static const char *const fields[] = { "label", "set", "note" };
    const Node *set = tree_find(node, "set");
    Error err;

    if (node->kind != NODE_MAPPING || !set || set->kind != NODE_MAPPING) {
        fail_at(&err, node->key_mark, "E036", "what-if `%.60s` sets nothing", node->key);
        fail_label(&err, "expected { label: ..., set: { KEY: VALUE } }");
        loader_tell(l, &err);
        return;
    }
    check_fields(l, node, "E036", "field of a what-if", fields,
                 sizeof fields / sizeof fields[0]);
    const char *label = text_field(l, node, "label");
    l->s->what_ifs[l->s->what_if_count++] =
        (WhatIf){ .name = node->key, .label = label ? label : node->key, .set = set };
}

static void check_names(Loader *l)
{
    const char **names = arena_array(l->arena, const char *, l->s->what_if_count + 1);
    Error err;

    for (size_t i = 0; i < l->s->what_if_count; i++)
        names[i] = l->s->what_ifs[i].name;
    for (size_t k = 0; l->overrides && k < l->overrides->what_if_count; k++) {
        const char *asked = l->overrides->what_ifs[k];
        bool found = false;
        for (size_t i = 0; i < l->s->what_if_count; i++)
            found |= strcmp(names[i], asked) == 0;
        if (found)
            continue;
        fail_name(&err, (Mark){ .file = "--what-if" }, "E036", "what-if", asked, names,
                  l->s->what_if_count);
        loader_tell(l, &err);
    }
}

void what_ifs_read(Loader *l)
{
    const Node *list = tree_find(l->root, "what_ifs");
    size_t most = 0;
    Error err;

    if (list && list->kind != NODE_MAPPING) {
        fail_at(&err, list->mark, "E036", "`what_ifs` is a group of what-ifs");
        fail_label(&err, "expected NAME: { label: ..., set: { KEY: VALUE } }");
        loader_tell(l, &err);
        return;
    }
    for (const Node *node = list ? list->first : NULL; node; node = node->next)
        most++;
    l->s->what_ifs = arena_array(l->arena, WhatIf, most + 1);
    for (const Node *node = list ? list->first : NULL; node; node = node->next)
        read_one(l, node);
    check_names(l);
}
