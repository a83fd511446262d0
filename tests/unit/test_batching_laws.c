/* What queueing theory says about a replica. */
#include "tests/unit/support.h"

#include "tests/unit/serving_fixture.h"

static StepTime llama_on_l40s(void)
{
    return step_time_make(&llama_8b, &l40s, &vllm);
}

/* Every token is read once and written once, unless a request was set back; and
 * time in the system, request by request, is the number in it, integrated (Little). */
static void tokens_are_conserved_and_little_holds(void **state)
{
    StepTime step = llama_on_l40s();
    Batching rules = { .budget = 1024, .seats = 48, .cache = 9000 };

    for (int reserve = 0; reserve < 2; reserve++) {
        Crowd crowd = crowd_make(51, 2000, 2.6, 900, 180, 0);
        int64_t read = 0, written = 0;
        double spent = 0;

        rules.policy = reserve ? CACHE_RESERVE : CACHE_ON_DEMAND;
        BatchingCounts counts = crowd_run(&crowd, &rules, &step);
        for (size_t i = 0; i < crowd.count; i++) {
            read += crowd.input[i];
            written += crowd.output[i];
            spent += crowd.whole[i] - vllm.request;
            assert_true(crowd.first_token[i] <= crowd.whole[i]);
        }
        assert_int_equal(counts.written, written);
        assert_true(reserve ? counts.read == read && counts.preemptions == 0
                            : counts.read > read && counts.preemptions > 0);
        assert_true(counts.most_cached <= rules.cache && counts.most_cached > 8100);
        assert_close(counts.batch + counts.waiting, spent, 1e-9);
        crowd_free(&crowd);
    }
}

/* Means over 24 runs of a queue whose waiting time is known, in standard errors. */
typedef struct {
    const char *law; /* of service: "fixed" or "memoryless" */
    double rate, service;
    int32_t seats;
} Queue;

/* A step takes `tick`; a request takes as many steps as it has tokens to write, and the
 * first comes with its prompt. */
static double mean_wait(const Queue *queue, double tick, uint64_t seed, size_t count)
{
    StepTime step = steps_of(tick);
    Crowd crowd = crowd_make(seed, count, queue->rate, 1, 1, 0);
    Batching rules = { .budget = 64, .seats = queue->seats, .cache = INT64_MAX / 4 };
    double chance = tick / queue->service, sum = 0;

    for (size_t i = 0; i < count; i++) {
        double u = uniform_of("service", seed, i);
        crowd.input[i] = 1;
        crowd.output[i] = !strcmp(queue->law, "fixed")
                              ? (int32_t)(queue->service / tick + 0.5)
                              : 1 + (int32_t)(log(u) / log(1 - chance));
    }
    assert_int_equal(crowd_run(&crowd, &rules, &step).end, BATCHING_DONE);
    for (size_t i = count / 10; i < count; i++)
        sum += crowd.whole[i] - crowd.output[i] * tick;
    crowd_free(&crowd);
    return sum / (double)(count - count / 10);
}

static void waits_are(const Queue *queue, double tick, double expected)
{
    enum { RUNS = 24 };
    double sum = 0, squares = 0;

    for (uint64_t seed = 0; seed < RUNS; seed++) {
        double wait = mean_wait(queue, tick, 900 + seed, 20000);
        sum += wait;
        squares += wait * wait;
    }
    double mean = sum / RUNS, error = sqrt((squares / RUNS - mean * mean) / (RUNS - 1));
    assert_near(mean, expected, 3 * error);
    assert_true(error < 0.05 * expected);
}

/* Pollaczek and Khinchine: W = rate E[S^2] / (2 (1 - load)); with one seat a step starts
 * when a request comes or goes, so that steps add nothing. */
static void one_seat_and_equal_answers_are_m_d_1(void **state)
{
    double service = 0.731, load = 0.8;

    waits_are(&(Queue){ "fixed", load / service, service, 1 }, service,
              load * service / (2 * (1 - load)));
    waits_are(&(Queue){ "fixed", load / service, service, 1 }, service / 43,
              load * service / (2 * (1 - load)));
}

/* Geometric numbers of steps: E[S^2] = tick^2 (2 - p) / p^2, which tends to 2 E[S]^2. */
static void one_seat_and_memoryless_answers_are_m_m_1(void **state)
{
    double service = 0.731, load = 0.7, tick = service / 50, p = tick / service;
    double square = tick * tick * (2 - p) / (p * p);

    waits_are(&(Queue){ "memoryless", load / service, service, 1 }, tick,
              load / service * square / (2 * (1 - load)));
}

/* Erlang C. Requests that find others in progress wait for the end of the step, half a
 * tick on average and often in vain, as the first of them; ticks are short. */
static void many_seats_and_memoryless_answers_are_m_m_c(void **state)
{
    double service = 0.731, load = 0.8, tick = service / 2000;
    int seats = 5;
    double offered = seats * load, term = 1, sum = 1;

    for (int k = 1; k < seats; k++) {
        term *= offered / k;
        sum += term;
    }
    term *= offered / seats / (1 - load);
    waits_are(&(Queue){ "memoryless", offered / service, service, seats }, tick,
              term / (sum + term) * service / (seats * (1 - load)) + tick / 2);
}

static double mean_whole(uint64_t seed, double rate, double input, double output)
{
    StepTime step = llama_on_l40s();
    Crowd crowd = crowd_make(seed, 2000, rate, input, output, 0);
    Batching rules = { .budget = 2048, .seats = 256, .cache = 160000 };
    double sum = 0;

    assert_int_equal(crowd_run(&crowd, &rules, &step).end, BATCHING_DONE);
    for (size_t i = 0; i < crowd.count; i++)
        sum += crowd.whole[i];
    crowd_free(&crowd);
    return sum;
}

static void more_requests_and_longer_ones_take_longer(void **state)
{
    for (uint64_t seed = 71; seed < 76; seed++) {
        double base = mean_whole(seed, 1.9, 900, 180);
        assert_true(mean_whole(seed, 2.3, 900, 180) > base);
        assert_true(mean_whole(seed, 1.9, 1100, 180) > base);
        assert_true(mean_whole(seed, 1.9, 900, 210) > base);
    }
}

/* At thrice what it can do. */
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_conserved_and_little_holds),
        cmocka_unit_test(one_seat_and_equal_answers_are_m_d_1),
        cmocka_unit_test(one_seat_and_memoryless_answers_are_m_m_1),
        cmocka_unit_test(many_seats_and_memoryless_answers_are_m_m_c),
        cmocka_unit_test(more_requests_and_longer_ones_take_longer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
