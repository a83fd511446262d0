/* batching.c - continuous batching from event to event. */
#include "sim/serving/batching.h"

#include <assert.h>
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/serving/end_queue.h"
#include "sim/serving/replica.h"

#define MOST_STEPS (INT64_C(1) << 38) /* two more bits are left for the longest answer */

static bool rules_stand(const Batching *rules, const Requests *requests,
                        const BatchingSpace *space)
{
    return rules->budget > 0 && rules->seats > 0 && rules->seats <= rules->budget &&
           rules->shared >= 0 && rules->wait >= 0 && rules->cache >= rules->shared &&
           rules->clients >= 0 && (size_t)rules->seats <= space->seats &&
           requests->count <= space->requests;
}

/* The first request that cannot be served, or their count. */
static size_t first_culprit(const Batching *rules, const Requests *requests)
{
    int64_t room = rules->cache - rules->shared;
    double before = 0;

    for (size_t i = 0; i < requests->count; i++) {
        int32_t hit = requests->hit ? requests->hit[i] : 0;
        int64_t needed = replica_own_input(requests, i) + requests->output[i] -
                         (rules->policy == CACHE_ON_DEMAND);
        double arrival = rules->clients > 0 ? 0 : requests->arrival[i];

        if (requests->input[i] < 1 || requests->output[i] < 1 || hit < 0 ||
            hit > rules->shared || needed > room)
            return i;
        if (!(arrival >= before && arrival < INFINITY))
            return i;
        before = arrival;
    }
    return requests->count;
}

static inline void leave(Replica *r, uint32_t request)
{
    r->whole[request] = r->now - r->arrival[request] + r->step->request;
    r->held -= replica_held_last(r, request);
    r->running--;
    r->counts.answered++;
    r->counts.written += r->requests->output[request];
    if (r->rules->clients > 0 && r->came < r->requests->count)
        r->space->sent[r->came++] = r->now;
}

/* The prompts that ended in the step that is over make a token each. */
static inline void start_answers(Replica *r)
{
    for (size_t i = 0; i < r->fresh; i++) {
        Entry entry = r->space->fresh[i];
        uint32_t request = entry.request;
        int32_t written = entry.written + 1, output = r->requests->output[request];

        if (written == 1)
            r->first_token[request] = r->now - r->arrival[request] + r->step->request;
        if (written == output) {
            leave(r, request);
            continue;
        }
        r->context += (int64_t)r->requests->input[request] + written;
        end_rise(r->space->ends, r->answering++,
                 end_make(r->counts.steps + output - written, request));
    }
    r->fresh = 0;
}

/* Steps have passed: everybody who is being answered has as many tokens more. */
static inline void pass(Replica *r, int64_t steps, double seconds)
{
    uint64_t *ends = r->space->ends;
    int64_t tokens = steps * (int64_t)r->answering;

    r->now += seconds;
    r->counts.steps += steps;
    r->counts.busy += seconds;
    r->counts.batch += seconds * (double)r->running;
    r->context += tokens;
    r->held += r->rules->policy == CACHE_ON_DEMAND ? tokens : 0;
    r->most_held = r->held > r->most_held ? r->held : r->most_held;
    while (r->answering > 0 && end_step(ends[0]) == r->counts.steps) {
        uint32_t request = end_request(ends[0]);

        end_remove(ends, r->answering--, 0);
        r->context -= (int64_t)r->requests->input[request] + r->requests->output[request];
        leave(r, request);
    }
}

/* One step that reads prompts, too. */
static inline void read_step(Replica *r, const Reading *reading)
{
    const StepTime *step = r->step;
    double answering = (double)r->answering;
    double seconds = (step->fixed + step->prompt + step->sequence * answering) +
                     step_tokens(step, (double)reading->tokens + answering) +
                     r->space->head[r->answering + r->fresh] +
                     (step->attention * reading->pairs + step->cached * (double)r->context);

    r->counts.prompt_steps++;
    r->counts.read += reading->tokens;
    pass(r, 1, seconds);
    start_answers(r);
}

