/* parts.c - what a design is made of. */
#include <string.h>

#include "sim/scenario/loader.h"

static unsigned part_bit(Loader *l, const Node *node)
{
    const Registry *registry = l->s->registry;
    const char *names[32];
    size_t count = 0;
    Error err;

    for (size_t i = 0; i < registry->part_count && i < 32; i++) {
        if (registry->staging && registry->staging->part == 1U << i)
            continue; /* a design has it by its stages, not by its list */
        names[count++] = registry->parts[i].name;
        if (node->kind == NODE_SCALAR && strcmp(node->text, registry->parts[i].name) == 0)
            return 1U << i;
    }
    fail_name(&err, node->mark, "E026", "part", node->kind == NODE_SCALAR ? node->text : "",
              names, count);
    loader_tell(l, &err);
    return 0;
}

unsigned parts_read(Loader *l, const Node *list)
{
    unsigned parts = 0;
    Error err;

    if (list->kind == NODE_SEQUENCE && list->first) {
        for (const Node *item = list->first; item; item = item->next)
            parts |= part_bit(l, item);
    } else {
        fail_at(&err, list->mark, "E026", "`parts` is a list of what the design is made of");
        fail_label(&err, "expected for example [corpus, api]");
        loader_tell(l, &err);
    }
    return parts;
}

void parts_unite(Loader *l, Draft *draft)
{
    if (built_in(l, draft->name) || tree_find(draft->node, "parts"))
        return;
    for (size_t k = 0; k < l->draft_count; k++)
        if (draft->strength[k] > 0 &&
            (built_in(l, l->drafts[k].name) || tree_find(l->drafts[k].node, "parts")))
            draft->parts |= l->drafts[k].parts;
}

void parts_check(Loader *l, const Draft *draft)
{
    unsigned bought = 0, own = 0;
    Error err;

    for (size_t i = 0; i < l->s->registry->part_count; i++) {
        bought |= strcmp(l->s->registry->parts[i].name, "api") == 0 ? 1U << i : 0;
        own |= strcmp(l->s->registry->parts[i].name, "hosted") == 0 ? 1U << i : 0;
    }
    bool buys = draft->parts & bought, runs = draft->parts & own;
    if (!bought || !own || buys != runs || draft->parts == 0)
        return;
    fail_at(&err, draft->node->key_mark, "E029", "`%s` generates its answers %s", draft->name,
            buys ? "twice" : "nowhere");
    fail_label(&err, buys ? "it has both api and hosted" : "it has neither api nor hosted");
    fail_help(&err, "say all of its parts: `parts: [...]` with one of api and hosted");
    loader_tell(l, &err);
}
