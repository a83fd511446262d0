/* Text of doubles: against the first of %.15g, %.16g and %.17g that reads back. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "sim/output/shortest.h"

static void assert_shortest(double x)
{
    char expected[40], found[SHORTEST_ROOM + 1] = { 0 };

    for (int digits = 15; digits <= 17; digits++) {
        snprintf(expected, sizeof expected, "%.*g", digits, x);
        if (strtod(expected, NULL) == x)
            break;
    }
    size_t length = shortest(found, x);
    if (length != strlen(expected) || strcmp(found, expected) != 0)
        fail_msg("%a is %s, expected %s", x, found, expected);
}

static void assert_text(double x, const char *expected)
{
    char found[SHORTEST_ROOM + 1] = { 0 };

    assert_int_equal(shortest(found, x), strlen(expected));
    assert_string_equal(found, expected);
}

static void numbers_are_as_short_as_a_person_would_write_them(void **state)
{
    assert_text(0.1, "0.1");
    assert_text(-2.385, "-2.385");
    assert_text(36, "36");
    assert_text(123456000, "123456000");
    assert_text(0.00071, "0.00071");
    assert_text(7.1e-5, "7.1e-05");
    assert_text(1e300, "1e+300");
    assert_text(1.0 / 3, "0.3333333333333333");
    assert_text(0.1 + 0.2, "0.30000000000000004");
}

static void zeros_and_what_is_no_number_have_names(void **state)
{
    assert_text(0, "0");
    assert_text(-0.0, "-0");
    assert_text(NAN, "nan");
    assert_text(-NAN, "nan");
    assert_text(INFINITY, "inf");
    assert_text(-INFINITY, "-inf");
}

/* Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). */
static uint64_t any_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}

/* Any bits, and any mantissa with an exponent from 2^-40 to 2^59. */
static void any_double_reads_back(void **state)
{
    uint64_t stream = 20140605;

    for (int i = 0; i < 100000; i++) {
        uint64_t bits = any_bits(&stream), exponent = 1023 - 40 + any_bits(&stream) % 100;
        if (isfinite(lane_from_bits(bits)))
            assert_shortest(lane_from_bits(bits));
        assert_shortest(lane_from_bits(bits >> 12 | exponent << 52));
    }
}

/* Where the digits of a whole number end, and one step of the last bit beside it. */
static void numbers_with_few_digits_and_their_neighbours(void **state)
{
    for (int power = -14; power <= 18; power++)
        for (int n = 1; n < 1000; n += 7) {
            double x = n * pow(10, power);
            assert_shortest(x);
            assert_shortest(nextafter(x, 0));
            assert_shortest(nextafter(x, INFINITY));
        }
}

/* Their neighbours are not equally far. */
static void powers_of_two_and_their_neighbours(void **state)
{
    for (int power = -1074; power <= 1023; power++) {
        assert_shortest(ldexp(1, power));
        assert_shortest(nextafter(ldexp(1, power), 0));
        assert_shortest(-nextafter(ldexp(1, power), INFINITY));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_as_short_as_a_person_would_write_them),
        cmocka_unit_test(zeros_and_what_is_no_number_have_names),
        cmocka_unit_test(any_double_reads_back),
        cmocka_unit_test(numbers_with_few_digits_and_their_neighbours),
        cmocka_unit_test(powers_of_two_and_their_neighbours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
