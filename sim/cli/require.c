#include "sim/cli/require.h"

#include <math.h>
#include <stdio.h>

#include "sim/base/text.h"
#include "sim/cli/terminal.h"

Status requires_read(Requires *requires, const Options *options, const Scenario *scenario)
{
    Error err = { 0 };

    *requires = (Requires){ 0 };
    requires->conditions = arena_array(&requires->arena, Condition, options->require.count + 1);
    for (; requires->count < options->require.count; requires->count++)
        if (!condition_parse(&requires->conditions[requires->count], "--require",
                             options->require.items[requires->count], scenario,
                             &requires->arena, &err))
            return terminal_fail(options, &err);
    return STATUS_OK;
}

void requires_free(Requires *requires)
{
    arena_free(&requires->arena);
    *requires = (Requires){ 0 };
}

/* `$549k, with a standard error of $2.1k`, and a word where that leaves it open. */
static void tell_term(const Options *options, const ConditionTerm *term, const Answer *answer)
{
    const Currency *money = &answer->scenario->currency;
    Estimate left = condition_value(term, answer);
    char value[32], se[32];
    Error failure = { 0 };

    fail_status(&failure, STATUS_NO, "%.400s", term->text);
    if (isnan(left.value))
        fail_label(&failure, "it is unknown");
    else if (isnan(left.se))
        fail_label(&failure, "it is %s", text_value(value, left.value, term->unit, money));
    else
        fail_label(&failure, "it is %s, with a standard error of %s%s",
                   text_value(value, left.value, term->unit, money),
                   text_value(se, left.se, term->unit, money),
                   fabs(left.value - term->value) < 2 * left.se
                       ? ": more --trials would make that surer"
                       : "");
    error_print(&failure, "not met", terminal_color(options, stderr), stderr);
}

Status requires_check(const Requires *requires, const Options *options, const Answer *answer)
{
    Status status = STATUS_OK;

    for (size_t i = 0; i < requires->count; i++)
        for (size_t t = 0; t < requires->conditions[i].count; t++) {
            const ConditionTerm *term = &requires->conditions[i].terms[t];
            if (condition_term_holds(term, condition_value(term, answer).value))
                continue;
            tell_term(options, term, answer);
            status = STATUS_NO;
        }
    return status;
}
