#include "sim/engine/lanes.h"

WIDE void lanes_fill(double *restrict out, double value)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = value;
}

WIDE void lanes_copy(double *restrict out, const double *restrict x)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = x[i];
}

WIDE void lanes_add(double *restrict sum, const double *restrict more)
{
    for (size_t i = 0; i < LANES; i++)
        sum[i] += more[i];
}

WIDE void lanes_multiply(double *restrict out, const double *restrict x, double factor)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = x[i] * factor;
}

WIDE void lanes_scale_and_clamp(double *restrict x, double scale, double low, double high)
{
    for (size_t i = 0; i < LANES; i++) {
        double scaled = x[i] * scale;
        scaled = scaled < low ? low : scaled;
        x[i] = scaled > high ? high : scaled;
    }
}

WIDE void lanes_vary(double *restrict x, double level, double mean)
{
    double factor = mean != 0 ? level / mean : 0;

    for (size_t i = 0; i < LANES; i++)
        x[i] *= factor;
}

WIDE void lanes_choose(double *restrict out, const double *restrict condition,
                       const double *restrict a, const double *restrict b)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = condition[i] != 0 ? a[i] : b[i];
}

/* Not above is at most, and not below at least: no value is NaN. */
WIDE void lanes_compare(double *restrict out, const double *restrict x, Inequality comparison,
                        double value)
{
    bool above = comparison == GREATER || comparison == LESS_OR_EQUAL;
    double yes = comparison == GREATER || comparison == LESS ? 1 : 0, no = 1 - yes;

    for (size_t i = 0; i < LANES; i++)
        out[i] = (above ? x[i] > value : x[i] < value) ? yes : no;
}

WIDE void lanes_add_excess(double *restrict sum, const double *restrict a,
                           const double *restrict b)
{
    for (size_t i = 0; i < LANES; i++)
        sum[i] += lane_max(a[i] - b[i], 0);
}

/* --- totals --------------------------------------------------------------------- */

WIDE static void sum4(double *restrict sum, const double *restrict a, const double *restrict b,
                      const double *restrict c, const double *restrict d)
{
    for (size_t i = 0; i < LANES; i++)
        sum[i] = 0 + a[i] + b[i] + c[i] + d[i];
}

WIDE static void add4(double *restrict sum, const double *restrict a, const double *restrict b,
                      const double *restrict c, const double *restrict d)
{
    for (size_t i = 0; i < LANES; i++)
        sum[i] = sum[i] + a[i] + b[i] + c[i] + d[i];
}

/* Terms are added four in a pass, because each pass goes through the sum in memory. */
void lanes_total(double *restrict sum, const double *const from[], int count)
{
    static const double zero[LANES] = { 0 };

    for (int k = 0; k == 0 || k < count; k += 4) {
        const double *term[4];
        for (int j = 0; j < 4; j++)
            term[j] = k + j < count ? from[k + j] : zero;
        (k == 0 ? sum4 : add4)(sum, term[0], term[1], term[2], term[3]);
    }
}

/* --- sums over lanes ------------------------------------------------------------- */

/* So many sums side by side, because additions to one sum wait for each other. */
enum { PARTS = 32 };

LANE void fold(double *part, size_t half)
{
    for (size_t k = 0; k < half; k++)
        part[k] += part[half + k];
}

LANE double sum_of_parts(double part[PARTS])
{
    fold(part, 16);
    fold(part, 8);
    fold(part, 4);
    fold(part, 2);
    return part[0] + part[1];
}

WIDE static double sum_all(const double *column)
{
    double part[PARTS] = { 0 };

    for (size_t i = 0; i < LANES; i += PARTS)
        for (size_t k = 0; k < PARTS; k++)
            part[k] += column[i + k];
    return sum_of_parts(part);
}

double lanes_sum(const double *column, int lanes)
{
    double part[PARTS] = { 0 };

    if (lanes == LANES)
        return sum_all(column);
    for (int i = 0; i < lanes; i++)
        part[i % PARTS] += column[i];
    return sum_of_parts(part);
}
