/* serving_engine.c - the requests of a trial, simulated on one replica.
 *
 * Requests come at the rate of the hour, in bursts or as in a trace (sim/serving/arrivals.h),
 * each with a prompt and an answer of its own, and share the steps of an engine with continuous
 * batching (sim/serving/batching.h). The results are the times until the first token and
 * until the last.
 *
 * What cannot be answered takes infinitely long: all requests where the rate is at or above
 * what the replica can do at most (capacity.h), where not even the mean one fits, or where at
 * any time more than QUEUES times as many wait as may be in progress, for then what the first
 * ones took says nothing of the rest; and those that are larger than the cache, which an
 * engine turns away.
 */
#include <math.h>

#include "models/serving_step.h"
#include "sim/serving/arrivals.h"
#include "sim/serving/capacity.h"
#include "sim/serving/serving_space.h"

#define SELDOM   1e-4 /* requests a second that never meet                */
#define MOST_OF  1e9  /* tokens of a prompt, of an answer, of a step      */
#define MOST_ALL 1e15 /* tokens of the cache                              */

static const Quantity simulation = {
    .key = "serving.simulation",
    .title = "Simulated engine",
    .help = "whether requests are simulated on a replica or timed by mean values",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1,
    .prior = "on",
    .source = "assumption: bursts and long prompts matter to the slowest answers",
    .choices = CHOICES("off", "on"),
    .constant = true,
    .part = PART_HOSTED,
};

static const Quantity cache_policy = {
    .key = "serving.cache_policy",
    .title = "Cache policy",
    .help = "whether room for an answer is taken token by token or set aside beforehand",
    .unit = UNIT_NUMBER,
    .min = CACHE_ON_DEMAND,
    .max = CACHE_RESERVE,
    .prior = "on_demand",
    .source = "vLLM; TensorRT-LLM reserves (GUARANTEED_NO_EVICT)",
    .choices = CHOICES("on_demand", "reserve"),
    .part = PART_HOSTED,
};

enum {
    RATE = STEP_COLUMNS,
    BURSTINESS,
    BURST,
    PROMPT,
    ANSWER,
    REASONING,
    PREFIX,
    ROOM,
    SEATS,
    BUDGET,
    POLICY,
    CHANCE,
    RUNNING,
    SWITCH /* read by nobody: `only_if` must be among the sources of something */
};

static int32_t tokens(double count)
{
    return (int32_t)lane_clamp(lane_floor(count + 0.5), 1, MOST_OF);
}

static Batching rules_of(const double *const from[], size_t count)
{
    int32_t budget = (int32_t)lane_clamp(from[BUDGET][0], 1, MOST_OF);
    double seats = lane_min(from[SEATS][0], lane_min(budget, (double)count));
    double room = lane_clamp(from[ROOM][0], 0, MOST_ALL);
    double shared = lane_floor(lane_min(from[PREFIX][0], MOST_OF));

    return (Batching){
        .budget = budget,
        .seats = (int32_t)lane_max(seats, 1),
        .cache = (int64_t)room,
        .shared = (int64_t)lane_clamp(shared, 0, lane_floor(room)),
        .policy = from[POLICY][0] > 0 ? CACHE_RESERVE : CACHE_ON_DEMAND,
        .max_waiting = QUEUES * (int64_t)lane_max(seats, 1),
    };
}

/* A request as the engine sees it. */
typedef struct {
    int32_t input, output, hit;
} Length;

static Length length_of(const double *const from[], const Batching *rules, size_t i)
{
    int32_t input = tokens(from[PROMPT][i]);

    return (Length){
        .input = input,
        .output = tokens(from[ANSWER][i] * (1 + from[REASONING][0])),
        .hit = (int32_t)lane_min((double)rules->shared, input - 1),
    };
}

static bool fits(const Length *length, const Batching *rules)
{
    return (int64_t)length->input - length->hit + length->output <=
           rules->cache - rules->shared;
}

