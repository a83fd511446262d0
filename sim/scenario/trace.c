/* trace.c - `traffic.trace: FILE.csv`, requests as they once came.
 *
 * The file has a row a request: its time, its tokens in and out. Times are kept as they are,
 * to be replayed; lengths become the way in which a question and an answer vary, by their
 * empirical quantiles, because no simple law fits those of real traces; the spread of the
 * gaps becomes the burstiness. What the scenario says itself of any of these is stronger.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/csv.h"
#include "sim/scenario/dates.h"
#include "sim/scenario/value_reader.h"

#include "sim/scenario/loader.h"

#define MOST_TOKENS 1e8
#define DAY         86400.0

enum { MOST_ROWS = 1000000, SPELLINGS = 5 };

/* Names of the columns: ours, those of the Azure traces, and usual ones. */
typedef enum { TIME, INPUT, OUTPUT, COLUMNS } Column;
static const char *const spellings[COLUMNS][SPELLINGS] = {
    [TIME] = { "time", "timestamp", "TIMESTAMP", "t_s", "arrived_at" },
    [INPUT] = { "input", "input_tokens", "ContextTokens", "in_tok", "num_prefill_tokens" },
    [OUTPUT] = { "output", "output_tokens", "GeneratedTokens", "out_tok", "num_decode_tokens" },
};

typedef struct {
    const char *const *cells;
    const int *lines;
    size_t count;
} Cells;

typedef struct {
    ValueReader r;
    const char *first_day; /* of times with a date: the day of the first one */
} TraceReader;

static bool fail_trace(const TraceReader *t, int line, const char *why)
{
    fail_at(t->r.err, t->r.node->mark, "E061", "cannot replay `%.60s`", t->r.node->text);
    return line ? fail_label(t->r.err, "line %d: %s", line, why)
                : fail_label(t->r.err, "%s", why);
}

static bool find_cells(const TraceReader *t, Cells *cells, Column column, const char *text,
                       size_t length)
{
    Error first, other;

    for (size_t i = 0; i < SPELLINGS; i++)
        if (csv_column(&cells->cells, &cells->lines, &cells->count, text, length,
                       spellings[column][i], t->r.arena, i == 0 ? &first : &other))
            return true;
    return fail_trace(t, 0, first.text);
}

/* Two digits and what stands behind them, as in 18:15:46.68; -1 if they are not there. */
static double two_digits(const char **at, char behind)
{
    const char *c = *at;

    if (c[0] < '0' || c[0] > '9' || c[1] < '0' || c[1] > '9' || (behind && c[2] != behind))
        return -1;
    *at += behind ? 3 : 2;
    return (c[0] - '0') * 10 + (c[1] - '0');
}

/* Seconds since the first day of a time with a date; NAN if it is none. */
static double moment(TraceReader *t, const char *cell)
{
    char *day = arena_text_n(t->r.arena, cell, strnlen(cell, 10));
    const char *at = cell + strlen(day);

    if (!date_is_valid(day) || (*at != ' ' && *at != 'T'))
        return NAN;
    at++;
    double hours = two_digits(&at, ':'), minutes = hours < 0 ? -1 : two_digits(&at, ':');
    double seconds = minutes < 0 ? -1 : two_digits(&at, '\0');
    if (seconds < 0)
        return NAN;
    if (*at == '.')
        seconds += strtod(at, NULL);
    t->first_day = t->first_day ? t->first_day : day;
    return DAY * (double)date_days(t->first_day, day) + 3600 * hours + 60 * minutes + seconds;
}

static double number(const char *cell)
{
    char *end;
    double value = strtod(cell, &end);

    return *cell && *end == '\0' && isfinite(value) ? value : NAN;
}

static double *read_times(TraceReader *t, const Cells *cells)
{
    double *times = arena_array(t->r.arena, double, cells->count);

    for (size_t i = 0; i < cells->count; i++) {
        times[i] = number(cells->cells[i]);
        if (isnan(times[i]))
            times[i] = moment(t, cells->cells[i]);
        if (isnan(times[i])) {
            fail_trace(t, cells->lines[i], "expected seconds, or a date with a time");
            return NULL;
        }
        if (i > 0 && times[i] < times[i - 1]) {
            fail_trace(t, cells->lines[i], "it is earlier than the line before");
            return NULL;
        }
    }
    return times;
}

