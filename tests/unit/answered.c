#include "tests/unit/answered.h"

#include "tests/unit/support.h"

void answered_start(Answered *answered, const char *text, uint64_t requests)
{
    Error err = { 0 };

    whole_run_start(&answered->whole, text, NULL, requests);
    if (!answer_make(&answered->answer, answered->whole.gatherer, &err))
        fail_msg("%s", err.text);
}

void answered_stop(Answered *answered)
{
    answer_free(&answered->answer);
    whole_run_stop(&answered->whole);
}

const DesignAnswer *answered_design(const Answered *answered, const char *name)
{
    return &answered->answer.designs[whole_run_design(&answered->whole, name)];
}

const char *answered_best(const Answered *answered)
{
    return answered->answer.designs[answered->answer.verdict.design].design->name;
}
