/* How many requests a replica answers: the shortcut in lanes against capacity.h, one replica
 * at a time. */
#include "tests/unit/support.h"

#include "tests/unit/replica_fixture.h"

/* What so many requests in progress come to: their token time, and the rate and the first
 * token of a full replica. */
typedef struct {
    double token_time, first_token, rate;
} Full;

static Full full_of(const StepTime *step, ServingLoad load, double batch)
{
    load.seats = batch;
    load.clients = batch; /* so that one has batch - 1 others beside it */
    Full full = { .token_time = capacity_of(step, &load).token_time };

    load.clients = 0;
    load.rate = 1e-12;
    full.rate = capacity_of(step, &load).most;
    return full;
}

/* First tokens by the formula of capacity.h, which has none for a full open loop. */
static double first_of(const StepTime *step, const ServingLoad *load, double b, double rate)
{
    double own = load->input - load->hit;
    double pieces = ceil(own / (load->budget - b)), new = (b - 1) / load->output;
    double come = new > 1e-6 ? new / (1 - exp(-new)) : 1;
    double together = fmin(come, fmax(1, (load->budget - b) / own)), all = own * together;
    double context = b * (load->input + load->output / 2);
    StepWork answer = { .answered = b, .context = context, .sampled = b };
    StepWork read = {
        .prompt = all / pieces,
        .pairs = 2 * all * (2 * load->hit + own) / pieces,
        .answered = b,
        .context = context,
        .sampled = b + together / pieces,
    };
    double in_step = step_time(step, &answer), first_step = pieces * step_time(step, &read);
    double reading = (first_step - pieces * in_step) / together;
    double at_hand = in_step + fmin(rate * first_step, 1) * (first_step - in_step);

    return at_hand / 2 + first_step + rate * at_hand * reading + step->request;
}

static bool allowed(const StepTime *step, const RandomReplica *r, double batch, double token,
                    double first)
{
    Full full = full_of(step, r->load, batch);

    return full.token_time <= token && first_of(step, &r->load, batch, full.rate) <= first;
}

/* The rate at the largest batch that keeps to the limits, by halving. */
static double rate_by_halving(const RandomReplica *r)
{
    StepTime step = step_time_make(&r->model, &r->gpus, &r->overheads);
    ServingLoad load = r->load;
    Full alone = full_of(&step, load, 1);
    double token = fmax(r->token_limit, 2 * alone.token_time);
    double first = fmax(r->first_limit, 2 * first_of(&step, &load, 1, alone.rate));
    double low = 1, high = 0;

    load.seats = fmin(load.seats, load.budget);
    load.rate = 1e-12;
    high = capacity_of(&step, &load).largest_batch;
    if (high < 1)
        return 1e-9;
    if (!allowed(&step, r, high, token, first)) {
        for (int k = 0; k < 60; k++) {
            double middle = (low + high) / 2;
            *(allowed(&step, r, middle, token, first) ? &low : &high) = middle;
        }
        high = low;
    }
    return r->utilisation * full_of(&step, load, high).rate;
}

/* Within 1%, whatever limits the batch: memory, seats, the token or the first token. */
static void the_shortcut_in_lanes_is_that_of_one_replica(void **state)
{
    static double rates[REPLICAS];
    size_t limited = 0;

    replica_quantity(rates, &serving_rate_per_replica, 1234567);
    for (size_t i = 0; i < REPLICAS; i++) {
        RandomReplica r = random_replica(1234567, i);
        double expected = rate_by_halving(&r);
        StepTime step = step_time_make(&r.model, &r.gpus, &r.overheads);

        r.load.rate = 1e-12;
        limited += expected < 0.99 * r.utilisation * capacity_of(&step, &r.load).most;
        if (!(fabs(rates[i] - expected) <= 0.01 * expected))
            fail_msg("replica %zu answers %g/s, by halving %g/s", i, rates[i], expected);
    }
    assert_true(limited > REPLICAS / 5 && limited < REPLICAS);
}

/* The most is what memory and seats allow, and capacity.h says. */
static void the_most_of_a_replica_is_its_capacity(void **state)
{
    static double most[REPLICAS];

    replica_quantity(most, &serving_most_per_replica, 98765);
    for (size_t i = 0; i < REPLICAS; i++) {
        RandomReplica r = random_replica(98765, i);
        StepTime step = step_time_make(&r.model, &r.gpus, &r.overheads);
        double expected;

        r.load.seats = fmin(r.load.seats, r.load.budget);
        r.load.rate = 1e-12;
        expected = capacity_of(&step, &r.load).most;
        assert_close(most[i], fmax(expected, 1e-9), 0.01);
    }
}

/* Alone is a batch of one; the tighter of both limits counts. In lanes the head of the token
 * that a prompt ends with is left out. */
static void a_request_alone_is_held_against_the_tighter_limit(void **state)
{
    static double alone[REPLICAS];
    size_t first_counts = 0;

    replica_quantity(alone, &serving_time_alone, 4711);
    for (size_t i = 0; i < REPLICAS; i++) {
        RandomReplica r = random_replica(4711, i);
        StepTime step = step_time_make(&r.model, &r.gpus, &r.overheads);
        Full full = full_of(&step, r.load, 1);
        double token = full.token_time / r.token_limit;
        double first = first_of(&step, &r.load, 1, full.rate) / r.first_limit;

        first_counts += first > token;
        assert_close(alone[i], fmax(token, first), 1e-3);
    }
    assert_true(first_counts > 0 && first_counts < REPLICAS);
    assert_close(FORMULA_AT(serving_within_limits, 0, 0.97), 1, 0);
    assert_close(FORMULA_AT(serving_within_limits, 0, 1), 1, 0);
    assert_close(FORMULA_AT(serving_within_limits, 0, 1.02), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortcut_in_lanes_is_that_of_one_replica),
        cmocka_unit_test(the_most_of_a_replica_is_its_capacity),
        cmocka_unit_test(a_request_alone_is_held_against_the_tighter_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
