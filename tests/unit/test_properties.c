/* What holds of every scenario, looked for in thousands of them that are made by chance.
 *
 * 10,000 of them; 200 with assertions or sanitizers; SCENARIOS=n: so many. They are shared
 * out over a process for each processor. A failure tells the property, the first scenario
 * that lacks it, and its text, which `forkcast run` reads. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/results/answer.h"
#include "tests/unit/random_scenario.h"
#include "tests/unit/scenario_properties.h"
#include "tests/unit/whole_run.h"

#ifdef NDEBUG
enum { SCENARIOS = 10000 };
#else
enum { SCENARIOS = 200 };
#endif

/* Of so many scenarios one is also answered in full, with requests. */
enum { ANSWERED = 128 };

enum { PROCESSES_MOST = 64 };

/* What all processes have found together, and where one of them died. */
static Findings all;
static bool died;
static uint64_t died_at;

static uint64_t scenarios(void)
{
    const char *wanted = getenv("SCENARIOS");
    uint64_t count = wanted ? strtoull(wanted, NULL, 10) : SCENARIOS;

    return count > 0 ? count : 1;
}

static void load_usual(Scenario *usual)
{
    Problems problems = { 0 };

    if (!scenario_parse(usual, &model_registry, "usual.yaml", usual_scenario,
                        strlen(usual_scenario), NULL, &problems))
        fail_msg("line %d: %s", problems.items[0].where.line, problems.items[0].text);
    problems_free(&problems);
}

/* --- one scenario ----------------------------------------------------------------------- */

/* Their mean is no number where some get no answer. */
static bool is_time_of_requests(const Item *item)
{
    return strncmp(item->key, "latency.", 8) == 0 ||
           (item->quantity && item->quantity->timing == PER_REQUEST);
}

static void look_at_items(Findings *findings, uint64_t seed, const Items *items)
{
    findings->looked[EVERY_NUMBER_IS_FINITE] += items->count;
    for (size_t k = 0; k < items->count; k++) {
        const Item *item = &items->items[k];
        if (!isfinite(item->summary.mean.value) && !is_time_of_requests(item))
            property_lacks(findings, EVERY_NUMBER_IS_FINITE, seed, "%s of the answer is %g",
                           item->key, item->summary.mean.value);
    }
}

/* The whole way from the text to the answer, which gives the same verdict on what fits. */
static void look_at_answer(Findings *findings, uint64_t seed, const char *text, bool answered)
{
    WholeRun whole;
    Answer answer;
    Error err;

    whole_run_start(&whole, text, NULL, LANES);
    if (run_check(whole.run, &err) != answered)
        fail_msg("the run says: %s", answered ? err.text : "it fits");
    if (!answer_make(&answer, whole.gatherer, &err))
        fail_msg("%s", err.text);
    for (size_t d = 0; answered && d < answer.design_count; d++) {
        look_at_items(findings, seed, &answer.designs[d].results);
        look_at_items(findings, seed, &answer.designs[d].lines);
        look_at_items(findings, seed, &answer.designs[d].derived);
        look_at_items(findings, seed, &answer.designs[d].given);
    }
    answer_free(&answer);
    whole_run_stop(&whole);
}

static void look_at_scenario(Findings *findings, const Scenario *usual, uint64_t seed)
{
    RandomScenario random = random_scenario(usual, seed);
    Problems problems = { 0 };
    Scenario scenario;

    findings->looked[EVERY_SCENARIO_LOADS]++;
    if (!scenario_parse(&scenario, &model_registry, "random.yaml", random.text.data,
                        random.text.length, NULL, &problems)) {
        property_lacks(findings, EVERY_SCENARIO_LOADS, seed, "line %d: %s",
                       problems.items[0].where.line, problems.items[0].text);
    } else {
        bool answered = properties_check(findings, &scenario, &random, seed);
        if (seed % ANSWERED == 0)
            look_at_answer(findings, seed, random.text.data, answered);
    }
    scenario_free(&scenario);
    problems_free(&problems);
    text_free(&random.text);
}

/* --- all of them, in processes ------------------------------------------------------------ */

