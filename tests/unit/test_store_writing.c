/* The write units of a chunk, with the worked examples of Pinecone (docs.pinecone.io,
 * understand cost) and Zilliz (docs.zilliz.com, serverless cluster cost). */
#include "tests/unit/support.h"

/* 7,129 bytes and 371 of a keyword index at 2 units a KB: 15; with 5 a request at least */
static void units_have_a_floor_and_a_slope(void **state)
{
    assert_close(FORMULA_AT(store_units_per_write, 0, 7129, 371, 1, 5, 2, 0), 15, 1e-15);
    assert_close(FORMULA_AT(store_units_per_write, 0, 1729, 371, 1, 5, 2, 0), 5, 1e-15);
    assert_close(FORMULA_AT(store_units_per_write, 0, 7129, 371, 1, 1, 0, 0), 1, 0);
}

/* 3 chunks of 7.5 KB are 22.5 KB: not rounded 7.5 a chunk, to 1 unit 23 / 3, to 4 units 8 */
static void requests_are_rounded_not_chunks(void **state)
{
    assert_close(FORMULA_AT(store_units_per_write, 0, 7500, 0, 3, 5, 1, 0), 7.5, 1e-15);
    assert_close(FORMULA_AT(store_units_per_write, 0, 7500, 0, 3, 5, 1, 1), 23 / 3.0, 1e-14);
    assert_close(FORMULA_AT(store_units_per_write, 0, 7500, 0, 3, 5, 1, 4), 8, 1e-14);
}

/* Units of a whole request of so many records. */
static double pinecone_upsert(double records, double kilobytes)
{
    return records * FORMULA_AT(store_units_per_write, 0, kilobytes * 1e3, 0, records, 5, 1, 1);
}

static void upserts_are_billed_as_pinecone_states(void **state)
{
    assert_close(pinecone_upsert(1, 3.2), 5, 0);
    assert_close(pinecone_upsert(10, 19.10), 191, 1e-15);
    assert_close(pinecone_upsert(100, 3.57), 357, 1e-15);
}

/* 100 records of 1.09 KB; the product of the doubles is a hair above 109. */
static void a_hair_is_not_rounded_up(void **state)
{
    assert_close(pinecone_upsert(100, 1.09), 109, 1e-15);
}

/* The bytes of both, in the mean; of 19.10 KB and 15 KB the page says 25, and every other
 * line of it that the sum counts. */
static void an_update_is_billed_for_what_it_replaces(void **state)
{
    double mean = (6.24e3 + 6.50e3) / 2, wrong_there = (19.10e3 + 15e3) / 2;

    assert_close(FORMULA_AT(store_units_per_rewrite, 0, mean, 0, 1, 5, 1, 1, 1, 0), 13, 1e-15);
    assert_close(FORMULA_AT(store_units_per_rewrite, 0, wrong_there, 0, 1, 5, 1, 1, 1, 0), 35,
                 1e-15);
}

/* 0.244140625 units a KB are 0.25 for 1,024 bytes; 4 USD a million. */
static double zilliz_insert(double million_vectors, double dims)
{
    double units = FORMULA_AT(store_units_per_write, 0, dims * 4, 0, 1, 0, 0.244140625, 0);

    return FORMULA_AT(monthly_rewriting, 1, million_vectors * 1e6, units, 4);
}

static void inserts_cost_what_zilliz_states(void **state)
{
    assert_close(zilliz_insert(1, 768), 3, 1e-15);
    assert_close(zilliz_insert(1, 1536), 6, 1e-15);
    assert_close(zilliz_insert(10, 768), 30, 1e-15);
}

/* 0.75 for 3,072 bytes and a unit for what is removed; loading is free */
static void replacing_and_loading_have_units_of_their_own(void **state)
{
    assert_close(FORMULA_AT(store_units_per_rewrite, 0, 3072, 0, 1, 0, 0.244140625, 0, 0, 1),
                 1.75, 1e-15);
    assert_close(FORMULA_AT(store_units_per_load, 0, 0.75, 0), 0, 0);
    assert_close(FORMULA_AT(store_units_per_load, 0, 0.75, 0.6), 0.45, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_have_a_floor_and_a_slope),
        cmocka_unit_test(requests_are_rounded_not_chunks),
        cmocka_unit_test(upserts_are_billed_as_pinecone_states),
        cmocka_unit_test(a_hair_is_not_rounded_up),
        cmocka_unit_test(an_update_is_billed_for_what_it_replaces),
        cmocka_unit_test(inserts_cost_what_zilliz_states),
        cmocka_unit_test(replacing_and_loading_have_units_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