/* The least number of steps that take as long as `span`, when `most` take longer. */
static inline int64_t steps_for(double span, double first, double growth, int64_t most)
{
    double start = first - 0.5 * growth; /* span = start m + growth / 2 m^2 */
    double root = 2 * span / (start + lane_sqrt(start * start + 2 * growth * span));
    int64_t steps = (int64_t)lane_ceil(lane_min(root, (double)most));

    steps = steps < 1 ? 1 : steps;
    while (steps < most && step_run(first, growth, (double)steps) < span)
        steps++;
    while (steps > 1 && step_run(first, growth, (double)(steps - 1)) >= span)
        steps--;
    return steps;
}

/* All steps until somebody comes, ends, finds no room or has waited for others. */
static inline void answer_steps(Replica *r, double next)
{
    double answering = (double)r->answering, growth = r->step->cached * answering;
    double first = r->space->answering[r->answering] + r->step->cached * (double)r->context;
    int64_t steps = end_step(r->space->ends[0]) - r->counts.steps;
    int64_t room = r->room - r->held;
    double seconds;

    if (r->rules->policy == CACHE_ON_DEMAND && steps * (int64_t)r->answering > room)
        steps = room / (int64_t)r->answering;
    if (replica_holds(r) && steps > r->wait_until - r->counts.steps)
        steps = r->wait_until - r->counts.steps;
    assert(steps > 0);
    seconds = step_run(first, growth, (double)steps);
    if (seconds > next - r->now) {
        steps = steps_for(next - r->now, first, growth, steps);
        seconds = step_run(first, growth, (double)steps);
    }
    pass(r, steps, seconds);
}

static inline double next_arrival(const Replica *r)
{
    return r->rules->clients == 0 && r->came < r->requests->count ? r->arrival[r->came]
                                                                  : INFINITY;
}

/* Whether the next to come would change what is done: not where some wait already, nor
 * where there is no seat, unless its wait for others begins. */
static bool others_matter(const Replica *r)
{
    return !replica_waits(r) && (r->running < r->seats || r->rules->wait > 0);
}

static bool saturated(const Replica *r)
{
    const Batching *rules = r->rules;
    int64_t waiting = (int64_t)(r->came - r->taken + r->back);

    return (rules->max_waiting > 0 && rules->clients == 0 && waiting > rules->max_waiting) ||
           (rules->max_seconds > 0 && r->now > rules->max_seconds) ||
           r->counts.steps > MOST_STEPS;
}

static void simulate(Replica *r)
{
    size_t count = r->requests->count;

    while (r->counts.answered < count) {
        Reading reading;

        while (next_arrival(r) <= r->now)
            r->came++;
        if (saturated(r)) {
            r->counts.end = BATCHING_SATURATED;
            break;
        }
        if (r->running == 0 && !replica_waits(r)) {
            r->now = r->arrival[r->came];
            continue;
        }
        replica_make_room(r);
        reading = replica_read(r);
        if (reading.tokens > 0)
            read_step(r, &reading);
        else
            answer_steps(r, others_matter(r) ? next_arrival(r) : INFINITY);
    }
}

BatchingCounts batching_run(double *first_token, double *whole, const Batching *rules,
                            const StepTime *step, const Requests *requests,
                            BatchingSpace *space)
{
    Replica r = {
        .rules = rules,
        .step = step,
        .requests = requests,
        .arrival = rules->clients > 0 ? space->sent : requests->arrival,
        .space = space,
        .first_token = first_token,
        .whole = whole,
        .seats = (size_t)rules->seats,
        .room = rules->cache - rules->shared,
        .wait_until = -1,
    };

    r.counts.end = BATCHING_REFUSED;
    if (!rules_stand(rules, requests, space))
        return r.counts;
    r.counts.culprit = first_culprit(rules, requests);
    if (r.counts.culprit < requests->count)
        return r.counts;
    r.counts.end = BATCHING_DONE;
    for (size_t i = 0; i < requests->count; i++)
        first_token[i] = whole[i] = INFINITY;
    while (r.came < requests->count && r.came < (size_t)rules->clients)
        space->sent[r.came++] = 0;
    step_answering(step, space->answering, r.seats + 1);
    step_heads(step, space->head, r.seats + 1);
    simulate(&r);
    r.counts.seconds = r.now;
    r.counts.most_cached = r.most_held + rules->shared;
    return r.counts;
}
