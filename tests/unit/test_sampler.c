/* Where uniforms come from: strata, permanent dimensions, draws by name. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/sampling/sampler.h"
#include "sim/sampling/sobol.h"
#include "sim/sampling/uniforms.h"

enum { BLOCK = 256 };

static void kinds_have_names(void **state)
{
    assert_string_equal(sampler_names[SAMPLER_RANDOM], "random");
    assert_string_equal(sampler_names[SAMPLER_LHS], "lhs");
    assert_string_equal(sampler_names[SAMPLER_SOBOL], "sobol");
    assert_null(sampler_names[SAMPLER_SOBOL + 1]);
}

/* The first `trials` points of a key fall one into each of `trials` strata. */
static void assert_one_per_stratum(SamplerKind kind, const char *key, uint64_t trials)
{
    Sampler *sampler = sampler_make(kind, 5, trials, model_registry.dimensions,
                                    model_registry.dimension_count);
    char *seen = calloc(trials, 1);
    double u[BLOCK];

    for (uint64_t block = 0; block * BLOCK < trials; block++) {
        sampler_fill(sampler, sampler_points(sampler, key), block, u);
        for (uint64_t i = 0; i < BLOCK && block * BLOCK + i < trials; i++) {
            char *stratum = &seen[(size_t)(u[i] * (double)trials)];
            assert_true(u[i] > 0 && u[i] < 1 && !*stratum);
            *stratum = 1;
        }
    }
    free(seen);
    sampler_free(sampler);
}

static void a_latin_hypercube_has_one_point_in_each_stratum(void **state)
{
    const uint64_t trials[] = { 1, 2, 3, 7, 255, 256, 257, 1000, 1500, 10007 };

    for (size_t i = 0; i < COUNT_OF(trials); i++) {
        assert_one_per_stratum(SAMPLER_LHS, "traffic.growth", trials[i]);
        assert_one_per_stratum(SAMPLER_LHS, "of.nobody", trials[i]);
    }
}

static void sobol_points_have_one_in_each_stratum(void **state)
{
    assert_one_per_stratum(SAMPLER_SOBOL, "traffic.requests_per_day", 4096);
    assert_one_per_stratum(SAMPLER_SOBOL, "traffic.burstiness", 4096);
}

/* Strata are taken in an order that is another for every key: of n trials ranks of
 * two keys have a correlation of 0 +- 1/sqrt(n). */
static void keys_of_a_latin_hypercube_are_unrelated(void **state)
{
    enum { TRIALS = 5000, KEYS = 6 };
    static double u[KEYS][TRIALS + BLOCK];
    char key[] = "k0";
    Sampler *sampler = sampler_make(SAMPLER_LHS, 5, TRIALS, model_registry.dimensions,
                                    model_registry.dimension_count);

    for (int k = 0; k < KEYS; k++) {
        key[1] = (char)('0' + k);
        for (uint64_t block = 0; block * BLOCK < TRIALS; block++)
            sampler_fill(sampler, sampler_points(sampler, key), block, u[k] + BLOCK * block);
    }
    for (int k = 0; k < KEYS; k++)
        for (int j = 0; j < k; j++) {
            double sum = 0;
            for (int i = 0; i < TRIALS; i++)
                sum += (u[k][i] - 0.5) * (u[j][i] - 0.5);
            assert_near(12 * sum / TRIALS, 0, 4 / sqrt(TRIALS));
        }
    sampler_free(sampler);
}

/* Position n of dimensions.def is dimension n, scrambled by seed and key. */
static void a_key_keeps_its_dimension(void **state)
{
    const struct {
        const char *key;
        int dimension;
    } rows[] = { { "traffic.requests_per_day", 0 },
                 { "quality.cost_per_bad_answer", 1 },
                 { "tokens.examples", 10 },
                 { "serving.rate_per_replica", 26 },
                 { "traffic.burstiness", 59 } };
    Sampler *sampler = sampler_make(SAMPLER_SOBOL, 31, 16384, model_registry.dimensions,
                                    model_registry.dimension_count);
    double is[BLOCK], should[BLOCK];

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Sobol sobol;
        sobol_make(&sobol, rows[i].dimension);
        sobol_scramble(&sobol, uniforms_hash(31, uniforms_stream(rows[i].key), 0, 0));
        sobol_fill(&sobol, 3, should);
        sampler_fill(sampler, sampler_points(sampler, rows[i].key), 3, is);
        assert_memory_equal(is, should, sizeof is);
    }
    sampler_free(sampler);
}

static void other_keys_are_drawn_by_name(void **state)
{
    double is[BLOCK], should[BLOCK];
    const char *key = "of.nobody";

    uniforms_fill(31, uniforms_stream(key), 0, 3, should);
    for (SamplerKind kind = SAMPLER_RANDOM; kind <= SAMPLER_SOBOL; kind++) {
        Sampler *sampler = sampler_make(kind, 31, 16384, model_registry.dimensions,
                                        model_registry.dimension_count);
        sampler_fill(sampler, sampler_points(sampler, key), 3, is);
        if (kind == SAMPLER_LHS)
            assert_memory_not_equal(is, should, sizeof is);
        else
            assert_memory_equal(is, should, sizeof is);
        sampler_free(sampler);
    }
}

static void random_points_are_drawn_by_name_for_every_key(void **state)
{
    double is[BLOCK], should[BLOCK];
    Sampler *sampler = sampler_make(SAMPLER_RANDOM, 8, 100, model_registry.dimensions,
                                    model_registry.dimension_count);

    uniforms_fill(8, uniforms_stream("tokens.output"), 0, 0, should);
    sampler_fill(sampler, sampler_points(sampler, "tokens.output"), 0, is);
    assert_memory_equal(is, should, sizeof is);
    sampler_free(sampler);
}

static void another_seed_gives_other_points(void **state)
{
    double a[BLOCK], b[BLOCK];

    for (SamplerKind kind = SAMPLER_RANDOM; kind <= SAMPLER_SOBOL; kind++) {
        Sampler *one = sampler_make(kind, 1, 1000, model_registry.dimensions,
                                    model_registry.dimension_count),
                *two = sampler_make(kind, 2, 1000, model_registry.dimensions,
                                    model_registry.dimension_count);
        sampler_fill(one, sampler_points(one, "tokens.output"), 0, a);
        sampler_fill(two, sampler_points(two, "tokens.output"), 0, b);
        for (int i = 0; i < BLOCK; i++)
            assert_true(a[i] != b[i]);
        sampler_free(one);
        sampler_free(two);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_have_names),
        cmocka_unit_test(a_latin_hypercube_has_one_point_in_each_stratum),
        cmocka_unit_test(sobol_points_have_one_in_each_stratum),
        cmocka_unit_test(keys_of_a_latin_hypercube_are_unrelated),
        cmocka_unit_test(a_key_keeps_its_dimension),
        cmocka_unit_test(other_keys_are_drawn_by_name),
        cmocka_unit_test(random_points_are_drawn_by_name_for_every_key),
        cmocka_unit_test(another_seed_gives_other_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
