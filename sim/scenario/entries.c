/* entries.c - every `key: value` of a scenario, with the layer it belongs to.
 *
 * Keys may be grouped (`traffic: { growth: ... }`) or dotted (`traffic.growth:`)
 * at any level. In what-ifs and --set a key may begin with the name of a design.
 */
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/bytes.h"
#include "sim/scenario/loader.h"

/* Where the entries of a mapping go. */
typedef struct {
    Layer layer;
    long design;
    size_t what_if, rank;
    bool inactive;
} Target;

static Entry **latest_of(Loader *l, Key key)
{
    switch (key.kind) {
    case KEY_QUANTITY:
        return &l->quantity_entries[key.row];
    case KEY_REFERENCE:
        return &l->reference_entries[key.row];
    default:
        return &l->setting_entries[key.row];
    }
}

/* Two values of equal rank contradict each other. --set is a list, the last counts. */
static void refuse_second(Loader *l, const Entry *entry)
{
    Error err;

    for (const Entry *other = entry->below; other; other = other->below) {
        if (other->layer != entry->layer || other->design != entry->design ||
            other->what_if != entry->what_if || entry->layer == LAYER_SET)
            continue;
        fail_at(&err, entry->node->key_mark, "E024", "`%s` is given twice", entry->name);
        fail_label(&err, "also in line %d", other->node->key_mark.line);
        loader_tell(l, &err);
        return;
    }
}

static void entry_add(Loader *l, Key key, const char *name, const Node *node, Target target)
{
    Entry *entry = arena_array(l->arena, Entry, 1), **latest = latest_of(l, key);

    *entry = (Entry){ .key = key,
                      .name = name,
                      .layer = target.layer,
                      .design = target.design,
                      .what_if = target.what_if,
                      .rank = target.rank,
                      .inactive = target.inactive,
                      .node = node,
                      .below = *latest };
    *latest = entry;
    *l->tail = entry;
    l->tail = &entry->next;
    refuse_second(l, entry);
}

/* --- flattening ------------------------------------------------------------------------ */

static void tell_group(Loader *l, const Node *node)
{
    const Registry *registry = l->s->registry;
    size_t n = strlen(node->key);
    Error err;

    fail_at(&err, node->mark, "E022", "`%.60s` is a group of keys", node->key);
    fail_label(&err, "expected { key: value } or lines indented under it");
    for (size_t i = 0; i < registry->reference_count; i++) {
        const char *key = registry->references[i].key;
        bool named = node->kind == NODE_SCALAR && strncmp(node->text, "catalog:", 8) == 0;
        if (named && strncmp(key, node->key, n) == 0 && key[n] == '.')
            fail_label(&err, "did you mean `%s`?", key);
    }
    loader_tell(l, &err);
}

static void flatten(Loader *l, const Node *mapping, const char *prefix, Target target);

static void flatten_child(Loader *l, const Node *node, const char *prefix, const char *key,
                          Target target)
{
    const char *name = prefix ? arena_format(l->arena, "%s.%s", prefix, key) : key;
    Key found = key_find(l, name);

    if (found.kind != KEY_NONE)
        entry_add(l, found, name, node, target);
    else if (!key_is_group(l, name))
        tell_unknown_key(l, node->key_mark, prefix, key);
    else if (node->kind == NODE_MAPPING)
        flatten(l, node, name, target);
    else if (node->kind != NODE_SCALAR || *node->text)
        tell_group(l, node);
}

static void flatten(Loader *l, const Node *mapping, const char *prefix, Target target)
{
    for (const Node *child = mapping->first; child; child = child->next)
        flatten_child(l, child, prefix, child->key, target);
}

/* A key that may begin with the name of a design: `rag.api.input_price`, or
 * `rag` with a mapping. */
static void flatten_designed(Loader *l, const Node *node, const char *key, Target target)
{
    const char *dot = strchr(key, '.');
    char *design = arena_text_n(l->arena, key, dot ? (size_t)(dot - key) : strlen(key));
    long draft = draft_find(l, design);

    if (draft >= 0)
        target.design = draft;
    if (draft < 0)
        flatten_child(l, node, NULL, key, target);
    else if (dot)
        flatten_child(l, node, NULL, dot + 1, target);
    else if (node->kind == NODE_MAPPING)
        flatten(l, node, NULL, target);
    else
        tell_group(l, node);
}

/* --- layers ---------------------------------------------------------------------------- */

static void read_common(Loader *l)
{
    const Target target = { .layer = LAYER_COMMON, .design = ALL_DESIGNS };
    const Node *common = tree_find(tree_find(l->root, "designs"), "common");

    for (const Node *child = l->root->first; child; child = child->next)
        if (!is_section(child->key))
            flatten_child(l, child, NULL, child->key, target);
    if (common && common->kind == NODE_MAPPING)
        flatten(l, common, NULL, target);
    else if (common && (common->kind == NODE_SEQUENCE || *common->text))
        tell_group(l, common);
}

/* What a design says besides its values. */
static const char *const words[] = { "label", "help", "parts", "extends", "staged",
                                     "start", "then", "at",    "if" };