/* Say each seed before it is looked at, 0 behind the last, and then what was found. */
static void look_at_share(uint64_t first, uint64_t step, int out)
{
    static Findings findings;
    Scenario usual;
    bool told = true;

    load_usual(&usual);
    for (uint64_t seed = first; seed <= scenarios(); seed += step) {
        told &= write(out, &seed, sizeof seed) == sizeof seed;
        look_at_scenario(&findings, &usual, seed);
    }
    scenario_free(&usual);
    told &= write(out, &(uint64_t){ 0 }, sizeof(uint64_t)) == sizeof(uint64_t);
    told &= write(out, &findings, sizeof findings) == sizeof findings;
    exit(told ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void add_findings(const Findings *more)
{
    all.scenarios += more->scenarios;
    all.refused += more->refused;
    for (int p = 0; p < PROPERTIES; p++) {
        if (more->failed[p] > 0 && (all.failed[p] == 0 || more->seed[p] < all.seed[p])) {
            all.seed[p] = more->seed[p];
            memcpy(all.said[p], more->said[p], sizeof all.said[p]);
        }
        all.looked[p] += more->looked[p];
        all.failed[p] += more->failed[p];
    }
}

/* Take in what a process tells. */
static void listen(int in)
{
    FILE *told = fdopen(in, "rb");
    uint64_t seed = UINT64_MAX, next;
    Findings findings;

    while (fread(&next, sizeof next, 1, told) == 1 && next > 0)
        seed = next;
    if (fread(&findings, sizeof findings, 1, told) == 1) {
        add_findings(&findings);
    } else {
        died = true;
        died_at = seed;
    }
    fclose(told);
}

/* Before any thread and any case: what the processes say is judged by the cases. */
static void look_at_all(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int count = processors < 1 ? 1 : processors < PROCESSES_MOST ? (int)processors : 1;
    int ends[PROCESSES_MOST][2];

    for (int i = 0; i < count; i++) {
        pid_t child = pipe(ends[i]) == 0 ? fork() : -1;
        if (child < 0) {
            perror("test_properties");
            exit(EXIT_FAILURE);
        }
        if (child == 0)
            look_at_share(1 + (uint64_t)i, (uint64_t)count, ends[i][1]);
        close(ends[i][1]);
    }
    for (int i = 0; i < count; i++)
        listen(ends[i][0]);
    while (wait(NULL) > 0)
        continue;
}

/* --- cases
 * -------------------------------------------------------------------------------------- */

static void show(uint64_t seed)
{
    Scenario usual;

    load_usual(&usual);
    RandomScenario random = random_scenario(&usual, seed);
    fputs(random.text.data, stderr);
    text_free(&random.text);
    scenario_free(&usual);
}

/* That every scenario has a property, and that it could be seen in a good part of them. */
static void expect(Property property)
{
    if (all.failed[property] > 0) {
        show(all.seed[property]);
        fail_msg("%llu failures; the first is in the scenario above: %s",
                 (unsigned long long)all.failed[property], all.said[property]);
    }
    assert_true(all.looked[property] > 0 && all.looked[property] >= all.scenarios / 10);
}

static void no_scenario_ends_the_program(void **state)
{
    if (died)
        show(died_at);
    assert_false(died);
    assert_int_equal(all.scenarios + all.failed[EVERY_SCENARIO_LOADS], scenarios());
}

/* What is refused is not looked at, so it must be little. */
static void few_scenarios_are_refused(void **state)
{
    assert_true(all.refused <= all.scenarios / 5);
}

static void every_scenario_loads(void **state)
{
    expect(EVERY_SCENARIO_LOADS);
}

static void every_number_is_finite(void **state)
{
    expect(EVERY_NUMBER_IS_FINITE);
}

static void no_line_and_no_total_is_negative(void **state)
{
    expect(NO_COST_IS_NEGATIVE);
}

static void shares_are_between_nothing_and_all(void **state)
{
    expect(SHARES_ARE_SHARES);
}

static void every_total_is_the_sum_of_its_lines(void **state)
{
    expect(TOTALS_ARE_SUMS);
}

static void build_and_months_add_up_to_the_whole_horizon(void **state)
{
    expect(COSTS_ADD_UP_OVER_TIME);
}

static void what_a_request_costs_times_requests_is_the_cash(void **state)
{
    expect(A_REQUEST_COSTS_ITS_SHARE);
}

static void twice_the_price_is_twice_the_line(void **state)
{
    expect(TWICE_THE_PRICE_IS_TWICE_THE_LINE);
}

static void a_part_more_builds_no_cheaper(void **state)
{
    expect(A_PART_MORE_BUILDS_NO_CHEAPER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_scenario_ends_the_program),
        cmocka_unit_test(few_scenarios_are_refused),
        cmocka_unit_test(every_scenario_loads),
        cmocka_unit_test(every_number_is_finite),
        cmocka_unit_test(no_line_and_no_total_is_negative),
        cmocka_unit_test(shares_are_between_nothing_and_all),
        cmocka_unit_test(every_total_is_the_sum_of_its_lines),
        cmocka_unit_test(build_and_months_add_up_to_the_whole_horizon),
        cmocka_unit_test(what_a_request_costs_times_requests_is_the_cash),
        cmocka_unit_test(twice_the_price_is_twice_the_line),
        cmocka_unit_test(a_part_more_builds_no_cheaper),
    };

    look_at_all();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
