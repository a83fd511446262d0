/* The fit of kernel constants: what it finds in times that were made up. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "tests/validation/kernel_fit.h"
#include "sim/decision/least_squares.h"

enum { KERNELS = 60 };

/* Products from far below to far above the point where arithmetic takes as long as
 * reading, on a GPU with constants of 0.63, 0.81, 3.7 and 5.3 us. */
static void make_up(Kernel kernels[KERNELS])
{
    static const double constants[] = { 0.63, 0.81, 3.7, 5.3 };

    for (int i = 0; i < KERNELS; i++) {
        kernels[i] = (Kernel){
            .kind = GEMM_16,
            .gpu = "X1",
            .engine = "made up",
            .compute = 2.1e-7 * pow(1.17, i),
            .memory = 8.3e-6 * (1 + i % 5),
            .tested = i % 4 == 3,
        };
        kernels[i].seconds = kernel_seconds(&kernels[i], constants);
    }
}

static void the_constants_of_made_up_kernels_are_found(void **state)
{
    static const double expected[] = { 0.63, 0.81, 3.7, 5.3 };
    Kernel items[KERNELS];
    Kernels kernels = { items, KERNELS, KERNELS, 0 };
    Arena arena = { 0 };
    KernelFit *fits;
    size_t count;

    make_up(items);
    fit_kernels(&fits, &count, &kernels, &arena);
    assert_int_equal(count, 1);
    assert_int_equal(fits[0].fitted, 45);
    assert_int_equal(fits[0].errors.n, 15);
    for (int i = 0; i < 4; i++)
        assert_close(fits[0].constants[i], expected[i], 1e-3);
    assert_true(fits[0].errors.p90 < 1e-4);
    arena_free(&arena);
}

/* One time in nine is four times too long: the others decide. */
static void times_that_are_wrong_do_not_decide(void **state)
{
    Kernel items[KERNELS];
    Kernels kernels = { items, KERNELS, KERNELS, 0 };
    Arena arena = { 0 };
    KernelFit *fits;
    size_t count;

    make_up(items);
    for (int i = 4; i < KERNELS; i += 9)
        items[i].seconds *= 4;
    fit_kernels(&fits, &count, &kernels, &arena);
    assert_close(fits[0].constants[0], 0.63, 0.05);
    assert_close(fits[0].constants[1], 0.81, 0.05);
    assert_true(fits[0].spread[0] > 0.001);
    arena_free(&arena);
}

/* Rows that test are not fitted on: if only they are slower, the constants stay. */
static void rows_that_test_are_not_seen(void **state)
{
    Kernel items[KERNELS];
    Kernels kernels = { items, KERNELS, KERNELS, 0 };
    Arena arena = { 0 };
    KernelFit *fits;
    size_t count;

    make_up(items);
    for (int i = 0; i < KERNELS; i++)
        items[i].seconds *= items[i].tested ? 1.25 : 1;
    fit_kernels(&fits, &count, &kernels, &arena);
    assert_close(fits[0].constants[0], 0.63, 1e-3);
    assert_near(fits[0].errors.bias, 1 / 1.25 - 1, 1e-4);
    arena_free(&arena);
}

/* Kinds, GPUs and engines are fitted apart; fewer rows than constants are not fitted. */
static void groups_are_apart(void **state)
{
    Kernel items[KERNELS];
    Kernels kernels = { items, KERNELS, KERNELS, 0 };
    Arena arena = { 0 };
    KernelFit *fits;
    size_t count;

    make_up(items);
    for (int i = 0; i < 30; i++)
        items[i].gpu = "X2";
    items[59].engine = "another";
    items[58].kind = DECODE;
    fit_kernels(&fits, &count, &kernels, &arena);
    assert_int_equal(count, 4);
    const KernelFit *found = kernel_fit_of(fits, count, GEMM_16, "X1", "another");
    assert_string_equal(found->engine, "another");
    assert_string_equal(kernel_fit_of(fits, count, GEMM_16, "X2", "none")->engine, "made up");
    assert_null(kernel_fit_of(fits, count, PREFILL, "X1", "made up"));
    assert_true(isnan(kernel_fit_of(fits, count, DECODE, "X1", "made up")->spread[0]));
    arena_free(&arena);
}

