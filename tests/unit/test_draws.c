/* Ten million draws of every family that a scenario can name, and of counts: moments,
 * cells of equal chance, and both tails to a millionth.
 *
 * Each statistic is turned into a normal score, of which the worst is told by
 * `CI=1`. There are about 400 of them, so LIMIT is passed by chance once in 6,000 seeds;
 * seeds are fixed. Under sanitizers, where assertions are what is looked for, a
 * hundredth of the draws is made.
 */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>

#include "sim/base/counts.h"
#include "sim/sampling/dist.h"
#include "sim/sampling/uniforms.h"
#include "tests/unit/range_laws.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { BLOCK = 256, BLOCKS = SANITIZED ? 391 : 39063, CELLS = SANITIZED ? 100 : 1000 };

#define DRAWS ((double)BLOCK * BLOCKS)
#define LIMIT 5.0

static Arena arena;
static const double deepest[] = { 1e-4, 1e-5, 1e-6 };

/* Worst score of a case, and of what it is. */
typedef struct {
    const char *name, *of;
    double score;
} Worst;

static void take(Worst *worst, const char *of, double score)
{
    if (!(fabs(score) <= fabs(worst->score))) {
        worst->score = score;
        worst->of = of;
    }
}

static void judge(const Worst *worst)
{
    if (getenv("CI"))
        print_message("%-24s worst is %s: %.2f\n", worst->name, worst->of, worst->score);
    if (!(fabs(worst->score) < LIMIT))
        fail_msg("%s: %s has score %.2f", worst->name, worst->of, worst->score);
}

/* The score of a binomial count, exact in the tails. */
static double binomial_score(double count, double chance)
{
    double mean = DRAWS * chance;

    if (mean > 1e4)
        return (count - mean) / sqrt(mean * (1 - chance));
    return count > mean ? gsl_cdf_ugaussian_Qinv(gsl_cdf_poisson_Q((unsigned)count - 1, mean))
                        : gsl_cdf_ugaussian_Pinv(gsl_cdf_poisson_P((unsigned)count, mean));
}

