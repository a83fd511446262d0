/* GPUs of one's own that embed and re-rank: how many, what they cost, and nothing twice. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/whole_run.h"

static const Quantity *gpus, *to_embed, *to_rerank;

static int find(void **state)
{
    gpus = source_named(&monthly_embedding_gpus, "embedding.gpus");
    to_embed = source_named(gpus, "embedding.needed_gpus");
    to_rerank =
        source_named(source_named(&monthly_rerank_gpus, "rerank.gpus"), "rerank.needed_gpus");
    return 0;
}

/* --- by hand ------------------------------------------------------------------------------ */

/* Questions: 7.31 a second of 173 tokens over 0.6 are 2,107.7167 tokens a second. Index:
 * 12,345 + 678 + 98,000 chunks of 431 tokens in 2,629,800 s are 18.195647. Together times
 * 2 * 0.35e9 / 12.5e12 = 5.6e-5. */
static void an_embedding_model_reads_questions_and_the_index(void **state)
{
    assert_close(
        FORMULA_AT(*to_embed, 3, 1, 7.31, 173, 0.6, 12345, 678, 98000, 431, 0.35, 12.5),
        5.6e-5 * (2107.7166666666667 + 18.195647197505515), 1e-13);
    assert_close(FORMULA_AT(*to_embed, 3, 1, 7.31, 173, 0.6, 0, 0, 0, 431, 0.35, 12.5),
                 0.11803213333333334, 1e-13);
    assert_close(FORMULA_AT(*to_embed, 3, 0, 7.31, 173, 0.6, 1, 2, 3, 431, 0.35, 12.5), 0, 0);
}

/* 7.31 * 0.8 a second of 40 * (173 + 387) tokens over 0.7 are 187,136 tokens a second, times
 * 2 * 0.278e9 / 31.7e12. */
static void a_reranker_reads_what_the_cache_does_not_know(void **state)
{
    assert_close(FORMULA_AT(*to_rerank, 1, 1, 7.31, 0.2, 40, 173, 387, 0.7, 0.278, 31.7),
                 187136 * 0.556e9 / 31.7e12, 1e-13);
    assert_close(FORMULA_AT(*to_rerank, 1, 1, 7.31, 1, 40, 173, 387, 0.7, 0.278, 31.7), 0, 0);
    assert_close(FORMULA_AT(*to_rerank, 1, 0, 7.31, 0.2, 40, 173, 387, 0.7, 0.278, 31.7), 0, 0);
}

static double rented(double own, double needed, double least)
{
    return FORMULA_AT(*gpus, 1, own, needed, least);
}

/* 0.54 / 0.18 is 3.0000000000000004 in floating point. */
static void gpus_are_whole_and_at_least_the_least(void **state)
{
    assert_close(rented(1, 3.28, 1), 4, 0);
    assert_close(rented(1, 0.119, 1), 1, 0);
    assert_close(rented(1, 0, 2), 2, 0);
    assert_close(rented(1, 0.54 / 0.18, 1), 3, 0);
    assert_close(rented(0, 3.28, 1), 0, 0);
}

static void half_of_a_shared_gpu_is_rented_until_it_is_full(void **state)
{
    assert_close(rented(1, 0.37, 0.5), 0.5, 0);
    assert_close(rented(1, 0.53, 0.5), 1, 0);
}

/* 4 GPUs at 0.76 USD for 730 h */
static void gpus_are_paid_all_month(void **state)
{
    assert_close(FORMULA_AT(monthly_embedding_gpus, 1, 4, 0.76, 730), 2219.2, 1e-14);
    assert_close(FORMULA_AT(monthly_rerank_gpus, 1, 4, 0.76, 730), 2219.2, 1e-14);
}

/* 2 * 0.35e9 * 164,000 * 431 / 12.5e12 = 3,958.304 s at 0.76 USD an hour */
static void the_first_index_takes_hours_of_a_gpu(void **state)
{
    assert_close(FORMULA_AT(build_embedding_gpus, 0, 1, 164e3, 431, 0.35, 12.5, 0.76),
                 3958.304 / 3600 * 0.76, 1e-13);
    assert_close(FORMULA_AT(build_embedding_gpus, 0, 0, 164e3, 431, 0.35, 12.5, 0.76), 0, 0);
}

/* --- in whole runs --------------------------------------------------------------------------
 */

/* An own encoder of each kind that needs several GPUs, beside the same design that buys. */
static const char shop[] =
    "scenario: 1\nname: own encoders\nrun: { trials: 300 }\nmoney.horizon: 6 months\n"
    "traffic: { requests_per_day: 170 k/day, growth: 3% /month }\n"
    "api: { input_price: 0.7 USD/Mtok, output_price: 3.1 USD/Mtok }\n"
    "corpus: { documents: 40 M, growth: 2% /month }\n"
    "embedding: { parameters: 0.57 B, compute: 11 TFLOPS, lifetime: 4 months }\n"
    "rerank: { token_price: 0.02 USD/Mtok, parameters: 0.28 B, compute: 31 TFLOPS }\n"
    "designs:\n"
    "  bought: { parts: [corpus, rerank, api] }\n"
    "  own: { extends: bought, embedding.host: own, rerank.host: own }\n"
    "  mixed: { extends: bought, embedding.host: 30% api | 70% own }\n";

enum { TRIAL = 7, MONTHS = 6 };

/* Billed for the tokens of questions and chunks, and of no account for an own encoder. */
static const char *const token_lines[] = { "monthly.query_embedding", "monthly.rerank",
                                           "monthly.reembedding", "monthly.added_embedding" };

