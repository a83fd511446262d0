/* What holding and searching an index costs, what it returns, and the minimum. */
#include "tests/unit/support.h"

/* 4,596 bytes and 40% of 2,000 of text, twice, at 0.33 a GB: 5,396 * 0.66e-9 = 3.56136e-6;
 * 6,596 bytes of backup at 0.03: 0.19788e-6; 1,024 dimensions at 0.0047 a million:
 * 4.8128e-6. Together 8.57204e-6 a chunk; 231,457 of them. */
static void a_chunk_is_held_for_bytes_backup_and_dimensions(void **state)
{
    const Quantity *price = source_named(&monthly_vector_storage, "store.price_per_chunk");
    double each = FORMULA_AT(*price, 0, 4596, 2000, 0.4, 1024, 2, 0.33, 0.03, 0.0047);

    assert_close(each, 8.57204e-6, 1e-13);
    assert_close(FORMULA_AT(monthly_vector_storage, 5, 231457, each), 1.98405866, 1e-8);
}

/* 612,345 requests of which 20% hit the cache: 489,876 searches of 1.65 units at 16 a
 * million and 2.5 a million of their own: 12.9327264 + 1.22469 */
static void a_search_pays_for_units_and_for_itself(void **state)
{
    assert_close(FORMULA_AT(monthly_vector_reads, 5, 612345, 0.2, 1.65, 16, 2.5), 14.1574164,
                 1e-13);
}

/* A search returns the 40 candidates of a re-ranker, not the 7 for the prompt, of 219 + 1,973
 * bytes: 87,680. 489,876 searches: 42.95232768 GB, of which 30 are free, at 0.09. */
static void what_is_returned_beyond_a_free_part_is_billed(void **state)
{
    const Quantity *each = source_named(&monthly_vector_egress, "store.returned_per_search");
    double gigabytes = FORMULA_AT(*each, 0, 7, 40, 219, 1973);

    assert_close(gigabytes, 87680e-9, 1e-14);
    assert_close(FORMULA_AT(*each, 0, 7, 0, 219, 1973), 15344e-9, 1e-14);
    assert_close(FORMULA_AT(monthly_vector_egress, 5, 612345, 0.2, gigabytes, 30, 0.09),
                 1.1657094912, 1e-12);
    assert_close(FORMULA_AT(monthly_vector_egress, 5, 612345, 0.2, gigabytes, 43, 0.09), 0, 0);
}

/* The top-up where the store bills these sums and loads 90,000 chunks for 4e-6 each, 0.36. */
static double top_up(double minimum, double storage, double reads, double writes)
{
    return FORMULA_AT(monthly_vector_minimum, 5, minimum, storage, reads, 0.7, 1.9, 0.05,
                      writes, 0.02, 90e3, 4e-6);
}

/* 50 - (0.54 + 12.93 + 0.7 + 1.9 + 0.05 + 0.11 + 0.02 + 0.36) = 33.39; nothing above it */
static void the_minimum_is_topped_up_from_all_the_store_bills(void **state)
{
    assert_close(top_up(50, 0.54, 12.93, 0.11), 33.39, 1e-13);
    assert_close(top_up(50, 0.54, 62.93, 0.11), 0, 0);
}

/* What turbopuffer's calculator shows, 0.88 + 4.71 + 1.31 = 6.90 (as 7), is billed as 16;
 * usage of 20 USD as Pinecone's 50. */
static void the_minimum_is_as_the_vendors_state(void **state)
{
    double shown = 0.88 + 4.71 + 1.31;

    assert_near(shown, 7, 0.5);
    assert_close(
        shown + FORMULA_AT(monthly_vector_minimum, 1, 16, 0.88, 1.31, 0, 0, 0, 4.71, 0, 0, 0),
        16, 1e-15);
    assert_close(20 + FORMULA_AT(monthly_vector_minimum, 1, 50, 3.5, 13, 0, 0, 0, 3.5, 0, 0, 0),
                 50, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chunk_is_held_for_bytes_backup_and_dimensions),
        cmocka_unit_test(a_search_pays_for_units_and_for_itself),
        cmocka_unit_test(what_is_returned_beyond_a_free_part_is_billed),
        cmocka_unit_test(the_minimum_is_topped_up_from_all_the_store_bills),
        cmocka_unit_test(the_minimum_is_as_the_vendors_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