/* By Wilson and Hilferty. */
static double chi_square_score(double sum, double freedom)
{
    return (cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / sqrt(2 / (9 * freedom));
}

/* --- continuous laws ------------------------------------------------------------------ */

/* Cells are between quantiles that the distribution function has confirmed. */
typedef struct {
    double edge[CELLS + 1], low[3], high[3];
    double count[CELLS], below[3], above[3], sum, squares;
} Tally;

/* The value with a chance below it, by bisection of the law's distribution function. */
static double invert(const Law *law, double chance, bool upper)
{
    double low = law_quantile(law, 0x1p-53), high = law_quantile(law, 1 - 0x1p-53);

    for (int i = 0; i < 80; i++) {
        double x = low / 2 + high / 2, below = law->dist->cdf(law, x);
        if (upper ? 1 - below > chance : below < chance)
            low = x;
        else
            high = x;
    }
    return high;
}

static size_t cell_of(const Tally *t, double x)
{
    size_t low = 0, high = CELLS;

    while (high - low > 1) {
        size_t k = (low + high) / 2;
        if (x > t->edge[k])
            low = k;
        else
            high = k;
    }
    return low;
}

/* The cell is guessed by the level, and moved to where the value is. */
static void add(Tally *t, double u, double x, double mean)
{
    size_t k = (size_t)(u * CELLS);

    if (!(x > t->edge[k] && x <= t->edge[k + 1]))
        k = cell_of(t, x);
    t->count[k]++;
    for (int i = 0; i < 3; i++) {
        t->below[i] += x < t->low[i];
        t->above[i] += x > t->high[i];
    }
    t->sum += x - mean;
    t->squares += (x - mean) * (x - mean);
}

static Tally *make_tally(const Law *law)
{
    static Tally tally;

    tally = (Tally){ .edge = { [0] = -INFINITY, [CELLS] = INFINITY } };
    for (int k = 1; k < CELLS; k++)
        tally.edge[k] = invert(law, k / (double)CELLS, false);
    for (int i = 0; i < 3; i++) {
        tally.low[i] = invert(law, deepest[i], false);
        tally.high[i] = invert(law, deepest[i], true);
    }
    return &tally;
}

static void judge_tails(Worst *worst, const Tally *t)
{
    for (int i = 0; i < 3; i++) {
        take(worst, "a lower tail", binomial_score(t->below[i], deepest[i]));
        take(worst, "an upper tail", binomial_score(t->above[i], deepest[i]));
    }
}

/* variance, or NAN: that of the draws is not known beforehand. fourth: the fourth central
 * moment over the square of the variance. */
static void draw_law(const char *name, const Law *law, double variance, double fourth)
{
    Worst worst = { .name = name, .of = "nothing" };
    double mean = law_mean(law), chi2 = 0, u[BLOCK], x[BLOCK];
    Tally *t = make_tally(law);

    for (uint64_t block = 0; block < BLOCKS; block++) {
        uniforms_fill(20240229, uniforms_stream(name), 0, block, u);
        law->dist->quantile(law, u, x);
        for (int i = 0; i < BLOCK; i++)
            add(t, u[i], x[i], mean);
    }
    for (int k = 0; k < CELLS; k++)
        chi2 += (t->count[k] - DRAWS / CELLS) * (t->count[k] - DRAWS / CELLS) / (DRAWS / CELLS);
    take(&worst, "cells", chi_square_score(chi2, CELLS - 1));
    take(&worst, "the mean", t->sum / sqrt(t->squares));
    if (!isnan(variance))
        take(&worst, "the variance",
             (t->squares / DRAWS / variance - 1) / sqrt((fourth - 1) / DRAWS));
    judge_tails(&worst, t);
    judge(&worst);
}

static Law range(const char *family, double low, double high)
{
    return law_of_range(&arena, family, low, high);
}

static Law three(const char *family, double low, double mode, double high)
{
    return law_of_three(&arena, family, low, mode, high);
}

/* 1.2815515655446004 is the normal score of 90%. */
static void normal_draws(void **state)
{
    Law law = range("normal", -0.21, 0.37);
    double sd = 0.29 / 1.2815515655446004;

    draw_law("normal", &law, sd * sd, 3);
}

/* With w = exp(sigma^2): variance (w - 1) mean^2, and w^4 + 2 w^3 + 3 w^2 - 3. */
static void lognormal_draws(void **state)
{
    Law law = range("lognormal", 3.2, 11);
    double sigma = log(11 / 3.2) / 2 / 1.2815515655446004, w = exp(sigma * sigma);
    double mean = law_mean(&law);

    draw_law("lognormal", &law, (w - 1) * mean * mean,
             w * w * w * w + 2 * w * w * w + 3 * w * w - 3);
}

/* Width w: w^2/12, and 9/5. The range is 0.8 of the width. */
static void uniform_draws(void **state)
{
    Law law = range("uniform", 2.3, 9.7);

    draw_law("uniform", &law, 9.25 * 9.25 / 12, 1.8);
}

/* Ends a, b and mode c: (a^2 + b^2 + c^2 - ab - ac - bc)/18, and 12/5. */
static void triangle_draws(void **state)
{
    Law law = three("triangle", 1.3, 1.7, 6.1);
    double squares = 1.3 * 1.3 + 1.7 * 1.7 + 6.1 * 6.1;
    double products = 1.3 * 1.7 + 1.3 * 6.1 + 1.7 * 6.1;

    draw_law("triangle", &law, (squares - products) / 18, 2.4);
}

/* Of a beta law of shapes a and b. */
static double beta_variance(double a, double b)
{
    return a * b / ((a + b) * (a + b) * (a + b + 1));
}

static double beta_fourth(double a, double b)
{
    double over = (a - b) * (a - b) * (a + b + 1) - a * b * (a + b + 2);

    return 3 + 6 * over / (a * b * (a + b + 2) * (a + b + 3));
}

/* Shapes 1 + 4 1.6/8.4 and 1 + 4 6.8/8.4 over 1.3..9.7. */
static void pert_draws(void **state)
{
    Law law = three("pert", 1.3, 2.9, 9.7);
    double a = 1 + 4 * 1.6 / 8.4, b = 1 + 4 * 6.8 / 8.4;

    draw_law("pert", &law, 8.4 * 8.4 * beta_variance(a, b), beta_fourth(a, b));
}

static void beta_draws(void **state)
{
    Law law = range("beta", 0.031, 0.21);
    double a = law.p[0], b = law.p[1];

    draw_law("beta", &law, beta_variance(a, b), beta_fourth(a, b));
}

/* Shape a: variance mean^2 / a, and 3 + 6/a. */
static void gamma_draws(void **state)
{
    Law law = range("gamma", 0.71, 11.3);
    double mean = law_mean(&law);

    draw_law("gamma", &law, mean * mean / law.p[0], 3 + 6 / law.p[0]);
}

static void mixture_draws(void **state)
{
    const Law apart[] = { range("uniform", 7, 9), three("triangle", 1, 2, 6) };
    const Law overlapping[] = { range("lognormal", 1, 7), range("normal", 2, 11),
                                range("gamma", 3, 5) };
    Error err = { 0 };
    Law law;

    assert_true(law_mixture(&law, apart, (double[]){ 0.4, 0.6 }, 2, &arena, &err));
    draw_law("mixture", &law, NAN, NAN);
    assert_true(law_mixture(&law, overlapping, (double[]){ 0.5, 0.2, 0.3 }, 3, &arena, &err));
    draw_law("mixture that overlaps", &law, NAN, NAN);
}

static void draws_of_tables_of_quantiles(void **state)
{
    Error err = { 0 };
    Law law;

    assert_true(law_quantiles(&law, (double[]){ 0.05, 0.5, 0.95, 0.99 },
                              (double[]){ 0.4, 1.1, 3.9, 7.3 }, 4, &arena, &err));
    draw_law("quantiles", &law, NAN, NAN);
}

/* Between measured values draws are uniform: the law's mean is exact. */
static void draws_of_samples(void **state)
{
    Error err = { 0 };
    Law law;

    assert_true(law_samples(&law, (double[]){ 3.1, -0.6, 7.7, 4.3, 12.9 }, 5, &arena, &err));
    draw_law("samples", &law, NAN, NAN);
}

/* --- counts --------------------------------------------------------------------------- */

/* P(K <= k) and P(K > k) of a law with a mean and a dispersion. */
static double count_P(double mean, double dispersion, double k)
{
    return dispersion == 1 ? gsl_cdf_poisson_P((unsigned)k, mean)
                           : gsl_cdf_beta_P(1 / dispersion, mean / (dispersion - 1), k + 1);
}

static double count_Q(double mean, double dispersion, double k)
{
    return dispersion == 1 ? gsl_cdf_poisson_Q((unsigned)k, mean)
                           : gsl_cdf_beta_Q(1 / dispersion, mean / (dispersion - 1), k + 1);
}

enum { MOST_COUNT = 20000 };

static const double *tally_counts(const char *name, double mean, double dispersion)
{
    static double count[MOST_COUNT];
    double u[BLOCK], k[BLOCK], means[BLOCK], dispersions[BLOCK];

    memset(count, 0, sizeof count);
    for (int i = 0; i < BLOCK; i++) {
        means[i] = mean;
        dispersions[i] = dispersion;
    }
    for (uint64_t block = 0; block < BLOCKS; block++) {
        uniforms_fill(20240229, uniforms_stream(name), 1, block, u);
        counts_negative_binomial(k, u, means, dispersions);
        for (int i = 0; i < BLOCK; i++)
            count[k[i] < MOST_COUNT ? (int)k[i] : MOST_COUNT - 1]++;
    }
    return count;
}

/* Neighbouring counts are put together until 1/CELLS of the chance is expected. */
static double cells_score(const double *count, double mean, double dispersion)
{
    double chi2 = 0, seen = 0, before = 0;
    int cells = 0;

    for (int k = 0; k < MOST_COUNT; k++) {
        double P = k < MOST_COUNT - 1 ? count_P(mean, dispersion, k) : 1;
        double expected = DRAWS * (P - before);
        seen += count[k];
        if (expected < DRAWS / CELLS || 1 - P < 1.0 / CELLS) {
            if (k < MOST_COUNT - 1)
                continue;
        }
        chi2 += expected > 0 ? (seen - expected) * (seen - expected) / expected : 0;
        cells++;
        seen = 0;
        before = P;
    }
    return cells > 1 ? chi_square_score(chi2, cells - 1) : 0;
}

/* Beyond the first count that has no more than that chance outside. */
static void count_tails(Worst *worst, const double *count, double mean, double dispersion)
{
    for (int i = 0; i < 3; i++) {
        double below = 0, above = 0;
        int low = 0, high = 0;
        while (count_P(mean, dispersion, low) < deepest[i])
            below += count[low++];
        while (count_Q(mean, dispersion, high) > deepest[i])
            high++;
        for (int k = high + 1; k < MOST_COUNT; k++)
            above += count[k];
        if (low > 0)
            take(worst, "a lower tail",
                 binomial_score(below, count_P(mean, dispersion, low - 1)));
        take(worst, "an upper tail", binomial_score(above, count_Q(mean, dispersion, high)));
    }
}

/* The fourth moment is 3 + (1 + 6 d (d - 1)) / variance. */
static void draw_counts(const char *name, double mean, double dispersion)
{
    Worst worst = { .name = name, .of = "nothing" };
    const double *count = tally_counts(name, mean, dispersion);
    double sum = 0, squares = 0, variance = mean * dispersion;

    for (int k = 0; k < MOST_COUNT; k++) {
        sum += count[k] * (k - mean);
        squares += count[k] * (k - mean) * (k - mean);
    }
    double fourth = 3 + (1 + 6 * dispersion * (dispersion - 1)) / variance;
    take(&worst, "the mean", sum / sqrt(variance * DRAWS));
    take(&worst, "the variance", (squares / DRAWS / variance - 1) / sqrt((fourth - 1) / DRAWS));
    take(&worst, "cells", cells_score(count, mean, dispersion));
    count_tails(&worst, count, mean, dispersion);
    judge(&worst);
}

static void poisson_draws(void **state)
{
    draw_counts("poisson 0.37", 0.37, 1);
    draw_counts("poisson 11.3", 11.3, 1);
    draw_counts("poisson 730", 730, 1);
}

static void negative_binomial_draws(void **state)
{
    draw_counts("bursts 3.1, 2.4", 3.1, 2.4);
    draw_counts("bursts 38, 7", 38, 7);
    draw_counts("bursts 900, 21", 900, 21);
}

static int free_arena(void **state)
{
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_draws),
        cmocka_unit_test(lognormal_draws),
        cmocka_unit_test(uniform_draws),
        cmocka_unit_test(triangle_draws),
        cmocka_unit_test(pert_draws),
        cmocka_unit_test(beta_draws),
        cmocka_unit_test(gamma_draws),
        cmocka_unit_test(mixture_draws),
        cmocka_unit_test(draws_of_tables_of_quantiles),
        cmocka_unit_test(draws_of_samples),
        cmocka_unit_test(poisson_draws),
        cmocka_unit_test(negative_binomial_draws),
    };
    gsl_set_error_handler_off(); /* as the program does */
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