/* A request has a token at least, whatever was recorded. */
static double *read_tokens(const TraceReader *t, const Cells *cells)
{
    double *tokens = arena_array(t->r.arena, double, cells->count);

    for (size_t i = 0; i < cells->count; i++) {
        double value = number(cells->cells[i]);
        if (!(value >= 0) || value > MOST_TOKENS) {
            fail_trace(t, cells->lines[i], "expected a number of tokens");
            return NULL;
        }
        tokens[i] = fmax(value, 1);
    }
    return tokens;
}

/* --- what follows from it ---------------------------------------------------------------- */

static bool measure_gaps(const TraceReader *t, Trace *trace)
{
    double gaps = (double)(trace->count - 1), squares = 0;
    double length = trace->times[trace->count - 1] - trace->times[0], mean = length / gaps;

    if (!(length > 0))
        return fail_trace(t, 0, "all requests come at the same time");
    for (size_t i = 1; i < trace->count; i++)
        squares += pow(trace->times[i] - trace->times[i - 1] - mean, 2);
    trace->rate = 1 / mean;
    trace->cv = sqrt(squares / gaps) / mean;
    return true;
}

static Given given_of(const Loader *l, const Trace *trace, double value, const char *unit)
{
    Given given = { .has_value = true, .scale = 1, .text = trace->file };

    law_constant(&given.law, value);
    given.reading = arena_format(l->arena, "measured, average %.3g%s", value, unit);
    given.source = arena_format(l->arena, "%zu requests of %s", trace->count, trace->file);
    return given;
}

static bool give_tokens(Loader *l, const TraceReader *t, const Trace *trace, const char *key,
                        const double *tokens)
{
    Given given;
    Law shape;

    if (!law_samples(&shape, tokens, trace->count, l->arena, t->r.err))
        return false;
    given = given_of(l, trace, law_mean(&shape), " tok");
    given.has_varies = true;
    given.shape = shape;
    given.mark = t->r.node->mark;
    measured_add(l, key, &given);
    return true;
}

static bool read_file(Loader *l, TraceReader *t)
{
    const Node *node = t->r.node;
    Cells cells[COLUMNS];
    size_t length;
    char *text;

    if (!samples_file(&t->r, &text, &length,
                      piece_of(node->text, node->text + strlen(node->text))))
        return false;
    for (Column column = 0; column < COLUMNS; column++)
        if (!find_cells(t, &cells[column], column, text, length))
            return false;
    size_t count = cells[TIME].count;
    if (count < 2 || count > MOST_ROWS)
        return fail_trace(t, 0, "expected from two to a million requests");
    Trace *trace = &l->s->trace;
    *trace = (Trace){ .file = node->text, .count = count };
    double *input = read_tokens(t, &cells[INPUT]), *output = NULL;
    if (!input || !(output = read_tokens(t, &cells[OUTPUT])) ||
        !(trace->times = read_times(t, &cells[TIME])) || !measure_gaps(t, trace) ||
        !give_tokens(l, t, trace, "tokens.question", input) ||
        !give_tokens(l, t, trace, "tokens.output", output))
        return false;
    Given burstiness = given_of(l, trace, trace->cv, "");
    burstiness.mark = node->mark;
    measured_add(l, "traffic.burstiness", &burstiness);
    return true;
}

void trace_read(Loader *l)
{
    const Entry *entry = setting_entry(l, SETTING_TRACE);
    Error err;

    if (!entry)
        return;
    TraceReader t = { .r = { .directory = l->directory,
                             .node = entry->node,
                             .arena = l->arena,
                             .err = &err,
                             .currency = &l->s->currency } };
    if (entry->node->kind != NODE_SCALAR) {
        fail_at(&err, entry->node->mark, "E061", "traffic.trace is the name of a file");
        loader_tell(l, &err);
    } else if (!read_file(l, &t)) {
        l->s->trace = (Trace){ 0 };
        loader_tell(l, &err);
    }
}
