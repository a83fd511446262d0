/* vertices.h - what each quantity of each design is, before there are operations: part of
 * making a wiring. */
#ifndef SIM_ENGINE_VERTICES_H
#define SIM_ENGINE_VERTICES_H

#include "sim/engine/wiring.h"

/* One quantity of one design. */
typedef struct {
    bool needed;
    OpKind kind;
    Timing timing;
    const Binding *binding;
    const Source *sources; /* SOURCE_END-terminated                                */
    size_t twin;           /* the first design with an equal vertex                  */
    int op;                /* -1: not made yet                                     */
    bool entered;          /* being made: meeting it again is a cycle              */
} Vertex;

typedef struct {
    Wiring *w;
    const Scenario *s;
    Vertex *vertices; /* [design][quantity] */
    Error *err;
} Maker;

/* Find all that the results of the scenario need, what of it designs share, and what
 * stays the same over the months. */
void vertices_make(Maker *maker);

Vertex *vertex_at(const Maker *maker, size_t design, const Quantity *quantity);

/* Whether it is computed, so that last month's value is `initial` in month 1. */
bool vertex_has_beginning(const Vertex *vertex);

#endif