/* Lengths of all requests: what is turned away takes a token. Returns how many are. */
static size_t measure(ServingSpace *space, const ServingCall *call, const Batching *rules)
{
    size_t turned_away = 0;

    for (size_t i = 0; i < call->count; i++) {
        Length length = length_of(call->from, rules, i);
        bool taken = fits(&length, rules);

        space->input[i] = taken ? length.input : 1;
        space->output[i] = taken ? length.output : 1;
        space->hit[i] = taken ? length.hit : 0;
        turned_away += !taken;
    }
    return turned_away;
}

/* What the replica can do at most with such requests, a second. */
static double most_of(const StepTime *step, const ServingSpace *space, const Batching *rules,
                      size_t count)
{
    ServingLoad load = {
        .budget = rules->budget,
        .seats = rules->seats,
        .cache = (double)(rules->cache - rules->shared),
        .rate = SELDOM,
    };

    for (size_t i = 0; i < count; i++) {
        load.input += space->input[i] / (double)count;
        load.output += space->output[i] / (double)count;
        load.hit += space->hit[i] / (double)count;
    }
    return capacity_of(step, &load).most;
}

static void never(double *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = INFINITY;
}

/* By a law, or as in a trace from anywhere in it, dealt out to the replicas in turn. */
static void arrive(double *arrival, const ServingCall *call, const Arrivals *law)
{
    size_t replicas = (size_t)lane_clamp(call->from[RUNNING][0], 1, MOST_OF);

    if (!call->times || !arrivals_replay(arrival, call->count, call->times, call->time_count,
                                         replicas, call->from[CHANCE][0], law->rate))
        arrivals_fill(arrival, law, call->from[CHANCE], call->count);
}

/* Requests that come by this law; false if it cannot keep up or nobody can be answered. */
static bool run(const ServingCall *call, const Batching *rules, const StepTime *step)
{
    ServingSpace *space = call->space;
    Arrivals law = {
        .rate = lane_max(call->from[RATE][0], SELDOM),
        .cv = call->from[BURSTINESS][0],
        .burst = call->from[BURST][0],
    };
    Requests requests = {
        .count = call->count,
        .arrival = space->arrival,
        .input = space->input,
        .output = space->output,
        .hit = rules->shared > 0 ? space->hit : NULL,
    };

    arrive(space->arrival, call, &law);
    return batching_run(call->out, call->also, rules, step, &requests, &space->batching).end ==
           BATCHING_DONE;
}

static void simulate(const ServingCall *call)
{
    Batching rules = rules_of(call->from, call->count);
    StepTime step = serving_step(call->from, 0);

    size_t turned_away = measure(call->space, call, &rules);

    if (call->from[RATE][0] >= most_of(&step, call->space, &rules, call->count) ||
        !run(call, &rules, &step)) {
        never(call->out, call->count);
        never(call->also, call->count);
        return;
    }
    for (size_t i = 0; turned_away > 0 && i < call->count; i++) {
        Length length = length_of(call->from, &rules, i);

        if (!fits(&length, &rules))
            call->out[i] = call->also[i] = INFINITY;
    }
}

const Quantity serving_engine_first = {
    .key = "serving.engine_first",
    .title = "First token of the engine",
    .help = "time until the engine's first token, by simulation of all requests",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = -1,
    .max = 1e9,
    .from = FROM(STEP_SOURCES, [RATE] = NOW(serving_arrival_rate),
                 [BURSTINESS] = NOW(serving_burstiness), [BURST] = NOW(traffic_burst_rate),
                 [PROMPT] = NOW(tokens_request_prompt), [ANSWER] = EACH(tokens_output),
                 [REASONING] = NOW(tokens_reasoning), [PREFIX] = NOW(serving_prefix_tokens),
                 [ROOM] = NOW(serving_cache_tokens), [SEATS] = NOW(serving_max_sequences),
                 [BUDGET] = NOW(serving_token_budget), [POLICY] = NOW(cache_policy),
                 [CHANCE] = DRAW, [RUNNING] = NOW(serving_running), [SWITCH] = NOW(simulation)),
    .serve = simulate,
    .part = PART_HOSTED,
    .only_if = &simulation,
    .absent = -1,
};
