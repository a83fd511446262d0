/* refwork_text.c - refwork-1 as a person would have to write it: laws that the grammar
 * of values does not name by their parameters are written as the range of their tenth
 * to ninetieth percentile, with all digits. */
#include "tests/bench/refwork_registry.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* The normal score of the ninetieth percentile. */
#define SCORE90 1.2815515655446004

static void add_range(Text *text, const char *shape, double low, double high)
{
    text_format(text, "%s(%.17g..%.17g)", shape, low, high);
}

static void add_point(Text *text, const char *before, double chance, double value)
{
    text_format(text, "%s%.17g%% %g", before, 100 * chance, value);
}

/* Counts up to 12; more have a chance of 1e-9 and go with them. */
static void add_poisson(Text *text, double mean)
{
    enum { MOST = 12 };
    double chance = exp(-mean), rest = 1;

    for (int count = 0; count < MOST; count++) {
        add_point(text, count ? " | " : "", chance, count);
        rest -= chance;
        chance *= mean / (count + 1);
    }
    add_point(text, " | ", rest, MOST);
}

static void add_law(Text *text, const RefworkInput *in)
{
    const RefworkPoint *point = refwork_points[in->law == LAW_POINTS ? (int)in->a : 0];

    switch (in->law) {
    case LAW_LOGNORMAL:
        add_range(text, "lognormal", in->a * exp(-SCORE90 * in->b),
                  in->a * exp(SCORE90 * in->b));
        break;
    case LAW_PERT:
        text_format(text, "[%g, %g, %g]", in->a, in->b, in->c);
        break;
    case LAW_TRIANGLE:
        text_format(text, "triangle(%g, %g, %g)", in->a, in->b, in->c);
        break;
    case LAW_GAMMA:
        add_range(text, "gamma", gsl_cdf_gamma_Pinv(0.1, in->a, in->b),
                  gsl_cdf_gamma_Qinv(0.1, in->a, in->b));
        break;
    case LAW_NORMAL:
        add_range(text, "normal", in->a - SCORE90 * in->b, in->a + SCORE90 * in->b);
        break;
    case LAW_BETA:
        add_range(text, "beta", gsl_cdf_beta_Pinv(0.1, in->a, in->b),
                  gsl_cdf_beta_Qinv(0.1, in->a, in->b));
        break;
    case LAW_UNIFORM:
        text_format(text, "%g..%g (min-max)", in->a, in->b);
        break;
    case LAW_POINTS:
        for (int k = 0; k < REFWORK_POINTS && point[k].chance > 0; k++)
            add_point(text, k ? " | " : "", point[k].chance, point[k].value);
        break;
    case LAW_POISSON:
        add_poisson(text, in->a);
        break;
    }
}

void refwork_text(Text *text, unsigned long trials, int seed)
{
    text_format(text,
                "scenario: 1\nname: refwork-1\nmoney.horizon: %d months\n"
                "run: { trials: %lu, seed: %d, sampler: random }\n",
                REFWORK_MONTHS, trials, seed);
    for (int k = 0; k < REFWORK_INPUTS; k++) {
        text_format(text, "refwork.%s: ", refwork_inputs[k].name);
        add_law(text, &refwork_inputs[k]);
        text_add(text, "\n");
    }
    text_add(text, "correlations:\n");
    for (int i = 0; i < REFWORK_CORRELATED; i++)
        for (int j = 0; j < i; j++)
            text_format(text, "  - { between: [refwork.%s, refwork.%s], strength: %g }\n",
                        refwork_inputs[i].name, refwork_inputs[j].name, refwork_rank(i, j));
}
