/* Addressed random numbers: known answers, and that neighbours are unrelated.
 *
 * The known answers come from an independent program with integers of any size.
 * Bounds of the statistics are five standard errors of what independent uniforms
 * give; seeds are fixed, so a test passes always or never.
 */
#include "tests/unit/support.h"

#include "sim/sampling/uniforms.h"

enum { BLOCK = 256, BLOCKS = 400, DRAWS = BLOCK * BLOCKS };

#define ERRORS 5

static void known_answers(void **state)
{
    uint64_t stream = uniforms_stream("tokens.output");
    double u[BLOCK];

    assert_true(stream == 0x6160525A78A9CECA);
    assert_true(uniforms_stream("") == 0xCBF29CE484222325);
    assert_true(uniforms_hash(20240229, stream, 3, 7) == 0x8E1BC313DF928C89);
    uniforms_fill(20240229, stream, 3, 7, u);
    assert_true(u[0] == 0x1.54c4983874d54p-3 && u[1] == 0x1.7d91964d7f685p-1);
    assert_true(u[8] == 0x1.bba663e585f23p-1 && u[130] == 0x1.d604c74a993e1p-1);
    assert_true(u[255] == 0x1.9f4685ed74e38p-4);
    uniforms_fill(0, uniforms_stream("traffic.growth"), 0, 0, u);
    assert_true(u[0] == 0x1.45bd06c6c8e0ep-2 && u[255] == 0x1.722bd365fb835p-1);
}

static void bits_become_centres_of_cells(void **state)
{
    assert_true(uniforms_from_bits(0) == 0x1p-53);
    assert_true(uniforms_from_bits(UINT64_MAX) == 1 - 0x1p-53);
    assert_true(uniforms_from_bits(UINT64_C(1) << 63) == 0.5 + 0x1p-53);
    assert_true(uniforms_from_bits(0xFFF) == 0x1p-53); /* the low 12 bits do not count */
}

/* What varies from one block of a sequence to the next. */
typedef enum { BLOCKS_OF_A_STREAM, NEIGHBOUR_STREAMS, TICKS, SEEDS, SEQUENCES } Sequence;

static void fill(double *u, Sequence sequence, uint64_t k)
{
    uint64_t at[SEQUENCES] = { 0 };

    at[sequence] = k;
    uniforms_fill(17 + at[SEEDS], 90 + at[NEIGHBOUR_STREAMS], at[TICKS], at[BLOCKS_OF_A_STREAM],
                  u);
}

/* DRAWS draws of a sequence; lane by lane if `across`, so that neighbours in the
 * array are the same lane of neighbouring blocks. */
static const double *draws(Sequence sequence, bool across)
{
    static double all[DRAWS];
    double u[BLOCK];

    for (int k = 0; k < BLOCKS; k++) {
        fill(u, sequence, (uint64_t)k);
        for (int i = 0; i < BLOCK; i++)
            all[across ? i * BLOCKS + k : k * BLOCK + i] = u[i];
    }
    return all;
}

/* Of n uniforms the mean has variance 1/(12 n), and the mean of (u - 1/2)^2, which
 * is 1/12, has 1/(180 n). */
static void mean_and_variance(void **state)
{
    for (Sequence s = 0; s < SEQUENCES; s++) {
        const double *u = draws(s, false);
        double sum = 0, squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += u[i] - 0.5;
            squares += (u[i] - 0.5) * (u[i] - 0.5);
        }
        assert_near(sum / DRAWS, 0, ERRORS / sqrt(12.0 * DRAWS));
        assert_near(squares / DRAWS, 1.0 / 12, ERRORS / sqrt(180.0 * DRAWS));
    }
}

/* A product of two independent centred uniforms has variance 1/144. */
static void assert_uncorrelated(const double *u, int lag)
{
    double sum = 0;

    for (int i = 0; i + lag < DRAWS; i++)
        sum += (u[i] - 0.5) * (u[i + lag] - 0.5);
    assert_near(sum / (DRAWS - lag), 0, ERRORS / 12.0 / sqrt(DRAWS - lag));
}

static void draws_are_unrelated_to_those_before(void **state)
{
    const int lags[] = { 1, 2, 3, 7, 8, 16, 255, 256, 512 };

    for (Sequence s = 0; s < SEQUENCES; s++)
        for (int across = 0; across < 2; across++)
            for (size_t k = 0; k < COUNT_OF(lags); k++)
                assert_uncorrelated(draws(s, across), lags[k]);
}

/* Twelve named streams, every pair. */
static void streams_are_unrelated(void **state)
{
    enum { STREAMS = 12 };
    static double u[STREAMS][DRAWS];
    char name[] = "input.a";

    for (int s = 0; s < STREAMS; s++) {
        name[6] = (char)('a' + s);
        for (int k = 0; k < BLOCKS; k++)
            uniforms_fill(3, uniforms_stream(name), 0, (uint64_t)k, u[s] + BLOCK * k);
    }
    for (int s = 0; s < STREAMS; s++)
        for (int r = 0; r < s; r++) {
            double sum = 0;
            for (int i = 0; i < DRAWS; i++)
                sum += (u[s][i] - 0.5) * (u[r][i] - 0.5);
            assert_near(sum / DRAWS, 0, ERRORS / 12.0 / sqrt(DRAWS));
        }
}

/* Bytes number 0 to 5 of each draw: chi-square with 255 degrees of freedom, of mean
 * 255 and variance 510. */
static void every_byte_is_even(void **state)
{
    for (Sequence s = 0; s < SEQUENCES; s++) {
        const double *u = draws(s, false);
        for (int byte = 0; byte < 6; byte++) {
            int count[256] = { 0 };
            double chi2 = 0, expected = DRAWS / 256.0;
            for (int i = 0; i < DRAWS; i++)
                count[(uint64_t)(u[i] * 0x1p53) >> (45 - 8 * byte) & 255]++;
            for (int k = 0; k < 256; k++)
                chi2 += (count[k] - expected) * (count[k] - expected) / expected;
            assert_near(chi2, 255, ERRORS * sqrt(510));
        }
    }
}

/* Pairs of neighbours in 16 x 16 cells, too: 255 degrees of freedom again. */
static void pairs_are_even(void **state)
{
    for (Sequence s = 0; s < SEQUENCES; s++)
        for (int across = 0; across < 2; across++) {
            const double *u = draws(s, across);
            int count[256] = { 0 };
            double chi2 = 0, expected = DRAWS / 2 / 256.0;
            for (int i = 0; i < DRAWS; i += 2)
                count[16 * (int)(16 * u[i]) + (int)(16 * u[i + 1])]++;
            for (int k = 0; k < 256; k++)
                chi2 += (count[k] - expected) * (count[k] - expected) / expected;
            assert_near(chi2, 255, ERRORS * sqrt(510));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(bits_become_centres_of_cells),
        cmocka_unit_test(mean_and_variance),
        cmocka_unit_test(draws_are_unrelated_to_those_before),
        cmocka_unit_test(streams_are_unrelated),
        cmocka_unit_test(every_byte_is_even),
        cmocka_unit_test(pairs_are_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