enum { WORDS = sizeof words / sizeof words[0] };

static bool is_design_word(const char *key)
{
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(words[i], key) == 0)
            return true;
    return false;
}

/* A misspelt `lable` is no key of a value. */
static bool tell_design_word(Loader *l, const Node *node)
{
    const char *near = strlen(node->key) > 2 ? text_nearest(node->key, words, WORDS) : NULL;
    Error err;

    if (!near || key_find(l, node->key).kind != KEY_NONE || key_is_group(l, node->key))
        return false;
    fail_at(&err, node->key_mark, "E021", "unknown key `%.80s`", node->key);
    fail_label(&err, "did you mean `%s`?", near);
    return !loader_tell(l, &err);
}

/* The lines that are added to the bill stand in one list, whoever has them. */
static bool tell_extras(Loader *l, const Node *node, const Draft *draft)
{
    Error err;

    if (strcmp(node->key, "extras") != 0 || node->kind == NODE_MAPPING)
        return false;
    fail_at(&err, node->key_mark, "E059", "`extras` stand at the top of the file");
    fail_label(&err, "with `designs: [%.40s]` in each line", draft->name);
    return !loader_tell(l, &err);
}

/* When a staged design changes is a value, under words of its own. */
static void read_stage(Loader *l, const StagedDraft *staged, Target target)
{
    const Staging *staging = l->s->registry->staging;

    if (staged->linked && staged->at)
        flatten_child(l, staged->at, NULL, staging->at->key, target);
    if (staged->linked && staged->chance)
        flatten_child(l, staged->chance, NULL, staging->chance->key, target);
}

static void read_designs(Loader *l)
{
    for (size_t k = 0; k < l->draft_count; k++) {
        const Target target = { .layer = LAYER_DESIGN, .design = (long)k };
        if (!l->drafts[k].node || l->drafts[k].node->kind != NODE_MAPPING)
            continue;
        if (l->drafts[k].staged)
            read_stage(l, l->drafts[k].staged, target);
        for (const Node *child = l->drafts[k].node->first; child; child = child->next)
            if (!is_design_word(child->key) && !tell_extras(l, child, &l->drafts[k]) &&
                !tell_design_word(l, child))
                flatten_child(l, child, NULL, child->key, target);
    }
}

/* The place of a what-if among those that were asked for, from 1; 0: it was not. */
static size_t asked_for(const Loader *l, const char *name)
{
    size_t place = 0;
    for (size_t i = 0; l->overrides && i < l->overrides->what_if_count; i++)
        if (strcmp(l->overrides->what_ifs[i], name) == 0)
            place = i + 1;
    return place;
}

/* What-ifs that were not asked for are read too, to check them. */
static void read_what_ifs(Loader *l)
{
    for (size_t i = 0; i < l->s->what_if_count; i++) {
        size_t place = asked_for(l, l->s->what_ifs[i].name);
        const Target target = { .layer = LAYER_WHAT_IF,
                                .design = ALL_DESIGNS,
                                .what_if = i,
                                .rank = place,
                                .inactive = place == 0 };
        const Node *set = l->s->what_ifs[i].set;
        for (const Node *child = set ? set->first : NULL; child; child = child->next)
            flatten_designed(l, child, child->key, target);
    }
}

/* --- --set ------------------------------------------------------------------------------- */

/* A piece of a --set text as a scalar. */
static Node *set_scalar(Loader *l, const char *text, const char *at, const char *end)
{
    Node *node = arena_array(l->arena, Node, 1);

    while (at < end && *at == ' ')
        at++;
    while (at < end && end[-1] == ' ')
        end--;
    node->kind = NODE_SCALAR;
    node->text = arena_text_n(l->arena, at, (size_t)(end - at));
    node->mark = bytes_mark("--set", text, at, end);
    return node;
}

static void read_set(Loader *l, const char *set, size_t rank)
{
    const Target target = { .layer = LAYER_SET, .design = ALL_DESIGNS, .rank = rank };
    const char *text = arena_text(l->arena, set), *equals = strchr(text, '=');
    size_t length = strlen(text);
    Error err;

    if (!bytes_check("--set", text, length, &err)) {
        loader_tell(l, &err);
        return;
    }
    if (!equals || equals == text) {
        fail_at(&err, bytes_mark("--set", text, text, text + length), "E021",
                "`%.80s` sets nothing", text);
        fail_label(&err, "expected KEY=VALUE");
        loader_tell(l, &err);
        return;
    }
    Node *node = set_scalar(l, text, equals + 1, text + length);
    const Node *key = set_scalar(l, text, text, equals);
    node->key = key->text;
    node->key_mark = key->mark;
    flatten_designed(l, node, node->key, target);
}

void entries_read(Loader *l)
{
    l->tail = &l->first;
    read_common(l);
    read_designs(l);
    read_what_ifs(l);
    for (size_t i = 0; l->overrides && i < l->overrides->set_count; i++)
        read_set(l, l->overrides->set[i], i + 1);
}
