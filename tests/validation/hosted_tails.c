#include "tests/validation/hosted_tails.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/model.h"
#include "sim/base/tails.h"
#include "tests/validation/sheet.h"

/* Between the quartiles of a normal law, in standard deviations. */
#define QUARTILES 1.3489795003921634

/* --- laws and distances --------------------------------------------------------------------
 */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

void tail_law(TailLaw *law, double spread, double slow_share, double slow_factor)
{
    for (size_t i = 0; i < LAW_POINTS; i++)
        law->points[i] =
            tail_factor(((double)i + 0.5) / LAW_POINTS, spread, slow_share, slow_factor);
    qsort(law->points, LAW_POINTS, sizeof law->points[0], ascending);
    const double median = law->points[LAW_POINTS / 2];
    for (size_t i = 0; i < LAW_POINTS; i++)
        law->points[i] /= median;
}

double tail_distance(const TailLaw *law, const double quantiles[SET_LEVELS])
{
    const double median = quantiles[SET_LEVELS / 2];
    double most = 0;

    for (size_t k = 0, below = 0; k < SET_LEVELS; k++) {
        double share = (double)(k + 1) / (SET_LEVELS + 1);

        while (below < LAW_POINTS && law->points[below] <= quantiles[k] / median)
            below++;
        most = fmax(most, fabs((double)below / LAW_POINTS - share));
    }
    return most;
}

/* --- the program's priors ------------------------------------------------------------------
 */

/* The quantity of that key which `reader` reads, or those that it reads do. */
static const Quantity *read_by(const Quantity *reader, const char *key, int depth)
{
    const Quantity *found = strcmp(reader->key, key) == 0 ? reader : NULL;

    if (found || depth == 0 || !reader->from)
        return found;
    for (size_t k = 0; !found && reader->from[k].kind != SOURCE_END; k++)
        if (reader->from[k].quantity)
            found = read_by(reader->from[k].quantity, key, depth - 1);
    return found;
}

/* The middle of a prior that is a range of positive numbers or percentages; NaN if not. */
static double middle_of(const char *key)
{
    const Quantity *q = read_by(&api_first_token, key, 2);
    double low = NAN;
    char unit = '\0';

    if (!q || !q->prior || !strstr(q->prior, "..") ||
        sscanf(q->prior, "%lf%c", &low, &unit) < 1)
        return NAN;
    return sqrt(low * strtod(strstr(q->prior, "..") + 2, NULL)) * (unit == '%' ? 0.01 : 1);
}

/* --- the report ----------------------------------------------------------------------------
 */

enum { PROGRAM, OWN_SPREAD, LOGNORMAL, LAWS };

typedef struct {
    const char *column, *title;          /* as the table calls it, and the report */
    const char *spread, *share, *factor; /* keys; NULL: no slow ones              */
} Measured;

static const Measured measured[] = {
    { "first token s", "first token", "api.ttft_spread", "api.slow_share", "api.slow_factor" },
    { "tokens a second", "answer speed", "api.speed_spread", NULL, NULL },
};

/* The program's law; the same with the spread of the set's own quartiles; and the lognormal
 * law with the standard deviation of the logarithms of the quantiles. */
static void distances(double out[LAWS], const double quantiles[SET_LEVELS], const Measured *m)
{
    double share = m->share ? middle_of(m->share) : 0;
    double factor = m->factor ? middle_of(m->factor) : 1;
    double between = log(quantiles[SET_LEVELS * 3 / 4] / quantiles[SET_LEVELS / 4]);
    double sum = 0, squares = 0;
    TailLaw law;

    for (size_t k = 0; k < SET_LEVELS; k++) {
        double x = log(quantiles[k]);
        sum += x / SET_LEVELS;
        squares += x * x / SET_LEVELS;
    }
    tail_law(&law, middle_of(m->spread), share, factor);
    out[PROGRAM] = tail_distance(&law, quantiles);
    tail_law(&law, between / QUARTILES, share, factor);
    out[OWN_SPREAD] = tail_distance(&law, quantiles);
    tail_law(&law, sqrt(fmax(0, squares - sum * sum)), 0, 1);
    out[LOGNORMAL] = tail_distance(&law, quantiles);
}

static bool read_set(double quantiles[SET_LEVELS], Sheet *sheet, size_t row, const Measured *m)
{
    bool ok = strcmp(sheet_text(sheet, row, "of"), m->column) == 0;

    for (size_t k = 0; ok && k < SET_LEVELS; k++) {
        double percent = 100.0 * (double)(k + 1) / (SET_LEVELS + 1);
        const char *name = arena_format(sheet->arena, "p%g", percent); /* a sheet keeps it */

        quantiles[k] = sheet_number(sheet, row, name);
        ok = quantiles[k] > 0;
    }
    return ok;
}

static void print_measured(Sheet *sheet, const Measured *m)
{
    static const char *const names[LAWS] = { "of the program, in the middle of its priors",
                                             "the same with the spread of the set's quartiles",
                                             "lognormal with the set's deviation" };
    size_t rows = sheet->file.rows, n = 0;
    double *all[LAWS];

    for (int k = 0; k < LAWS; k++)
        all[k] = memory_zeros(rows + 1, sizeof(double));
    for (size_t i = 0; i < rows; i++) {
        double quantiles[SET_LEVELS], at[LAWS];

        if (!read_set(quantiles, sheet, i, m))
            continue;
        distances(at, quantiles, m);
        printf("  %-12s %-10.10s %-20.20s %4.0f  %.2f  %.2f  %.2f\n", m->title,
               sheet_text(sheet, i, "provider"), sheet_text(sheet, i, "model"),
               sheet_number(sheet, i, "requests"), at[PROGRAM], at[OWN_SPREAD], at[LOGNORMAL]);
        for (int k = 0; k < LAWS; k++)
            all[k][n] = at[k];
        n++;
    }
    for (int k = 0; k < LAWS; k++) {
        qsort(all[k], n, sizeof(double), ascending);
        if (n > 0)
            printf("  %-12s median %.2f, worst %.2f of %zu: %s\n", m->title, all[k][n / 2],
                   all[k][n - 1], n, names[k]);
        free(all[k]);
    }
}

bool hosted_tails_report(const char *folder, Error *err)
{
    Arena arena = { 0 };
    Sheet sheet;
    const char *path = arena_format(&arena, "%s/hosted_api_quantiles.csv", folder);
    bool ok = sheet_open(&sheet, path, "requests", &arena, err);

    if (ok)
        puts("\nTails of hosted models: KS distance of requests from laws with their median\n"
             "  of           provider   model                  n   program  own spread  "
             "lognormal");
    for (size_t m = 0; ok && m < sizeof measured / sizeof measured[0]; m++)
        print_measured(&sheet, &measured[m]);
    if (ok && sheet.broken) {
        *err = sheet.err;
        ok = false;
    }
    arena_free(&arena);
    return ok;
}
