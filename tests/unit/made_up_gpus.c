#include "tests/unit/made_up_gpus.h"

#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ABOUT                                                                                  \
    "title: Made up\nas_of: 2026-12-01\nsource: none\nconfidence: assumed\nmemory: 48 GB\n"    \
    "peak_tflops: 400 TFLOPS\nlink: 50 GB/s\nmodel_error: 1\n"

static const char *const entries[][2] = {
    { "aa-slow", ABOUT "price: 0.010 USD/h\nbandwidth: 100 GB/s\n" },
    { "ab-twin", ABOUT "price: 0.010 USD/h\nbandwidth: 100 GB/s\n" },
    { "bb-fast", ABOUT "price: 0.017 USD/h\nbandwidth: 2000 GB/s\n" },
    { "cc-free", ABOUT "bandwidth: 9000 GB/s\n" },
};

static void path_of(char path[128], const char *root, const char *name)
{
    if (name)
        snprintf(path, 128, "%s/gpu/%s.yaml", root, name);
    else
        snprintf(path, 128, "%s/gpu", root);
}

int made_up_begin(void **state)
{
    char *root = calloc(1, 64), path[128];

    assert_non_null(root);
    strcpy(root, "/tmp/forkcast-gpus-XXXXXX");
    assert_non_null(mkdtemp(root));
    path_of(path, root, NULL);
    mkdir(path, 0700);
    for (size_t i = 0; i < COUNT_OF(entries); i++) {
        path_of(path, root, entries[i][0]);
        FILE *out = fopen(path, "w");
        assert_non_null(out);
        fputs(entries[i][1], out);
        fclose(out);
    }
    setenv("FORKCAST_CATALOG", root, 1);
    *state = root;
    return 0;
}

int made_up_end(void **state)
{
    char *root = *state, path[128];

    unsetenv("FORKCAST_CATALOG");
    for (size_t i = 0; i < COUNT_OF(entries); i++) {
        path_of(path, root, entries[i][0]);
        unlink(path);
    }
    path_of(path, root, NULL);
    rmdir(path);
    rmdir(root);
    free(root);
    return 0;
}