/* The store is loaded again for both. */
static void an_own_encoder_pays_no_tokens_and_a_bought_one_no_gpus(void **state)
{
    WholeRun whole;

    whole_run_start(&whole, shop, NULL, 0);
    double *month = whole_run_columns(&whole, TRIAL, 2);
    for (size_t i = 0; i < COUNT_OF(token_lines); i++) {
        assert_true(whole_run_value(&whole, month, "bought", token_lines[i]) > 0);
        assert_close(whole_run_value(&whole, month, "own", token_lines[i]), 0, 0);
    }
    assert_true(isnan(whole_run_value(&whole, month, "bought", "monthly.embedding_gpus")));
    assert_true(isnan(whole_run_value(&whole, month, "bought", "monthly.rerank_gpus")));
    assert_true(isnan(whole_run_value(&whole, month, "bought", "build.embedding_gpus")));
    free(month);
    whole_run_stop(&whole);
}

/* Lines of the inference that differ: two of tokens, two of GPUs. */
static void gpus_stand_in_place_of_tokens(void **state)
{
    WholeRun whole;

    whole_run_start(&whole, shop, NULL, 0);
    for (int m = 1; m <= MONTHS; m++) {
        double *at = whole_run_columns(&whole, TRIAL, m);
        double tokens = whole_run_value(&whole, at, "bought", "monthly.query_embedding") +
                        whole_run_value(&whole, at, "bought", "monthly.rerank");
        double rent = whole_run_value(&whole, at, "own", "monthly.embedding_gpus") +
                      whole_run_value(&whole, at, "own", "monthly.rerank_gpus");
        assert_true(rent > 0);
        assert_close(whole_run_value(&whole, at, "own", "cost.inference") - rent,
                     whole_run_value(&whole, at, "bought", "cost.inference") - tokens, 1e-12);
        free(at);
    }
    whole_run_stop(&whole);
}

/* The embedding model ends in month 4, and all is embedded again. */
static void a_new_embedding_model_takes_more_gpus_for_a_month(void **state)
{
    double needed[MONTHS + 1];
    WholeRun whole;

    whole_run_start(&whole, shop, NULL, 0);
    for (int m = 1; m <= MONTHS; m++) {
        double *at = whole_run_columns(&whole, TRIAL, m);
        needed[m] = whole_run_value(&whole, at, "own", "embedding.needed_gpus");
        free(at);
    }
    assert_true(needed[4] > needed[3] && needed[4] > needed[5]);
    assert_true(needed[6] > needed[5]);
    whole_run_stop(&whole);
}

/* A future has either GPUs or tokens on its bill. */
static void who_runs_it_may_be_open(void **state)
{
    WholeRun whole;
    int own = 0;

    whole_run_start(&whole, shop, NULL, 0);
    for (uint64_t trial = 0; trial < 100; trial++) {
        double *at = whole_run_columns(&whole, trial, 2);
        bool rents = whole_run_value(&whole, at, "mixed", "monthly.embedding_gpus") > 0;
        assert_true(rents !=
                    (whole_run_value(&whole, at, "mixed", "monthly.query_embedding") > 0));
        own += rents;
        free(at);
    }
    assert_in_range(own, 56, 84); /* 70 and three standard errors, sqrt(21) each */
    whole_run_stop(&whole);
}

/* GPUs' rent in the last month with this value of a key. */
static double rent_with(const char *key, double value, const char *unit)
{
    char set[64];
    WholeRun whole;

    snprintf(set, sizeof set, "%s=%g %s", key, value, unit);
    const Overrides overrides = { .set = (const char *[]){ set }, .set_count = 1 };
    whole_run_start(&whole, shop, &overrides, 0);
    double *at = whole_run_columns(&whole, TRIAL, MONTHS);
    double rent = whole_run_value(&whole, at, "own", "monthly.embedding_gpus") +
                  whole_run_value(&whole, at, "own", "monthly.rerank_gpus");
    free(at);
    whole_run_stop(&whole);
    return rent;
}

/* The rent never falls where there is more to read, and in the end it rises. */
static void more_to_read_is_never_cheaper(void **state)
{
    static const struct {
        const char *key, *unit;
        double first;
    } more[] = { { "traffic.requests_per_day", "/day", 0 },
                 { "tokens.question", "tok", 30 },
                 { "corpus.documents", "", 1e6 },
                 { "corpus.change_rate", "% /month", 1 },
                 { "rerank.candidates", "", 3 } };

    for (size_t i = 0; i < COUNT_OF(more); i++) {
        double value = more[i].first, start = rent_with(more[i].key, value, more[i].unit);
        double last = start;
        for (int k = 0; k < 4; k++) {
            value = value > 0 ? 3 * value : 2300;
            double rent = rent_with(more[i].key, value, more[i].unit);
            if (rent < last)
                fail_msg("%s of %g: %g after %g", more[i].key, value, rent, last);
            last = rent;
        }
        if (!(last > start))
            fail_msg("%s does not move the rent", more[i].key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_embedding_model_reads_questions_and_the_index),
        cmocka_unit_test(a_reranker_reads_what_the_cache_does_not_know),
        cmocka_unit_test(gpus_are_whole_and_at_least_the_least),
        cmocka_unit_test(half_of_a_shared_gpu_is_rented_until_it_is_full),
        cmocka_unit_test(gpus_are_paid_all_month),
        cmocka_unit_test(the_first_index_takes_hours_of_a_gpu),
        cmocka_unit_test(an_own_encoder_pays_no_tokens_and_a_bought_one_no_gpus),
        cmocka_unit_test(gpus_stand_in_place_of_tokens),
        cmocka_unit_test(a_new_embedding_model_takes_more_gpus_for_a_month),
        cmocka_unit_test(who_runs_it_may_be_open),
        cmocka_unit_test(more_to_read_is_never_cheaper),
    };
    return cmocka_run_group_tests(tests, find, NULL);
}
