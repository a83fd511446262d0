/* vertices.h - what each quantity of each design is, before there are operations: part of
 * making a wiring. */
#ifndef SIM_ENGINE_VERTICES_H
#define SIM_ENGINE_VERTICES_H

#include "sim/engine/wiring.h"

/* One quantity of one design. */
typedef struct {
    bool needed;
    bool borrowed; /* only a staged design needs it */
    OpKind kind;
    Timing timing;
    const Binding *binding;
    const Stage *stage;    /* OP_CONDITION                                           */
    const Source *sources; /* SOURCE_END-terminated                                  */
    const size_t *origin;  /* [source]: the design it is of; NULL: the vertex's own  */
    size_t twin;           /* a design with an equal vertex: of several the same one */
    int op;                /* -1: not made yet                                       */
    bool entered;          /* being made: meeting it again is a cycle                */
} Vertex;

typedef struct {
    Wiring *w;
    const Scenario *s;
    size_t designs;       /* those behind the shown ones too */
    Vertex *vertices;     /* [design][quantity] */
    const bool **touched; /* [staged design][quantity]: what is its own is in it; or NULL */
    bool splicing;        /* the needs of staged designs are being found, after all others */
    Error *err;
} Maker;

/* Find all that the results of the scenario need, what of it designs share, and what
 * stays the same over the months. */
void vertices_make(Maker *maker);

Vertex *vertex_at(const Maker *maker, size_t design, const Quantity *quantity);

/* The vertex that stands for a source of a vertex of a design, or NULL if it is no quantity;
 * and the design that the source is of. */
const Vertex *vertex_source(const Maker *maker, const Vertex *vertex, size_t design,
                            const Source *source);
size_t vertex_origin(const Vertex *vertex, size_t design, const Source *source);

/* Whether it is computed, so that last month's value is `initial` in month 1. */
bool vertex_has_beginning(const Vertex *vertex);

/* --- steps of making them, in this order ------------------------------------------- */

/* Whether a design has a quantity: all its parts, and what it is there for. */
bool vertex_belongs(const Maker *maker, size_t design, const Quantity *quantity);

/* In a staged design, make of a vertex what its two designs make of it; false if it is
 * computed like that of any other design. */
bool splice_make(Maker *maker, Vertex *vertex, size_t design, const Quantity *quantity);

/* Find the twins of all vertices, and then those that stay the same over the months. */
void twins_find(const Maker *maker);
void constants_find(const Maker *maker);

/* Let staged designs have what they can without an operation more: their inputs, what is
 * computed of those once, and what is the same in both their designs. */
void splices_share(const Maker *maker);

#endif
