#include "tests/bench/numpy.h"

#include <stdio.h>
#include <sys/wait.h>

#define SCRIPT "tests/bench/refwork_numpy.py"

enum { NOT_INSTALLED = 127 };

static bool read_results(FILE *in, NumpyElapsed *took, const RefworkResults *results)
{
    size_t trials = (size_t)results->trials;
    bool complete = fscanf(in, "%lf %lf %lf %lf", &took->one.seconds, &took->one.spread,
                           &took->several.seconds, &took->several.spread) == 4 &&
                    fgetc(in) == '\n';

    for (int d = 0; complete && d < REFWORK_DESIGNS; d++)
        complete = fread(results->total[d], sizeof(double), trials, in) == trials;
    return complete;
}

bool numpy_run(NumpyElapsed *took, RefworkResults *results, int processes)
{
    char command[128];

    snprintf(command, sizeof command, "\"${PYTHON:-python3}\" " SCRIPT " %ld %d",
             results->trials, processes);
    FILE *in = popen(command, "r");
    bool complete = in && read_results(in, took, results);
    int status = in ? pclose(in) : -1;
    if (complete && status == 0)
        return true;
    bool missing = WIFEXITED(status) && WEXITSTATUS(status) == NOT_INSTALLED;
    printf("  numpy: %s\n",
           missing ? "not compared, python3 with numpy is not installed" : SCRIPT " failed");
    return false;
}
