/* requests_plan.h - what is done with the requests of a trial, in which order; only for
 * requests.c. */
#ifndef SIM_ENGINE_REQUESTS_PLAN_H
#define SIM_ENGINE_REQUESTS_PLAN_H

#include "sim/engine/requests.h"
#include "sim/engine/workspace.h"
#include "sim/serving/serving_space.h"

/* A column of which all requests are kept. */
typedef struct {
    const double *lanes; /* the column in the workspace                    */
    unsigned depends;
    int pass;               /* it is kept as this pass goes through it           */
    double *values[STATES]; /* [requests]; states that are alike share them      */
} Track;

/* A serving formula and where it finds its sources: whole, or at the workspace's level. */
typedef struct {
    const Step *step;
    const double **from[STATES];
    double **same; /* [source]: of one that the formula reads request by request, but is the
                      same for all here, [requests]; else NULL                         */
    Track *out, *also;
} Serving;

/* An operation in a pass. */
typedef struct {
    const Step *step;
    bool counted; /* its first evaluation */
} Turn;

typedef struct {
    Turn *turns;
    Track **tracks;
    const Draw **draws;
    int *each; /* of Wiring.each */
    int turn_count, track_count, draw_count, each_count;
} Pass;

struct TrialRequests {
    Arena arena;
    Workspace *ws;
    unsigned states;
    uint64_t count;
    Pass *passes;
    int pass_count;
    Track *tracks;
    int track_count;
    Track **track_of; /* [op] of kept columns, else NULL */
    Serving *serving; /* as Wiring.serving               */
    ServingSpace space;
    double (*sums)[STATES]; /* [op] */
    double *first;          /* [op] */
    uint32_t *chosen;       /* [count]: numbers of requests        */
    size_t chosen_count;
    uint64_t trial;
    int lane, state; /* the state that is entered; -1: none */
};

/* Fill the passes, tracks and servings. */
void requests_plan(TrialRequests *requests, const RequestsWanted *wanted);

#endif
