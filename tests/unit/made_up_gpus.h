/* made_up_gpus.h - a catalogue of GPUs that cost far less than those that are built in.
 *
 * Llama 3.1 8B has 16 GB of weights. `aa-slow` reads 100 GB/s for 0.010 USD an hour, so that a
 * token takes more than 160 ms on one of them, 80 ms on two and 40 ms on four; `ab-twin` is the
 * same by another name. `bb-fast` reads 2,000 GB/s for 0.017 USD and needs some 10 ms.
 * `cc-free` is faster than all, and nobody says what it costs. All are of 2026-12-01.
 */
#ifndef TESTS_MADE_UP_GPUS_H
#define TESTS_MADE_UP_GPUS_H

/* Set up and tear down of a group of tests. */
int made_up_begin(void **state);
int made_up_end(void **state);

#endif
