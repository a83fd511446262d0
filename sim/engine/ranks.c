#include "sim/engine/ranks.h"

#ifdef FORKCAST_MPI

#include <fcntl.h>
#include <limits.h>
#include <mpi.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Numbers a message: MPI counts in int, and memory is to stay flat. */
enum { MESSAGE = 1 << 20 };

/* Where a process that is to say nothing could still say why it cannot go on. */
static int silenced_stderr = -1;

static void be_silent(void)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    silenced_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (nowhere < 0)
        return;
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
}

void ranks_begin(void)
{
    MPI_Init(NULL, NULL);
    if (!ranks_first())
        be_silent();
}

void ranks_end(void)
{
    MPI_Finalize();
}

int ranks_count(void)
{
    int count;

    MPI_Comm_size(MPI_COMM_WORLD, &count);
    return count;
}

int ranks_index(void)
{
    int index;

    MPI_Comm_rank(MPI_COMM_WORLD, &index);
    return index;
}

static void reduce(void *words, size_t n, MPI_Op operation)
{
    uint64_t *word = words;

    for (size_t begin = 0; begin < n; begin += MESSAGE) {
        int count = (int)(n - begin < MESSAGE ? n - begin : MESSAGE);
        if (ranks_first())
            MPI_Reduce(MPI_IN_PLACE, word + begin, count, MPI_UINT64_T, operation, 0,
                       MPI_COMM_WORLD);
        else
            MPI_Reduce(word + begin, NULL, count, MPI_UINT64_T, operation, 0, MPI_COMM_WORLD);
    }
}

void ranks_add(uint64_t *counts, size_t n)
{
    reduce(counts, n, MPI_SUM);
}

void ranks_join(double *x, size_t n)
{
    reduce(x, n, MPI_BOR);
}

void ranks_agree(uint64_t *bits, size_t n)
{
    MPI_Allreduce(MPI_IN_PLACE, bits, (int)n, MPI_UINT64_T, MPI_BOR, MPI_COMM_WORLD);
}

double ranks_told(double x)
{
    MPI_Bcast(&x, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    return x;
}

void ranks_send(const void *bytes, size_t n)
{
    MPI_Ssend(bytes, (int)n, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
}

size_t ranks_receive(int from, void *bytes)
{
    MPI_Status status;
    int n;

    MPI_Recv(bytes, RANKS_MESSAGE, MPI_BYTE, from, 0, MPI_COMM_WORLD, &status);
    MPI_Get_count(&status, MPI_BYTE, &n);
    return (size_t)n;
}

void ranks_fail(const Error *err)
{
    if (ranks_count() == 1)
        return;
    dprintf(silenced_stderr >= 0 ? silenced_stderr : STDERR_FILENO,
            "error: %s (process %d of %d)\n", err->text, ranks_index() + 1, ranks_count());
    MPI_Abort(MPI_COMM_WORLD, (int)err->status);
}

#else

void ranks_begin(void)
{
}

void ranks_end(void)
{
}

int ranks_count(void)
{
    return 1;
}

int ranks_index(void)
{
    return 0;
}

/* What MPI would write to.
 * NOLINTBEGIN(readability-non-const-parameter) */
void ranks_add(uint64_t *counts, size_t n)
{
    (void)counts;
    (void)n;
}

void ranks_join(double *x, size_t n)
{
    (void)x;
    (void)n;
}

void ranks_agree(uint64_t *bits, size_t n)
{
    (void)bits;
    (void)n;
}
/* NOLINTEND(readability-non-const-parameter) */

double ranks_told(double x)
{
    return x;
}

void ranks_send(const void *bytes, size_t n)
{
    (void)bytes;
    (void)n;
}

size_t ranks_receive(int from, void *bytes)
{
    (void)from;
    (void)bytes;
    return 0;
}

void ranks_fail(const Error *err)
{
    (void)err;
}

#endif

bool ranks_first(void)
{
    return ranks_index() == 0;
}

uint64_t ranks_part_begin(uint64_t n)
{
    return n * (uint64_t)ranks_index() / (uint64_t)ranks_count();
}

uint64_t ranks_part_end(uint64_t n)
{
    return n * ((uint64_t)ranks_index() + 1) / (uint64_t)ranks_count();
}
