/* latency_view.h - what the latency chart shows of the response times, and its words.
 *
 * Stages go in groups, as a reader thinks of them. Of the requirements, one of the whole
 * answer is drawn: the first must, else the first want; the chart is of its state, where it
 * is simulated, else of the headline state.
 */
#ifndef SIM_OUTPUT_LATENCY_VIEW_H
#define SIM_OUTPUT_LATENCY_VIEW_H

#include "sim/output/axis.h"
#include "sim/output/chart.h"

enum { STAGE_GROUPS = 7 };

typedef struct {
    const Answer *answer;
    RequestState state;
    const Requirement *limit; /* NULL: none                                      */
    size_t limit_place;       /* among the requirements                          */
    bool shown[STAGE_GROUPS]; /* groups that take time in some design            */
    Axis bars, curves;        /* of seconds: of the bars and P95, of the shares  */
} LatencyView;

/* False if no design has simulated response times. */
bool latency_view_make(LatencyView *view, const Answer *answer);

/* "First token", "the first token"; and its colour. */
const char *latency_group_name(size_t group);
const char *latency_group_words(size_t group);
unsigned latency_group_color(size_t group);

/* What the k-th design is like in the state; NULL if its times are not simulated. */
const StateAnswer *latency_state(const LatencyView *view, size_t design);

/* The average time of a group of stages, and the P95 over futures. */
double latency_group_mean(const StateAnswer *state, size_t group);
Summary latency_p95(const LatencyView *view, size_t design);

/* The chance that it is saturated: in the state or, with *later, in some busiest minutes
 * within the horizon; 0 if it never is. */
double latency_saturated(const LatencyView *view, size_t design, bool *later);

/* What a design makes of the limit; NULL if there is none. */
const RequirementAnswer *latency_in_time(const LatencyView *view, size_t design);

/* Headline, subtitle and description; and the numbers. */
void latency_write_csv(Text *csv, const LatencyView *view);
void latency_write_words(ChartData *chart, const LatencyView *view);

#endif
