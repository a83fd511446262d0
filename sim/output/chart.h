/* chart.h - charts of an answer, drawn by gnuplot.
 *
 * A chart is a row of plots/charts.def, a script plots/NAME.gp and, in
 * sim/output/chart_NAME.c, the data and words the script needs: it formats and
 * lays out numbers but computes none. Text of the user enters a script only as an
 * octal-escaped literal. The script is sent to gnuplot's standard input and the
 * picture is read from its output: no shell, no temporary file.
 */
#ifndef SIM_OUTPUT_CHART_H
#define SIM_OUTPUT_CHART_H

#include "sim/base/text.h"
#include "sim/decision/payback.h"
#include "sim/decision/sensitivity.h"
#include "sim/decision/sweep.h"
#include "sim/results/answer.h"

/* What some charts show besides the answer; without it they say what is missing. */
typedef struct {
    const Sweep *map;               /* over two inputs                                  */
    const Payback *payback;         /* of two designs                                   */
    const Sensitivity *sensitivity; /* of two designs                                   */
    size_t pair[2];                 /* designs to set against each other; equal: those
                                       that lead */
} ChartMore;

/* Sizes of a headline in points, from the usual one down to where it is cut. */
enum { HEADLINE_POINTS = 19, HEADLINE_LEAST = 14 };

/* What a chart hands to its script. */
typedef struct {
    ChartMore more;   /* what it is given besides the answer                     */
    Text script;      /* variables and data blocks, before NAME.gp               */
    Text csv;         /* the plotted numbers, for the file beside the picture    */
    Text headline;    /* the finding                                             */
    Text subtitle;    /* how to read it                                          */
    Text description; /* the numbers, for people who cannot see it               */
} ChartData;

typedef struct {
    const char *name, *question; /* "fan", "How does spending grow, and how sure are we?" */
    bool (*fill)(ChartData *chart, const Answer *answer, Error *err);
} Chart;

/* The data of each chart: sim/output/chart_NAME.c. */
#define CHART(name, question)                                                                  \
    bool chart_fill_##name(ChartData *chart, const Answer *answer, Error *err);
#include "plots/charts.def"
#undef CHART

extern const Chart *const charts[];
extern const size_t chart_count;
const Chart *chart_find(const char *name);

typedef enum { CHART_SVG, CHART_PNG, CHART_PDF } ChartType;

/* Draw a chart as the bytes of a picture and its csv; `more` may be NULL. */
bool chart_draw_more(Text *picture, Text *csv, const Chart *chart, const Answer *answer,
                     const ChartMore *more, ChartType type, Error *err);
bool chart_draw(Text *picture, Text *csv, const Chart *chart, const Answer *answer,
                ChartType type, Error *err);

#endif
