#include "sim/scenario/tree.h"

#include <yaml.h>

#include <string.h>

#include "sim/scenario/bytes.h"
#include "sim/scenario/tree_rules.h"
#include "sim/scenario/yaml_words.h"

enum { MAX_BYTES = 10000000, MAX_DEPTH = 32, MAX_NODES = 100000 };

/* `failed` is for good: nothing more can be read. */
typedef struct {
    yaml_parser_t yaml;
    const char *name, *source;
    Arena *arena;
    Problems *problems;
    size_t nodes;
    bool failed, told;
} Reader;

/* --- marks and problems -------------------------------------------------------- */

static Mark mark_of(const Reader *r, yaml_mark_t start, yaml_mark_t end)
{
    bool one_line = end.line == start.line && end.column > start.column;
    return (Mark){ r->name, (int)start.line + 1, (int)start.column + 1,
                   one_line ? (int)(end.column - start.column) : 1, r->source };
}

static void tell(Reader *r, const Error *err)
{
    r->told = true;
    tree_tell(r->problems, err);
}

static bool stop(Reader *r, const Error *err)
{
    tell(r, err);
    r->failed = true;
    return false;
}

static bool next_event(Reader *r, yaml_event_t *event)
{
    Error err;

    if (yaml_parser_parse(&r->yaml, event))
        return true;
    const yaml_parser_t *y = &r->yaml;
    yaml_words(&err, &(Complaint){ y->problem, y->context,
                                   mark_of(r, y->problem_mark, y->problem_mark),
                                   mark_of(r, y->context_mark, y->context_mark) });
    return stop(r, &err);
}

static void refuse(Reader *r, Mark where, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    r->told |= anchor || tag;
    if (anchor)
        tree_refuse_anchor(where, (const char *)anchor, r->problems);
    if (tag)
        tree_refuse_tag(where, (const char *)tag, r->problems);
}

/* --- scalars -------------------------------------------------------------------- */

/* Escapes can smuggle in what bytes_check keeps out of the file. A scalar without a
 * text was refused, and will be left out of its parent. */
static const char *scalar_text(Reader *r, const yaml_event_t *event, Mark where)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    Error err;

    if (bytes_hostile(text, length)) {
        fail_at(&err, where, "E003", "an escape that makes an invisible character");
        fail_help(&err, "control characters have no place here; delete it");
        tell(r, &err);
        return NULL;
    }
    return arena_text_n(r->arena, text, length);
}

static Mark event_mark(const Reader *r, const yaml_event_t *event)
{
    return mark_of(r, event->start_mark, event->end_mark);
}

static Node *read_scalar(Reader *r, const yaml_event_t *event)
{
    Node *node = arena_array(r->arena, Node, 1);
    node->kind = NODE_SCALAR;
    node->mark = event_mark(r, event);
    node->text = scalar_text(r, event, node->mark);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    refuse(r, node->mark, event->data.scalar.anchor, event->data.scalar.tag);
    return node;
}

/* --- the tree -------------------------------------------------------------------- */

static Node *read_node(Reader *r, yaml_event_t *event, int depth);

/* The next event, turned into a node; NULL at the end of the list or on failure. */
static Node *read_next(Reader *r, yaml_event_type_t end, int depth)
{
    yaml_event_t event;
    Node *node = NULL;

    if (!next_event(r, &event))
        return NULL;
    if (event.type != end)
        node = read_node(r, &event, depth);
    yaml_event_delete(&event);
    return node;
}

static bool is_refused(const Node *node)
{
    return node->kind == NODE_SCALAR && !node->text;
}

static void read_items(Reader *r, Node *sequence, int depth)
{
    Node **tail = &sequence->first, *item;
    while ((item = read_next(r, YAML_SEQUENCE_END_EVENT, depth)))
        if (!is_refused(item))
            *tail = item, tail = &item->next;
}

static void read_entries(Reader *r, Node *mapping, bool flow, int depth)
{
    Node **tail = &mapping->first, *key;
    size_t count = 0;
    Error err;

    while ((key = read_next(r, YAML_MAPPING_END_EVENT, depth))) {
        Node *value = read_next(r, YAML_NO_EVENT, depth);
        if (!value)
            return;
        if (is_refused(key) || is_refused(value))
            continue;
        if (key->kind != NODE_SCALAR || strpbrk(key->text, "\n\t")) {
            fail_at(&err, key->mark, "E019", "a key must be a word, such as traffic.growth");
            tell(r, &err);
            continue;
        }
        value->key = key->text;
        value->key_mark = key->mark;
        if (value->kind == NODE_SCALAR && !value->quoted && value->text[0] == '\0')
            value->mark = value->key_mark;
        if (strcmp(value->key, "<<") == 0) {
            r->told = true;
            tree_refuse_merge(value->key_mark, r->problems);
            continue;
        }
        *tail = value, tail = &value->next;
        count++;
    }
    if (flow)
        r->told |= !tree_join_numbers(mapping, r->arena, r->problems);
    r->told |= !tree_drop_duplicates(mapping, count, r->arena, r->problems);
}

