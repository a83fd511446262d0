/* What it costs to build each of the 256 designs that parts can make, by the hours and
 * prices of the models. */
#include "tests/unit/support.h"

#include "sim/base/text.h"
#include "tests/unit/whole_run.h"

/* Besides the part that generates, in the order of bits of a set. */
static const char *const parts[] = { "corpus", "keyword", "rerank", "tuned",
                                     "guard",  "review",  "cache" };
enum { PARTS = COUNT_OF(parts), SETS = 1 << PARTS, SETS_A_FILE = 32 };

/* A design s0, s1, ... for each set from `first` on, with hours and prices of the models. */
static void sets_write(Text *text, unsigned first, const char *generator)
{
    text_add(text, "scenario: 1\nrun: { trials: 1024 }\nmoney.horizon: 1 months\n"
                   "traffic.requests_per_day: 900 /day\ndesigns:\n"
                   "  common: { api.model: catalog:llm/gpt-5.4-mini }\n");
    for (unsigned set = first; set < first + SETS_A_FILE; set++) {
        text_format(text, "  s%u: { parts: [%s", set, generator);
        for (unsigned i = 0; i < PARTS; i++)
            if (set & 1u << i)
                text_format(text, ", %s", parts[i]);
        text_add(text, "] }\n");
    }
}

/* The mean build of each set of parts. */
static void build_sets(double build[SETS], const char *generator)
{
    for (unsigned first = 0; first < SETS; first += SETS_A_FILE) {
        WholeRun whole;
        Text text = { 0 };
        sets_write(&text, first, generator);
        whole_run_start(&whole, text.data, NULL, 0);
        for (unsigned i = 0; i < SETS_A_FILE; i++) {
            MeanSe mean;
            assert_true(run_mean(whole.run, i, &cost_build, 0, &mean));
            build[first + i] = mean.mean;
        }
        whole_run_stop(&whole);
        text_free(&text);
    }
}

/* The prompt engineering that the first index or tuned model makes needless is less work
 * than they are: in the mean no part is for free, not to speak of a profit. */
static void no_part_saves_work_in_the_mean(void **state)
{
    static const char *const generators[] = { "api", "hosted" };
    double build[SETS];

    for (size_t g = 0; g < COUNT_OF(generators); g++) {
        build_sets(build, generators[g]);
        for (unsigned set = 0; set < SETS; set++)
            for (unsigned i = 0; i < PARTS; i++)
                if (!(build[set | 1u << i] >= build[set]))
                    fail_msg("%s makes set %u with %s cheaper: %.2f, not %.2f", parts[i], set,
                             generators[g], build[set | 1u << i], build[set]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_part_saves_work_in_the_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
