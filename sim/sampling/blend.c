#include "sim/sampling/blend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/vmath.h"

enum { POINTS = 256, FIRST_KNOTS = 400, LEAST_KNOTS = 32, MOST_KNOTS = 8192, MOST_PASSES = 32 };
enum { Z, C0, C1, C2, C3, ROW }; /* a piece: where it begins, and its cubic */
enum { GUIDE_PER_SCORE = 64, CELLS = 913 };

/* law->points: ends of chances; the piece at the begin of each cell of the guide; pieces */

/* No piece is split that is not wider. */
#define NARROWEST 1e-6

/* A knot; fine: whether the piece that begins here is known to be exact enough. */
typedef struct {
    double z, x;
    bool fine;
} Knot;

typedef struct {
    const Law *law;
    Knot *knots;
    size_t knot_count, last; /* last: of the knots in order, after which are new ones */
    double width;            /* of all values: what 0 is compared with */
} Blend;

/* Last bits of a library must not show in results. */
static double rounded(double x)
{
    int exponent;
    frexp(x, &exponent);
    return ldexp(nearbyint(ldexp(x, 40 - exponent)), exponent - 40);
}

/* --- knots ------------------------------------------------------------------------ */

/* A value is chosen and its score computed, so that nothing has to be solved for. */

static double score_of(const Blend *b, double x)
{
    return lane_normal(b->law->dist->cdf(b->law, x));
}

static void add_knot(Blend *b, double z, double x)
{
    if (b->knot_count < MOST_KNOTS)
        b->knots[b->knot_count++] = (Knot){ .z = rounded(z), .x = x };
}

/* The values of each part at equal steps of its own scores. */
static void add_parts(Blend *b)
{
    size_t each = FIRST_KNOTS / b->law->part_count;
    int n = (int)(each < LEAST_KNOTS ? LEAST_KNOTS : each < POINTS ? each : POINTS);
    double z[POINTS], x[POINTS];

    for (int i = 0; i < POINTS; i++)
        z[i] = BLEND_LOW + (BLEND_HIGH - BLEND_LOW) * fmin(i, n - 1) / (n - 1);
    for (size_t k = 0; k < b->law->part_count; k++) {
        law_at_scores(&b->law->parts[k], z, x);
        for (int i = 0; i < n && !law_is_constant(&b->law->parts[k]); i++)
            add_knot(b, score_of(b, rounded(x[i])), rounded(x[i]));
    }
}

/* Both ends of the scores of each constant. */
static void add_constants(Blend *b)
{
    for (size_t k = 0; k < b->law->part_count; k++) {
        double x = law_mean(&b->law->parts[k]), same = 0;
        if (!law_is_constant(&b->law->parts[k]))
            continue;
        for (size_t j = 0; j < b->law->part_count; j++)
            if (law_is_constant(&b->law->parts[j]) && law_mean(&b->law->parts[j]) == x)
                same += b->law->points[j] - (j ? b->law->points[j - 1] : 0);
        double up_to = b->law->dist->cdf(b->law, x);
        add_knot(b, lane_normal(up_to - same), x);
        add_knot(b, lane_normal(up_to), x);
    }
}

static int by_value(const void *a, const void *b)
{
    const Knot *p = a, *q = b;
    return p->x != q->x ? (p->x > q->x) - (p->x < q->x) : (p->z > q->z) - (p->z < q->z);
}

/* In order, scores strictly rising; of those above BLEND_HIGH only the first. */
static void sort_knots(Blend *b)
{
    size_t n = 0;

    qsort(b->knots, b->knot_count, sizeof *b->knots, by_value);
    for (size_t k = 0; k < b->knot_count; k++)
        if (n == 0 || (b->knots[k].z > b->knots[n - 1].z && b->knots[n - 1].z < BLEND_HIGH))
            b->knots[n++] = b->knots[k];
    b->knot_count = n;
    b->last = n - 1;
}

/* --- pieces ----------------------------------------------------------------------- */

static double rise(const Knot *from)
{
    return (from[1].x - from[0].x) / (from[1].z - from[0].z);
}

/* Slope of a piece, rising by `own` over `width`, at a knot beyond which there is one
 * that rises by `next` over `beside`: that of the parabola, limited so that cubics are
 * monotone (Steffen 1990). A flat neighbour makes a corner, where it is the piece's own. */
static double slope(double own, double width, double next, double beside)
{
    double parabola = (own * beside + next * width) / (width + beside);

    return next > 0 ? fmin(fmin(2 * own, 2 * next), parabola) : own;
}

