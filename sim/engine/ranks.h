/* ranks.h - the processes that a run is spread over, on one machine or many.
 *
 * A build with MPI, started by mpirun, is several processes that all read the same
 * scenario, each evaluate a part of the trials, and join what they found in the first
 * one, which alone has the answer. Otherwise there is one process, the first, and
 * joining does nothing. Nothing that is joined depends on the number of processes: it
 * is an integer count, which adds up in any order, or a number that one process knows
 * and that is all zero bits in the others.
 */
#ifndef SIM_ENGINE_RANKS_H
#define SIM_ENGINE_RANKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/base/error.h"

/* First thing and last thing in the program. Processes but the first say nothing: what
 * they would say, the first one says. */
void ranks_begin(void);
void ranks_end(void);

int ranks_count(void);
int ranks_index(void);
bool ranks_first(void);

/* Where in 0..n-1 the part of this process begins, and where that of the next does. */
uint64_t ranks_part_begin(uint64_t n);
uint64_t ranks_part_end(uint64_t n);

/* In the first process: the sums of counts; the numbers that one process knows. All
 * processes call them in the same order with the same n. */
void ranks_add(uint64_t *counts, size_t n);
void ranks_join(double *x, size_t n);

/* In all processes: the bits that any of them has set; the number of the first one. */
void ranks_agree(uint64_t *bits, size_t n);
double ranks_told(double x);

/* Bytes for the first process, of 1..RANKS_MESSAGE; 0 for the end. It takes what another
 * one sends next, and how much that is. */
enum { RANKS_MESSAGE = 1 << 20 };
void ranks_send(const void *bytes, size_t n);
size_t ranks_receive(int from, void *bytes);

/* Tell an error that only this process has, and end all of them with its status.
 * Returns where this is the only process. */
void ranks_fail(const Error *err);

#endif
