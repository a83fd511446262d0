/* replica.c - who has a seat.
 *
 * Requests get seats in the order in which they come, and the last to come is the first to
 * lose its seat and the next to get one: so the last in has the largest number of all in
 * progress, and those that were set back wait on a stack, in front of the queue.
 */
#include "sim/serving/replica.h"

#include "sim/serving/end_queue.h"

/* Take the seat of the request that came last. */
static void set_back_last(Replica *r)
{
    uint64_t *ends = r->space->ends;
    Entry last = r->prompt.entry;
    size_t at = 0;

    if (r->reading) {
        r->reading = false;
        r->held -= replica_held_first(r, last);
    } else {
        for (size_t i = 1; i < r->answering; i++)
            at = end_request(ends[i]) > end_request(ends[at]) ? i : at;
        last.request = end_request(ends[at]);
        last.written =
            r->requests->output[last.request] - (int32_t)(end_step(ends[at]) - r->counts.steps);
        end_remove(ends, r->answering--, at);
        r->context -= (int64_t)r->requests->input[last.request] + last.written;
        r->held -= replica_held_first(r, last) - 1;
    }
    r->running--;
    r->space->back[r->back++] = last;
    r->counts.preemptions++;
    r->counts.waiting -= r->now;
}

void replica_make_room(Replica *r)
{
    if (r->rules->policy == CACHE_ON_DEMAND)
        while (r->running > 1 && r->held + (int64_t)r->answering > r->room)
            set_back_last(r);
}

/* Read the next piece of a prompt. */
static void read_piece(Replica *r, Reading *reading, const Prompt *prompt)
{
    int64_t left = prompt->target - prompt->done;
    int64_t piece = left < reading->budget ? left : reading->budget;

    reading->budget -= piece;
    reading->tokens += piece;
    reading->pairs += 2.0 * (double)piece * (double)(2 * prompt->done + piece);
    r->reading = piece < left;
    if (r->reading)
        r->prompt = (Prompt){ prompt->entry, prompt->done + piece, prompt->target };
    else
        r->space->fresh[r->fresh++] = prompt->entry;
}

/* Give a seat to the request whose turn it is; false if there is no room for it. */
static bool admit(Replica *r, Reading *reading)
{
    bool again = r->back > 0;
    Entry entry = again ? r->space->back[r->back - 1] : (Entry){ (uint32_t)r->taken, 0 };
    int64_t target = (int64_t)r->requests->input[entry.request] + entry.written;
    int64_t needed = replica_held_first(r, entry), growth = (int64_t)r->answering + 1;

    if (r->rules->policy == CACHE_RESERVE)
        growth = 0;
    if (r->running > 0 && r->held + needed + growth > r->room)
        return false;
    r->back -= again;
    r->taken += !again;
    r->counts.waiting += again ? r->now : r->now - r->arrival[entry.request];
    r->held += needed;
    r->running++;
    read_piece(r, reading,
               &(Prompt){ entry,
                          r->requests->input[entry.request] -
                              replica_own_input(r->requests, entry.request),
                          target });
    return true;
}

Reading replica_read(Replica *r)
{
    Reading reading = { .budget = r->rules->budget - (int64_t)r->answering };
    size_t before = r->running;

    if (r->reading) {
        Prompt prompt = r->prompt;

        read_piece(r, &reading, &prompt);
    }
    if (replica_holds(r))
        return reading;
    while (replica_waits(r) && r->running < r->seats && reading.budget > 0)
        if (!admit(r, &reading))
            break;
    if (!replica_waits(r) || r->running > before)
        r->wait_until = -1;
    return reading;
}