static bool too_much(Reader *r, Mark where, int depth)
{
    Error err;
    if (depth > MAX_DEPTH)
        fail_at(&err, where, "E005", "nested deeper than %d levels", MAX_DEPTH);
    else if (++r->nodes > MAX_NODES)
        fail_at(&err, where, "E005", "more than %d values", MAX_NODES);
    else
        return false;
    return !stop(r, &err);
}

static Node *read_node(Reader *r, yaml_event_t *event, int depth)
{
    Mark where = event_mark(r, event);
    Node *node = NULL;

    if (r->failed || too_much(r, where, depth))
        return NULL;
    if (event->type == YAML_SCALAR_EVENT)
        return read_scalar(r, event);
    node = arena_array(r->arena, Node, 1);
    node->mark = where;
    if (event->type == YAML_MAPPING_START_EVENT) {
        node->kind = NODE_MAPPING;
        refuse(r, where, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        read_entries(r, node, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                     depth + 1);
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        node->kind = NODE_SEQUENCE;
        refuse(r, where, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        read_items(r, node, depth + 1);
    } else {
        r->told = true;
        tree_refuse_alias(where, r->problems);
    }
    return r->failed ? NULL : node;
}

/* Stream and document events around the one document. */
static Node *read_document(Reader *r)
{
    yaml_event_t event;
    Node *root = NULL;
    Error err;

    for (bool done = false; !done && next_event(r, &event); yaml_event_delete(&event)) {
        done = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_DOCUMENT_START_EVENT && root) {
            fail_at(&err, event_mark(r, &event), "E008", "a second document begins here");
            fail_label(&err, "a file holds one scenario");
            done = !stop(r, &err);
        } else if (event.type == YAML_SCALAR_EVENT || event.type == YAML_ALIAS_EVENT ||
                   event.type == YAML_MAPPING_START_EVENT ||
                   event.type == YAML_SEQUENCE_START_EVENT) {
            root = read_node(r, &event, 1);
            r->failed |= root && is_refused(root);
            done = r->failed;
        }
    }
    return r->failed ? NULL : root;
}

bool tree_parse(Node **root, const char *name, const char *text, size_t length, Arena *arena,
                Problems *problems)
{
    Reader r = { .arena = arena, .problems = problems };
    Error err;

    *root = NULL;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3, length -= 3;
    r.name = arena_text(arena, name);
    r.source = arena_text_n(arena, text, length);
    if (length > MAX_BYTES) {
        fail_at(&err, (Mark){ .file = r.name }, "E001", "the text is larger than %d MB",
                MAX_BYTES / 1000000);
        return stop(&r, &err);
    }
    if (!bytes_check(r.name, r.source, length, &err))
        return stop(&r, &err);
    if (!yaml_parser_initialize(&r.yaml)) {
        fail(&err, "out of memory");
        return stop(&r, &err);
    }
    yaml_parser_set_encoding(&r.yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.yaml, (const unsigned char *)r.source, length);
    *root = read_document(&r);
    yaml_parser_delete(&r.yaml);
    if (!*root && !r.failed) {
        fail_at(&err, (Mark){ .file = r.name }, "E004", "the file is empty");
        tell(&r, &err);
    }
    return !r.told;
}

bool tree_load(Node **root, const char *path, Arena *arena, Problems *problems)
{
    Error err;
    char *text;
    size_t length;

    *root = NULL;
    if (!bytes_read(&text, &length, path, MAX_BYTES, arena, &err)) {
        problems_add(problems, &err);
        return false;
    }
    return tree_parse(root, strcmp(path, "-") == 0 ? "standard input" : path, text, length,
                      arena, problems);
}

const Node *tree_find(const Node *mapping, const char *key)
{
    if (!mapping || mapping->kind != NODE_MAPPING)
        return NULL;
    for (const Node *child = mapping->first; child; child = child->next)
        if (strcmp(child->key, key) == 0)
            return child;
    return NULL;
}

Mark tree_span(const Node *scalar, size_t offset, size_t length)
{
    Mark whole = scalar->mark;
    const char *at = bytes_at(whole) + scalar->quoted;

    /* escapes, folded lines and blocks do not stand in the source letter by letter */
    if (!whole.source || strncmp(at, scalar->text, offset + length) != 0)
        return whole;
    Mark part = bytes_mark(whole.file, whole.source, at + offset, at + offset + length);
    return part.width > 0 ? part : whole;
}
