/* waterfall_view.h - the bars of a waterfall: from the mean cost of one design to that of
 * another, component by component, increases first and decreases last, so that no bar lies
 * below both totals. */
#ifndef SIM_OUTPUT_WATERFALL_VIEW_H
#define SIM_OUTPUT_WATERFALL_VIEW_H

#include "sim/output/components.h"
#include "sim/output/palette.h"

enum { BARS_MOST = COMPONENTS_MOST + 2 };

/* What a component adds to the cost. */
typedef struct {
    const ComponentAnswer *component;
    Estimate change;
} WaterfallStep;

typedef struct {
    const Answer *answer;
    const DesignAnswer *from, *to; /* from is NULL where there is one design only */
    double begin, end;             /* mean costs */
    WaterfallStep steps[COMPONENTS_MOST];
    size_t count;
} Waterfall;

/* A bar between two levels of cost. */
typedef struct {
    const char *name;
    double begin, end;
    Estimate amount;
    Color color;
    bool total;
} WaterfallBar;

/* From design a to b; of b alone if they are the same. */
void waterfall_make(Waterfall *waterfall, const Answer *answer, size_t a, size_t b);

/* Fill the bars, totals at the ends; returns how many. */
size_t waterfall_bars(WaterfallBar bars[BARS_MOST], const Waterfall *waterfall);

/* The mean cost of a design. */
Estimate waterfall_total(const Waterfall *waterfall, const DesignAnswer *design);

#endif
