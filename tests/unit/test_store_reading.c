/* The read units of a query, from a floor over a line to a line with two bends. */
#include "tests/unit/support.h"

static const Quantity *per_chunk, *bound;

static int find(void **state)
{
    per_chunk = source_named(&store_units_per_query, "store.searched_per_chunk");
    bound = source_named(&store_units_per_query, "store.discount_bound");
    return 0;
}

/* Units of a query of so many gigabytes, with Pinecone's least and slope. */
static double pinecone_units(double gigabytes)
{
    return FORMULA_AT(store_units_per_query, 5, 1e9, gigabytes / 1e9, 0.25, 1, 0, 0, 0, 0);
}

/* max(0.25, 1.65) and max(0.25, 0.17); by default a query is a unit */
static void units_have_a_floor_and_a_slope(void **state)
{
    assert_close(pinecone_units(1.65), 1.65, 1e-15);
    assert_close(pinecone_units(0.17), 0.25, 1e-15);
    assert_close(FORMULA_AT(store_units_per_query, 5, 1e6, 7e-6, 1, 0, 0, 0, 0, 0), 1, 0);
}

/* turbopuffer: 1.28 at least; 80% off between 32 and 128 GB, 96% above. 160 GB are
 * 32 + 0.2 * 96 + 0.04 * 32 = 52.48; 50 GB are 32 + 0.2 * 18 = 35.6. */
static double turbopuffer_units(double gigabytes)
{
    return FORMULA_AT(store_units_per_query, 5, 1e9, gigabytes / 1e9, 1.28, 1, 0.8, 32, 0.16,
                      128);
}

static void discounts_apply_beyond_their_bounds(void **state)
{
    assert_close(turbopuffer_units(1.1), 1.28, 1e-15);
    assert_close(turbopuffer_units(31.7), 31.7, 1e-14);
    assert_close(turbopuffer_units(50), 35.6, 1e-14);
    assert_close(turbopuffer_units(160), 52.48, 1e-14);
}

static void a_larger_index_is_never_cheaper_to_search(void **state)
{
    double before = 0;

    for (double gigabytes = 0.01; gigabytes < 1e6; gigabytes *= 1.37) {
        double units = turbopuffer_units(gigabytes);
        assert_true(units >= before && units >= 1.28);
        before = units;
    }
}

/* 4,596 bytes, 30% of 2,000 of text, 270 of a keyword index: 5,466 over 12 indexes */
static void a_query_looks_through_one_index(void **state)
{
    assert_close(FORMULA_AT(*per_chunk, 0, 4596, 2000, 0.3, 270, 12), 455.5e-9, 1e-14);
}

/* 7 GB and 100,000 chunks of 5,466 bytes: 7.5466, whatever the number of indexes */
static void a_bound_is_a_size_and_so_many_chunks(void **state)
{
    assert_close(FORMULA_AT(*bound, 0, 7, 100e3, 455.5e-9, 12), 7.5466, 1e-14);
    assert_close(FORMULA_AT(*bound, 0, 7, 100e3, 5466e-9, 1), 7.5466, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_have_a_floor_and_a_slope),
        cmocka_unit_test(discounts_apply_beyond_their_bounds),
        cmocka_unit_test(a_larger_index_is_never_cheaper_to_search),
        cmocka_unit_test(a_query_looks_through_one_index),
        cmocka_unit_test(a_bound_is_a_size_and_so_many_chunks),
    };
    return cmocka_run_group_tests(tests, find, NULL);
}