static void make_piece(const Blend *b, size_t k, double row[ROW])
{
    const Knot *at = &b->knots[k];
    double own = rise(at), h = at[1].z - at[0].z, d0 = own, d1 = own;

    if (k > 0)
        d0 = slope(own, h, rise(at - 1), at[0].z - at[-1].z);
    if (k + 1 < b->last)
        d1 = slope(own, h, rise(at + 1), at[2].z - at[1].z);
    row[Z] = at->z;
    row[C0] = at->x;
    row[C1] = d0;
    row[C2] = (3 * own - 2 * d0 - d1) / h;
    row[C3] = (d0 + d1 - 2 * own) / (h * h);
}

LANE double piece_at(const double *row, double z)
{
    double w = z - row[Z];
    return row[C0] + w * (row[C1] + w * (row[C2] + w * row[C3]));
}

/* Whether x is where the score is z, or jumps over it; if not, it makes a knot. */
static bool is_exact(Blend *b, double x, double z)
{
    double at = rounded(x), score = score_of(b, at), off = score - z;
    double allowed = BLEND_ERROR / 2, aside = 0x1p-38 * fabs(x) + 0x1p-60 * b->width;

    if (off > allowed)
        off = fmax(score_of(b, x - aside) - z, 0);
    else if (off < -allowed)
        off = fmin(score_of(b, x + aside) - z, 0);
    bool exact = fabs(off) <= allowed;
    if (!exact)
        add_knot(b, score, at);
    return exact;
}

/* At a fifth from either end, where the error of a cubic with slopes somewhat off is
 * largest. */
static bool is_fine(Blend *b, size_t k)
{
    double z = b->knots[k].z, h = b->knots[k + 1].z - z, row[ROW];

    if (h < NARROWEST || b->knots[k].x == b->knots[k + 1].x)
        return true;
    make_piece(b, k, row);
    bool first = is_exact(b, piece_at(row, z + 0.2 * h), z + 0.2 * h);
    return is_exact(b, piece_at(row, z + 0.8 * h), z + 0.8 * h) && first;
}

/* Look at all pieces not known to be fine; those beside others that were not must be
 * looked at again. False when all are fine. */
static bool refine(Blend *b)
{
    bool before = true, all = true;

    for (size_t k = 0; k < b->last; k++) {
        bool fine = b->knots[k].fine || is_fine(b, k);
        if (!fine && k > 0)
            b->knots[k - 1].fine = false;
        b->knots[k].fine = fine && before;
        before = fine;
        all &= fine;
    }
    sort_knots(b);
    return !all;
}

/* --- the table -------------------------------------------------------------------- */

enum { LOWEST, HIGHEST, PIECES }; /* p */

static const double *guide_of(const Law *law)
{
    return law->points + law->part_count;
}

/* The last knot begins the straight line that goes on. */
static void pack(Law *law, const Blend *b, Arena *arena)
{
    size_t n = b->knot_count, at = 0, parts = law->part_count;
    double *points = arena_array(arena, double, parts + CELLS + n * ROW);
    double *guide = points + parts, *rows = guide + CELLS, *last = rows + (n - 1) * ROW;

    memcpy(points, law->points, parts * sizeof *points);
    for (size_t k = 0; k + 1 < n; k++)
        make_piece(b, k, rows + k * ROW);
    last[Z] = b->knots[n - 1].z;
    last[C0] = b->knots[n - 1].x;
    last[C1] = rise(&b->knots[n - 2]);
    for (int cell = 0; cell < CELLS; cell++) {
        double begin = BLEND_LOW + (double)cell / GUIDE_PER_SCORE;
        while (at + 1 < n && rows[(at + 1) * ROW + Z] <= begin)
            at++;
        guide[cell] = (double)at;
    }
    law->points = points;
    law->point_count = parts + CELLS + n * ROW;
    law->p[PIECES] = (double)n;
    law->dist->support(law, &law->p[LOWEST], &law->p[HIGHEST]);
}

void blend_make(Law *law, Arena *arena)
{
    Blend b = { .law = law, .knots = memory_grow(NULL, MOST_KNOTS, sizeof *b.knots) };

    add_parts(&b);
    add_constants(&b);
    sort_knots(&b);
    b.width = b.knots[b.knot_count - 1].x - b.knots[0].x;
    for (int pass = 0; pass < MOST_PASSES && refine(&b); pass++)
        ;
    pack(law, &b, arena);
    free(b.knots);
}

/* Lane by lane, because pieces differ in width. */
void blend_at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    const double *guide = guide_of(law), *rows = guide + CELLS;
    size_t last = (size_t)law->p[PIECES] - 1;

    for (int i = 0; i < POINTS; i++) {
        double at = lane_max(z[i], BLEND_LOW);
        double cell = lane_min((at - BLEND_LOW) * GUIDE_PER_SCORE, CELLS - 1);
        size_t k = (size_t)guide[(size_t)cell];
        while (k < last && at >= rows[(k + 1) * ROW + Z])
            k++;
        x[i] = lane_clamp(piece_at(rows + k * ROW, at), law->p[LOWEST], law->p[HIGHEST]);
    }
}
