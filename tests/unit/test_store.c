/* How big a vector store is. "Pinecone" are the worked examples of its price list
 * (docs.pinecone.io, understand cost): records of so many bytes in gigabytes, rounded. */
#include "tests/unit/support.h"

/* Bytes of a chunk from its parts. */
static double bytes_of(double dims, double overhead, double sparse, double id, double metadata,
                       double text)
{
    double vector = FORMULA_AT(store_vector_bytes, 0, dims, 4);
    double attributes = FORMULA_AT(store_attribute_bytes, 0, id, metadata);
    double indexed = FORMULA_AT(store_indexed_bytes, 0, vector, overhead, sparse, attributes);

    return FORMULA_AT(store_bytes_per_chunk, 0, indexed, text);
}

/* 1,153 components of 4 bytes and half as much graph: 6,918; 37 sparse ones: 296; 19 of an
 * identifier, 211 of metadata, 1,973 of text: 9,417 bytes. */
static void a_chunk_is_the_sum_of_its_parts(void **state)
{
    assert_close(bytes_of(1153, 0.5, 37, 19, 211, 1973), 9417, 1e-15);
    assert_close(bytes_of(0, 0, 37, 0, 0, 0), 296, 1e-15);
}

/* An eighth of a byte a component: 1,024 of them are 128 bytes */
static void a_binary_vector_is_small(void **state)
{
    assert_close(FORMULA_AT(store_vector_bytes, 0, 1024, 0.125), 128, 1e-15);
}

/* 231,457 chunks of 7,129 bytes are 1,650,056,953 */
static void gigabytes_are_decimal(void **state)
{
    assert_close(FORMULA_AT(store_gigabytes, 5, 231457, 7129), 1.650056953, 1e-14);
}

static double pinecone_gb(double records, double dims, double sparse, double metadata,
                          double text)
{
    return FORMULA_AT(store_gigabytes, 1, records,
                      bytes_of(dims, 0, sparse, 8, metadata, text));
}

static void dense_indexes_have_the_size_that_pinecone_states(void **state)
{
    assert_near(pinecone_gb(500e3, 768, 0, 500, 0), 1.79, 0.006);
    assert_near(pinecone_gb(5e6, 1024, 0, 15000, 0), 95.5, 0.06);
    assert_near(pinecone_gb(10e6, 1536, 0, 1000, 0), 71.5, 0.06);
}

static void sparse_indexes_have_the_size_that_pinecone_states(void **state)
{
    assert_near(pinecone_gb(1e6, 0, 50, 1000, 0), 1.41, 0.05);
    assert_near(pinecone_gb(5e6, 0, 100, 15000, 0), 79.0, 0.05);
}

static void document_indexes_have_the_size_that_pinecone_states(void **state)
{
    assert_near(pinecone_gb(500e3, 0, 0, 500, 2000), 1.25, 0.05);
    assert_near(pinecone_gb(1e6, 1024, 0, 1000, 5000), 10.1, 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chunk_is_the_sum_of_its_parts),
        cmocka_unit_test(a_binary_vector_is_small),
        cmocka_unit_test(gigabytes_are_decimal),
        cmocka_unit_test(dense_indexes_have_the_size_that_pinecone_states),
        cmocka_unit_test(sparse_indexes_have_the_size_that_pinecone_states),
        cmocka_unit_test(document_indexes_have_the_size_that_pinecone_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
