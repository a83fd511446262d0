/* wiring.h - which column feeds which formula, worked out once per run.
 *
 * The wiring turns names into column numbers so that the trial loop looks
 * nothing up: it walks flat lists of operations, one per timing, in an order in
 * which every source comes before its user. Operations that would compute the
 * same numbers in several designs (same quantity, same value, same sources, all
 * the way down) are one operation: what designs share is evaluated once. Only
 * what a reported quantity needs is wired. A staged design has few operations of
 * its own: it splices the columns of its two designs, where these differ.
 */
#ifndef SIM_ENGINE_WIRING_H
#define SIM_ENGINE_WIRING_H

#include "sim/engine/request_state.h"
#include "sim/scenario/scenario.h"

typedef enum {
    OP_GIVEN,
    OP_FORMULA,
    OP_SERVING,
    OP_TOTAL,
    OP_ABSENT,
    OP_SPLICE,    /* after the change its second source, before it the third; further ones
                     are added                                                          */
    OP_CONDITION, /* 1 where its source meets the condition of a stage, else 0           */
    OP_FURTHER,   /* what the first of each pair of sources is above the second, summed up */
} OpKind;

/* Where an operation finds one of its sources. */
typedef enum {
    PORT_COLUMN, /* the column with this index                              */
    PORT_LAST,   /* Wiring.last: the column as it stood a month ago          */
    PORT_SUM,    /* Wiring.sum: summed over the months                       */
    PORT_FIRST,  /* Wiring.first: as it stood in month 1                     */
    PORT_EACH,   /* Wiring.each: varied from request to request              */
    PORT_LEVEL,  /* Wiring.level: a trial's value, the same for its requests  */
    PORT_ALSO,   /* Wiring.serving: the second result of a serving formula   */
    PORT_DRAW,   /* uniforms; the index counts the draws of all operations   */
    PORT_MONTH,  /* the number of the month                                   */
    PORT_PEAK,   /* 1 at the peak, else 0                                    */
} PortKind;

typedef struct {
    PortKind kind;
    int index;
} Port;

typedef struct {
    OpKind kind;
    Timing timing; /* when it is evaluated: once, if it stays the same over the months */
    const Quantity *quantity;
    const Binding *binding; /* OP_GIVEN                                             */
    double value;           /* OP_ABSENT                                            */
    const Stage *stage;     /* OP_CONDITION                                         */
    int group, member;      /* place among correlated inputs; group -1: none        */
    bool constant;          /* the same in all trials and months                    */
    bool calendar;          /* PER_MONTH, and the same in all trials                */
    bool as_drawn;          /* OP_GIVEN: in its unit, and never out of range        */
    int sum;                /* PER_MONTH: its place in Wiring.sum; -1: none         */
    int serving;            /* OP_SERVING: its place in Wiring.serving; -1: none    */
    int pass;               /* PER_REQUEST: how many serving formulas in a row come before */
    unsigned depends;       /* PER_REQUEST: bits of the state that it depends on    */
    int port_count;
    Port *ports;
} Op;

/* A column of a trial that requests read, as it stands in the month of the state or, if
 * `first`, in month 1. */
typedef struct {
    int column;
    bool first;
    unsigned depends; /* bits of the state that it depends on */
} Level;

/* Inputs that are drawn together. */
typedef struct {
    Correlation correlation;
    const char **keys;
} CorrelatedGroup;

typedef struct {
    Arena arena;
    const Scenario *scenario;
    int op_count; /* op k writes column k, and reads only columns before it     */
    Op *ops;
    int *last, last_count; /* the columns behind the ports of each kind          */
    int *sum, sum_count;
    int *first, first_count;
    int *each, each_count;
    int *serving, serving_count;
    Level *level;
    int level_count;
    int draw_count;
    CorrelatedGroup *groups;
    int group_count;
    int *column; /* [design, shown or not][quantity of the scenario]: its column, or -1 */
} Wiring;

/* Wire all designs of a scenario. The caller frees the wiring in either case; the
 * scenario must outlive it. Fails, naming the chain, when a quantity depends on
 * itself other than through last month's value. */
bool wiring_make(Wiring *wiring, const Scenario *scenario, Error *err);
void wiring_free(Wiring *wiring);

/* The column of a quantity in a design, or -1. */
int wiring_column(const Wiring *wiring, size_t design, const Quantity *quantity);

/* Mark, in [column], a column and all that it depends on; nothing if it is -1. */
void wiring_mark(const Wiring *wiring, bool *marked, int column);

#endif
