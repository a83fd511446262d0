/* The random streams as the engine uses them: known answers of the generator, and a
 * battery of tests of randomness after Knuth (1997), Marsaglia (1985) and the SmallCrush
 * of L'Ecuyer and Simard (2007), over what neighbours in an address draw.
 *
 * Each test gives the chance p of a statistic at most as large. All are between LIMIT and
 * 1 - LIMIT for the engine's streams; generators that are known to be bad fail.
 */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#include "sim/sampling/uniforms.h"

enum { BLOCK = 256, BLOCKS = 1024, DRAWS = BLOCK * BLOCKS, DIGITS = 52 };

#define LIMIT 1e-6

/* --- known answers ----------------------------------------------------------------- */

static uint64_t rotate(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

/* xoshiro256++ as its authors published it. */
static uint64_t xoshiro(uint64_t s[4])
{
    uint64_t result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

/* The first outputs from the state 1, 2, 3, 4 are those of the reference
 * implementation; SplitMix64 from 1234567 likewise. */
static void the_reference_gives_the_published_numbers(void **state)
{
    const uint64_t outputs[] = { 41943041,
                                 58720359,
                                 3588806011781223,
                                 3591011842654386,
                                 9228616714210784205u,
                                 9973669472204895162u,
                                 14011001112246962877u,
                                 12406186145184390807u };
    const uint64_t starts[] = { 6457827717110365317, 3203168211198807973, 9817491932198370423u,
                                4593380528125082431, 16408922859458223821u };
    uint64_t s[4] = { 1, 2, 3, 4 }, seed = 1234567;

    for (size_t i = 0; i < COUNT_OF(outputs); i++)
        assert_true(xoshiro(s) == outputs[i]);
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        assert_true(splitmix(&seed) == starts[i]);
}

/* The address, part by part, into SplitMix64. */
static uint64_t hash_of(uint64_t seed, uint64_t stream, uint64_t tick, uint64_t block)
{
    const uint64_t parts[] = { stream, tick, block };
    uint64_t hash = splitmix(&seed);

    for (int i = 0; i < 3; i++) {
        uint64_t mixed = hash ^ (parts[i] * 0xD1B54A32D192ED03);
        hash = splitmix(&mixed);
    }
    return hash;
}

static void a_block_is_eight_references_side_by_side(void **state)
{
    uint64_t address[] = { 20240229, 0x6160525A78A9CECA, 31, 77 };
    double u[BLOCK];

    for (int part = 0; part < 4; part++, address[part & 3] += 0x123456789)
        for (int lane = 0; lane < 8; lane++) {
            uint64_t hash = hash_of(address[0], address[1], address[2], address[3]), s[4];
            assert_true(hash == uniforms_hash(address[0], address[1], address[2], address[3]));
            for (int word = 0; word < 32; word++) {
                uint64_t start = splitmix(&hash);
                if (word % 8 == lane)
                    s[word / 8] = start;
            }
            uniforms_fill(address[0], address[1], address[2], address[3], u);
            for (int i = lane; i < BLOCK; i += 8)
                assert_true(u[i] == ((double)(xoshiro(s) >> 12) + 0.5) * 0x1p-52);
        }
}

/* --- what is tested ----------------------------------------------------------------- */

/* A generator fills a block of an address; bad ones may keep a state. */
typedef enum { SEED, STREAM, TICK, TRIALS, PARTS } Part;
typedef void Generator(const uint64_t at[PARTS], uint64_t *state, double *u);

static void engine(const uint64_t at[PARTS], uint64_t *state, double *u)
{
    (void)state;
    uniforms_fill(at[SEED], at[STREAM], at[TICK], at[TRIALS], u);
}

/* Bits as the engine makes uniforms of them. */
static double as_uniform(uint64_t bits)
{
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

/* The engine's generator, its addresses added up instead of hashed. */
static void unhashed(const uint64_t at[PARTS], uint64_t *state, double *u)
{
    uint64_t sum = at[SEED] + at[STREAM] + at[TICK] + at[TRIALS], s[4][8];

    (void)state;
    for (int word = 0; word < 32; word++)
        s[word % 4][word / 4] = splitmix(&sum);
    for (int i = 0; i < BLOCK; i++) {
        uint64_t one[] = { s[0][i % 8], s[1][i % 8], s[2][i % 8], s[3][i % 8] };
        u[i] = as_uniform(xoshiro(one));
        for (int word = 0; word < 4; word++)
            s[word][i % 8] = one[word];
    }
}

/* Knuth's linear congruential generator, one sequence over all blocks. */
static void congruential(const uint64_t at[PARTS], uint64_t *state, double *u)
{
    (void)at;
    for (int i = 0; i < BLOCK; i++)
        u[i] = as_uniform(*state = *state * 6364136223846793005 + 1442695040888963407);
}

/* Marsaglia's xorshift of 64 bits, likewise: linear in its bits. */
static void shifted(const uint64_t at[PARTS], uint64_t *state, double *u)
{
    (void)at;
    for (int i = 0; i < BLOCK; i++) {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        u[i] = as_uniform(*state);
    }
}

/* What is one further from block to block: one part of the address, or, as in a run,
 * the stream of 16 and then the trials. */
typedef enum { SEEDS, STREAMS, TICKS, BLOCKS_OF_TRIALS, A_RUN, WALKS } Walk;

static const char *const walk_names[] = { "seeds", "streams", "ticks", "blocks", "a run" };

/* DRAWS draws as numbers of 52 bits; across: lane by lane, so that neighbours are the same
 * lane of neighbouring addresses. */
static const uint64_t *draw(Generator *generator, Walk walk, bool across)
{
    static uint64_t all[DRAWS];
    uint64_t state = 88172645463325252;

    for (uint64_t k = 0; k < BLOCKS; k++) {
        uint64_t at[PARTS] = { 17, 90, 0, 0 };
        double u[BLOCK];
        if (walk == A_RUN) {
            at[STREAM] += k % 16;
            at[TRIALS] += k / 16;
        } else {
            at[walk] += k;
        }
        generator(at, &state, u);
        for (uint64_t i = 0; i < BLOCK; i++)
            all[across ? i * BLOCKS + k : k * BLOCK + i] = (uint64_t)(u[i] * 0x1p52);
    }
    return all;
}

/* --- the battery ---------------------------------------------------------------------- */

/* The n bits of a draw from the first of them on. */
static uint64_t bits_of(uint64_t draw, int first, int n)
{
    return draw >> (DIGITS - first - n) & ((UINT64_C(1) << n) - 1);
}

static double chi_square(const int *count, const double *expected, int cells)
{
    double sum = 0;

    for (int i = 0; i < cells; i++)
        sum += (count[i] - expected[i]) * (count[i] - expected[i]) / expected[i];
    return gsl_cdf_chisq_P(sum, cells - 1);
}

static double chi_square_even(const int *count, int cells, double expected)
{
    double sum = 0;

    for (int i = 0; i < cells; i++)
        sum += (count[i] - expected) * (count[i] - expected) / expected;
    return gsl_cdf_chisq_P(sum, cells - 1);
}

/* Ones of each bit are binomial: 52 squared scores. */
static double bit_balance(const uint64_t *x, int first)
{
    int ones[DIGITS] = { 0 };
    double sum = 0;

    (void)first;
    for (int i = 0; i < DRAWS; i++)
        for (int bit = 0; bit < DIGITS; bit++)
            ones[bit] += (int)(x[i] >> bit & 1);
    for (int bit = 0; bit < DIGITS; bit++)
        sum += (2.0 * ones[bit] - DRAWS) * (2.0 * ones[bit] - DRAWS) / DRAWS;
    return gsl_cdf_chisq_P(sum, DIGITS);
}

/* Of n fair bits, 1 + Binomial(n - 1, 1/2) runs. */
static double runs(const uint64_t *x, int first)
{
    int changes = 0;

    for (int i = 1; i < DRAWS; i++)
        changes += bits_of(x[i], first, 1) != bits_of(x[i - 1], first, 1);
    return gsl_cdf_ugaussian_P((2.0 * changes - (DRAWS - 1)) / sqrt(DRAWS - 1));
}

/* Pairs, six bits of each. */
static double serial_pairs(const uint64_t *x, int first)
{
    static int count[4096];

    memset(count, 0, sizeof count);
    for (int i = 0; i < DRAWS; i += 2)
        count[bits_of(x[i], first, 6) << 6 | bits_of(x[i + 1], first, 6)]++;
    return chi_square_even(count, 4096, DRAWS / 2 / 4096.0);
}

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* 4096 birthdays in a year of 2^32 days: equal spacings are Poisson of mean
 * 4096^3 / (4 2^32) = 4, to order 1e-3, and their sum over repetitions too. */
static double birthday_spacings(const uint64_t *x, int first)
{
    enum { BIRTHDAYS = 4096, YEARS = DRAWS / BIRTHDAYS };
    static uint64_t day[BIRTHDAYS];
    unsigned equal = 0;

    for (int year = 0; year < YEARS; year++) {
        for (int i = 0; i < BIRTHDAYS; i++)
            day[i] = bits_of(x[year * BIRTHDAYS + i], first, 32);
        qsort(day, BIRTHDAYS, sizeof *day, ascending);
        for (int i = BIRTHDAYS - 1; i > 0; i--)
            day[i] -= day[i - 1];
        qsort(day, BIRTHDAYS, sizeof *day, ascending);
        for (int i = 1; i < BIRTHDAYS; i++)
            equal += day[i] == day[i - 1];
    }
    return gsl_cdf_poisson_P(equal, 4.0 * YEARS);
}

/* 2^14 balls in 2^20 urns. Urns left empty have mean m a, a = (1 - 1/m)^n, and variance
 * m (m - 1) (1 - 2/m)^n + m a - (m a)^2; as many balls collide as urns are missing. */
static double collisions(const uint64_t *x, int first)
{
    enum { BALLS = 1 << 14, URNS = 1 << 20, TIMES = DRAWS / BALLS };
    static unsigned char hit[URNS];
    double m = URNS, a = exp(BALLS * log1p(-1 / m)), sum = 0;
    double variance = m * (m - 1) * exp(BALLS * log1p(-2 / m)) + m * a - m * a * m * a;

    for (int time = 0; time < TIMES; time++) {
        memset(hit, 0, sizeof hit);
        int met = 0;
        for (int i = 0; i < BALLS; i++) {
            uint64_t urn = bits_of(x[time * BALLS + i], first, 20);
            met += hit[urn];
            hit[urn] = 1;
        }
        sum += met - (BALLS - m * (1 - a));
    }
    return gsl_cdf_ugaussian_P(sum / sqrt(TIMES * variance));
}

/* How long it takes until three bits are 0: geometric with chance 1/8. */
static double gaps(const uint64_t *x, int first)
{
    enum { LONGEST = 48 };
    int count[LONGEST + 1] = { 0 }, gap = 0, total = 0;
    double expected[LONGEST + 1];

    for (int i = 0; i < DRAWS; i++, gap++)
        if (bits_of(x[i], first, 3) == 0) {
            count[gap < LONGEST ? gap : LONGEST]++;
            total++;
            gap = -1;
        }
    for (int k = 0; k <= LONGEST; k++)
        expected[k] = total * pow(7 / 8.0, k) * (k < LONGEST ? 1 / 8.0 : 1);
    return chi_square(count, expected, LONGEST + 1);
}

/* The greatest of eight uniforms, to the eighth power, is uniform. */
static double greatest_of_eight(const uint64_t *x, int first)
{
    enum { CELLS = 256 };
    int count[CELLS] = { 0 };

    for (int i = 0; i < DRAWS; i += 8) {
        uint64_t most = 0;
        for (int k = 0; k < 8; k++) {
            uint64_t bits = bits_of(x[i + k], first, 26);
            most = bits > most ? bits : most;
        }
        double u = ((double)most + 0.5) * 0x1p-26;
        count[(int)(CELLS * pow(u, 8))]++;
    }
    return chi_square_even(count, CELLS, DRAWS / 8 / (double)CELLS);
}

/* The rank of a square matrix of bits, a row being two words of `half` bits. */
enum { MOST_ROWS = 2 * DIGITS };

static int rank_of(uint64_t row[MOST_ROWS][2], int half)
{
    int rank = 0;

    for (int column = 0; column < 2 * half; column++) {
        int word = column >= half, bit = column % half, pivot = rank;
        while (pivot < 2 * half && !(row[pivot][word] >> bit & 1))
            pivot++;
        if (pivot == 2 * half)
            continue;
        uint64_t found[2] = { row[pivot][0], row[pivot][1] };
        memcpy(row[pivot], row[rank], sizeof found);
        memcpy(row[rank++], found, sizeof found);
        for (int k = pivot; k < 2 * half; k++)
            if (k >= rank && row[k][word] >> bit & 1) {
                row[k][0] ^= found[0];
                row[k][1] ^= found[1];
            }
    }
    return rank;
}

/* Large random matrices have full rank with chance 0.2887880952, one less with
 * 0.5775761902, and still less with 0.1336357147. */
static double rank_test(const uint64_t *x, int first, int half)
{
    const double chances[] = { 0.2887880951538411, 0.5775761901732046, 0.1336357146729543 };
    int count[3] = { 0 }, matrices = DRAWS / (4 * half);
    double expected[3];

    for (int m = 0; m < matrices; m++) {
        uint64_t row[MOST_ROWS][2];
        for (int i = 0; i < 4 * half; i++)
            row[i / 2][i % 2] = bits_of(x[m * 4 * half + i], first, half);
        int missing = 2 * half - rank_of(row, half);
        count[missing < 2 ? missing : 2]++;
    }
    for (int k = 0; k < 3; k++)
        expected[k] = chances[k] * matrices;
    return chi_square(count, expected, 3);
}

static double rank_of_halves(const uint64_t *x, int first)
{
    return rank_test(x, first, DIGITS / 2);
}

/* 104 x 104: a generator of 64 bits that is linear in them cannot have full rank. */
static double rank_of_whole_draws(const uint64_t *x, int first)
{
    return rank_test(x, first, DIGITS);
}

/* Products of neighbouring centred uniforms have variance 1/144. */
static double correlation(const uint64_t *x, int first)
{
    double sum = 0;

    for (int i = 1; i < DRAWS; i++)
        sum += ((double)bits_of(x[i], first, 26) * 0x1p-26 - 0.5) *
               ((double)bits_of(x[i - 1], first, 26) * 0x1p-26 - 0.5);
    return gsl_cdf_ugaussian_P(12 * sum / sqrt(DRAWS - 1));
}

/* Numbers of ones among 52 bits have variance 13; their products 169. */
static double weights(const uint64_t *x, int first)
{
    double sum = 0;

    (void)first;
    for (int i = 1; i < DRAWS; i++)
        sum += (__builtin_popcountll(x[i]) - 26) * (__builtin_popcountll(x[i - 1]) - 26);
    return gsl_cdf_ugaussian_P(sum / 13 / sqrt(DRAWS - 1));
}

/* Tests of some bits are done with the highest and with the lowest. */
static const struct {
    const char *name;
    double (*p)(const uint64_t *draws, int first_bit);
    int bits;
} battery[] = {
    { "bit balance", bit_balance, DIGITS },
    { "runs", runs, 1 },
    { "serial pairs", serial_pairs, 6 },
    { "birthday spacings", birthday_spacings, 32 },
    { "collisions", collisions, 20 },
    { "gaps", gaps, 3 },
    { "greatest of 8", greatest_of_eight, 26 },
    { "rank of halves", rank_of_halves, DIGITS / 2 },
    { "rank of whole draws", rank_of_whole_draws, DIGITS },
    { "correlation", correlation, 26 },
    { "weights", weights, DIGITS },
};

/* How many tests a generator fails on one walk; says which, or, asked to, all. */
static int failures(Generator *generator, Walk walk, bool across, bool tell)
{
    const uint64_t *x = draw(generator, walk, across);
    int failed = 0;

    for (size_t t = 0; t < COUNT_OF(battery); t++)
        for (int low = 0; low < (battery[t].bits < DIGITS ? 2 : 1); low++) {
            double p = battery[t].p(x, low ? DIGITS - battery[t].bits : 0);
            bool bad = !(p > LIMIT && p < 1 - LIMIT);
            failed += bad;
            if (bad && tell)
                print_error("%s%s: %s of %s bits: p = %g\n", walk_names[walk],
                            across ? " across" : "", battery[t].name, low ? "low" : "high", p);
        }
    return failed;
}

static void neighbouring_addresses_draw_unrelated_numbers(void **state)
{
    int failed = 0;

    for (Walk walk = 0; walk < WALKS; walk++)
        for (int across = 0; across < 2; across++)
            failed += failures(engine, walk, across, true);
    assert_int_equal(failed, 0);
}

static void addresses_that_are_only_added_up_fail(void **state)
{
    assert_true(failures(unhashed, A_RUN, false, false) >= 3);
    assert_true(failures(unhashed, A_RUN, true, false) >= 3);
}

static void bad_generators_fail(void **state)
{
    assert_true(failures(congruential, TICKS, false, false) >= 2);
    assert_true(failures(shifted, TICKS, false, false) >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reference_gives_the_published_numbers),
        cmocka_unit_test(a_block_is_eight_references_side_by_side),
        cmocka_unit_test(neighbouring_addresses_draw_unrelated_numbers),
        cmocka_unit_test(addresses_that_are_only_added_up_fail),
        cmocka_unit_test(bad_generators_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
