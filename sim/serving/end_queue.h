/* end_queue.h - which answer ends next: a heap of (step, request) in one word each.
 *
 * All requests that are being answered get a token in every step, so the step in which an
 * answer ends is known when it starts. Equal steps come in the order of requests.
 */
#ifndef SIM_SERVING_END_QUEUE_H
#define SIM_SERVING_END_QUEUE_H

#include <stddef.h>
#include <stdint.h>

#define END_REQUEST_BITS 24

static inline uint64_t end_make(int64_t step, uint32_t request)
{
    return (uint64_t)step << END_REQUEST_BITS | request;
}

static inline int64_t end_step(uint64_t end)
{
    return (int64_t)(end >> END_REQUEST_BITS);
}

static inline uint32_t end_request(uint64_t end)
{
    return end & ((UINT32_C(1) << END_REQUEST_BITS) - 1);
}

/* Put an end where `at` is, or above. */
static inline void end_rise(uint64_t *heap, size_t at, uint64_t end)
{
    while (at > 0 && heap[(at - 1) / 2] > end) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = end;
}

/* Take out the end at a place of a heap that has `count`, this one included: the smaller
 * child moves up, down to a leaf, and the last end goes where it fits above that. Most
 * last ends belong near the leaves. */
static inline void end_remove(uint64_t *heap, size_t count, size_t at)
{
    uint64_t last = heap[count - 1];
    size_t child;

    while ((child = 2 * at + 1) + 1 < count) {
        child += heap[child + 1] < heap[child];
        heap[at] = heap[child];
        at = child;
    }
    if (at < count - 1) {
        if (child < count - 1) {
            heap[at] = heap[child];
            at = child;
        }
        end_rise(heap, at, last);
    }
}

#endif
