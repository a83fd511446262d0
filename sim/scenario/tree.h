/* tree.h - a YAML file as a tree in which every node knows its place.
 *
 * Only what a scenario needs: mappings, sequences and scalars. Anchors, aliases,
 * merge keys, tags and several documents in one file are refused, duplicate keys
 * too, and so are files over 10 MB or nested deeper than 32 levels. The words of
 * the YAML library are translated into ours.
 */
#ifndef SIM_SCENARIO_TREE_H
#define SIM_SCENARIO_TREE_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

typedef enum { NODE_SCALAR, NODE_MAPPING, NODE_SEQUENCE } NodeKind;

/* A node; a child of a mapping has a key, a child of a sequence has none. */
typedef struct Node Node;
struct Node {
    NodeKind kind;
    const char *key; /* NULL in sequences and at the root */
    Mark key_mark;
    const char *text; /* of a scalar */
    bool quoted;      /* the scalar was written in quotes */
    Mark mark;
    Node *first, *next; /* children in order; the next child of the parent */
};

/* Read a file ("-" is standard input) or a text that is called `name`. False
 * after adding to problems what is wrong; *root then holds what could be read
 * or is NULL. Everything lives in the arena. */
bool tree_load(Node **root, const char *path, Arena *arena, Problems *problems);
bool tree_parse(Node **root, const char *name, const char *text, size_t length, Arena *arena,
                Problems *problems);

/* The child of a mapping called key, or NULL. */
const Node *tree_find(const Node *mapping, const char *key);

/* The mark of a part of a scalar: `offset` and `length` in bytes of its text. */
Mark tree_span(const Node *scalar, size_t offset, size_t length);

#endif
