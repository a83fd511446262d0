#include "tests/validation/kernel_tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/validation/columns.h"

/* The attention kernels were measured with heads of 128 and a cache of 16 bits. */
#define HEAD_WIDTH 128
#define TWO_BYTES  2

/* One in so many shapes tests. */
#define TESTED_OF 4

enum { MOST_SHAPE = 4 };

typedef struct {
    const char *file;
    const char *shape[MOST_SHAPE];
} Layout;

static const Layout layouts[] = {
    { "op_gemm.csv", { "m", "n", "k", NULL } },
    { "op_attn_prefill.csv", { "b", "isl", "nh", "nkv" } },
    { "op_attn_decode.csv", { "b", "kv", "nh", "nkv" } },
    { "op_allreduce.csv", { "num_gpus", "message_size", NULL, NULL } },
};

typedef struct {
    const char *gpu, *engine, *dtype, *backend;
    double shape[MOST_SHAPE], us;
} Row;

/* FNV-1a of the shape, so that a shape is on the same side on every GPU. */
static bool is_tested(const Row *row)
{
    unsigned hash = 2166136261u;

    for (size_t k = 0; k < MOST_SHAPE && row->shape[k] >= 1; k++)
        for (unsigned long long left = (unsigned long long)row->shape[k]; left; left >>= 8)
            hash = (hash ^ (unsigned)(left & 255)) * 16777619u;
    return (hash >> 8) % TESTED_OF == 0;
}

/* [m,k] x [k,n]: activations and result are 16 bits, or as the weights. */
static bool read_gemm(Kernel *kernel, const Row *row, const GpuPeaks *gpu)
{
    double m = row->shape[0], n = row->shape[1], k = row->shape[2];
    bool wide = strcmp(row->dtype, "bfloat16") == 0, narrow = strcmp(row->dtype, "fp8") == 0;
    double bytes = wide ? TWO_BYTES : 1;

    kernel->kind = wide ? GEMM_16 : GEMM_8;
    kernel->compute = 2 * m * n * k / (wide ? gpu->peak : gpu->peak_8bit);
    kernel->memory = (bytes * (n * k + m * k) + TWO_BYTES * m * n) / gpu->bandwidth;
    return (wide || narrow) && isfinite(kernel->compute);
}

/* Causal: token i sees i tokens; 2 operations for a score, 2 for its value. */
static bool read_prefill(Kernel *kernel, const Row *row, const GpuPeaks *gpu)
{
    double sequences = row->shape[0], length = row->shape[1], heads = row->shape[2];

    kernel->kind = PREFILL;
    kernel->compute = sequences * 2 * length * length * heads * HEAD_WIDTH / gpu->peak;
    return true;
}

/* A token reads all keys and values before it. */
static bool read_decode(Kernel *kernel, const Row *row, const GpuPeaks *gpu)
{
    double sequences = row->shape[0], context = row->shape[1], kv_heads = row->shape[3];

    kernel->kind = DECODE;
    kernel->memory =
        sequences * context * 2 * kv_heads * HEAD_WIDTH * TWO_BYTES / gpu->bandwidth;
    return true;
}

/* A ring sends 2 (n - 1) / n of the message over each link. */
static bool read_all_reduce(Kernel *kernel, const Row *row, const GpuPeaks *gpu)
{
    double n = row->shape[0], bytes = row->shape[1] * TWO_BYTES;

    kernel->kind = ALL_REDUCE;
    kernel->gpus = n;
    kernel->link = 2 * (n - 1) / n * bytes / gpu->link;
    return n >= 2 && strcmp(row->backend, "vllm_eager") != 0;
}

typedef bool ReadKernel(Kernel *kernel, const Row *row, const GpuPeaks *gpu);

static ReadKernel *const readers[] = { read_gemm, read_prefill, read_decode, read_all_reduce };

static void add(Kernels *kernels, const Row *row, const GpuPeaks *gpu, ReadKernel *read)
{
    Kernel kernel = { .engine = row->engine, .seconds = row->us * 1e-6 };
    bool sized = row->shape[0] >= 1 && row->shape[1] >= 1 && row->us > 0;

    for (size_t k = 0; k < MOST_SHAPE; k++)
        sized &= row->shape[k] >= 0 && row->shape[k] <= 1e9;
    if (!gpu || !sized || !isfinite(row->us) || !read(&kernel, row, gpu)) {
        kernels->excluded++;
        return;
    }
    kernel.gpu = gpu->name;
    kernel.tested = is_tested(row);
    if (kernels->count == kernels->capacity) {
        kernels->capacity = kernels->capacity ? 2 * kernels->capacity : 4096;
        kernels->items = memory_grow(kernels->items, kernels->capacity, sizeof(Kernel));
    }
    kernels->items[kernels->count++] = kernel;
}

static bool read_table(Kernels *kernels, const Columns *file, size_t table,
                       const ServingHardware *hardware, Arena *arena, Error *err)
{
    const char *const *gpu, *const *engine, *const *dtype, *const *backend;
    const double *shape[MOST_SHAPE], *us;

    if (!columns_text(&gpu, file, "gpu", arena, err) ||
        !columns_text(&engine, file, "fw", arena, err) ||
        !columns_text(&dtype, file, "gemm_dtype", arena, err) ||
        !columns_text(&backend, file, "backend", arena, err) ||
        !columns_numbers(&us, file, "us", arena, err))
        return false;
    for (size_t k = 0; k < MOST_SHAPE; k++)
        if (!columns_numbers(&shape[k], file, layouts[table].shape[k], arena, err))
            return false;
    for (size_t i = 0; i < file->rows; i++) {
        Row row = { gpu[i], engine[i], dtype[i], backend[i], { 0 }, us[i] };

        for (size_t k = 0; k < MOST_SHAPE; k++)
            row.shape[k] = layouts[table].shape[k] ? shape[k][i] : 0;
        add(kernels, &row, served_gpu(hardware, gpu[i]), readers[table]);
    }
    return true;
}

bool kernels_read(Kernels *kernels, const char *folder, const ServingHardware *hardware,
                  Arena *arena, Error *err)
{
    for (size_t t = 0; t < sizeof layouts / sizeof layouts[0]; t++) {
        const char *path = arena_format(arena, "%s/%s", folder, layouts[t].file);
        Columns file;

        if (!columns_read(&file, path, "us", arena, err))
            return false;
        if (file.text && !read_table(kernels, &file, t, hardware, arena, err))
            return false;
    }
    return true;
}

void kernels_free(Kernels *kernels)
{
    free(kernels->items);
    *kernels = (Kernels){ 0 };
}
