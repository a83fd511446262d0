/* cadence_view.h - what the cadence chart shows of the curves of a design, and its words. */
#ifndef SIM_OUTPUT_CADENCE_VIEW_H
#define SIM_OUTPUT_CADENCE_VIEW_H

#include "sim/output/axis.h"
#include "sim/output/chart.h"

typedef struct {
    const Answer *answer;
    const DesignAnswer *design;
    Cadence cadence;
    size_t first, last; /* the points in view                                     */
    bool weeks;         /* intervals are told in weeks, else in months            */
    bool priced;        /* stale answers cost something                           */
    double low, high;   /* P10 and P90 of the best interval of a trial, in months */
    Axis axis;          /* of money                                               */
} CadenceView;

/* The design to show: the cheapest of those that are retrained and whose stale answers cost
 * something, if there are such; NULL if none is retrained. */
const DesignAnswer *cadence_choose(const Answer *answer);

void cadence_view_make(CadenceView *view, const Answer *answer, const DesignAnswer *design);

/* Months in the view's unit; "8", "2.5" or "14", in it. */
double cadence_in_unit(const CadenceView *view, double months);
const char *cadence_interval(char buffer[32], const CadenceView *view, double months);

/* Headline, subtitle and description. */
void cadence_write_words(ChartData *chart, const CadenceView *view);

#endif