static void no_kernels_are_no_fits(void **state)
{
    Kernels kernels = { 0 };
    Arena arena = { 0 };
    KernelFit *fits;
    size_t count;

    fit_kernels(&fits, &count, &kernels, &arena);
    assert_int_equal(count, 0);
    arena_free(&arena);
}

/* An all-reduce of 4 GPUs: t0 + 2 t1 = 6.1 us of waiting; with q = 1 the transfer at 0.8 of
 * the link is added: 12 us / 0.8 = 15 us. */
static void an_exchange_waits_and_sends(void **state)
{
    static const double constants[] = { 0.8, 3.7, 1.2, 1 };
    Kernel kernel = { .kind = ALL_REDUCE, .gpus = 4, .link = 12e-6 };

    assert_close(kernel_seconds(&kernel, constants), 21.1e-6, 1e-12);
}

static void unknown_residuals(double *residuals, const double *constants, void *context)
{
    residuals[0] = NAN;
    residuals[1] = log(constants[0] / 2.385);
    residuals[2] = INFINITY;
}

/* What cannot be computed counts as far off, and does not stop the fit. */
static void what_cannot_be_computed_does_not_stop_the_fit(void **state)
{
    double constant = 1, spread;

    assert_true(least_squares(&constant, &spread, 1, 3, 0.1, unknown_residuals, NULL));
    assert_close(constant, 2.385, 1e-6);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* A product of [3,5] x [5,7] in 16 bits on a GPU of 989 TFLOPS and 3.35 TB/s: 2*3*5*7 = 210
 * operations, 2*(5*7 + 3*5 + 3*7) = 142 bytes. Everything else is left out and counted. */
static void rows_are_read_and_broken_ones_counted(void **state)
{
    char folder[] = "/tmp/forkcast_kernels_XXXXXX";
    Arena arena = { 0 };
    Kernels kernels = { 0 };
    ServingHardware hardware;
    Error err;

    assert_non_null(mkdtemp(folder));
    const char *path = arena_format(&arena, "%s/op_gemm.csv", folder);
    write_file(path, "gpu,fw,gemm_dtype,m,n,k,us\n"
                     "h100_sxm,vllm,bfloat16,3,7,5,4.25\n"
                     "h100_sxm,vllm,int4_wo,3,7,5,4.25\n"
                     "a100_sxm,vllm,fp8,3,7,5,4.25\n"
                     "abacus,vllm,bfloat16,3,7,5,4.25\n"
                     "h100_sxm,vllm,bfloat16,-3,7,5,4.25\n"
                     "h100_sxm,vllm,bfloat16,1e99,7,5,4.25\n"
                     "h100_sxm,vllm,bfloat16,3,7,,4.25\n"
                     "h100_sxm,vllm,bfloat16,3,7,5,inf\n"
                     "h100_sxm,vllm,bfloat16,3,7,5,soon\n");
    assert_true(serving_hardware_read(&hardware, "tests/validation/latency", &arena, &err));
    assert_true(kernels_read(&kernels, folder, &hardware, &arena, &err));
    remove(path);
    rmdir(folder);
    assert_int_equal(kernels.count, 1);
    assert_int_equal(kernels.excluded, 8);
    assert_close(kernels.items[0].compute, 210 / 989e12, 1e-12);
    assert_close(kernels.items[0].memory, 142 / 3.35e12, 1e-12);
    assert_close(kernels.items[0].seconds, 4.25e-6, 1e-12);
    kernels_free(&kernels);
    arena_free(&arena);
}

int main(void)
{
    gsl_set_error_handler_off(); /* as the program does */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_constants_of_made_up_kernels_are_found),
        cmocka_unit_test(times_that_are_wrong_do_not_decide),
        cmocka_unit_test(rows_that_test_are_not_seen),
        cmocka_unit_test(groups_are_apart),
        cmocka_unit_test(no_kernels_are_no_fits),
        cmocka_unit_test(an_exchange_waits_and_sends),
        cmocka_unit_test(what_cannot_be_computed_does_not_stop_the_fit),
        cmocka_unit_test(rows_are_read_and_broken_ones_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
