/* sensitivity_words.c - the findings of a sensitivity analysis, in words. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/sensitivity_out.h"

/* A driver: an input that takes this share of the spread with it. */
#define DRIVER_SHARE 0.05
/* Nothing, next to knowing everything. */
#define WORTH_LITTLE 0.02

/* Columns of the label of a design. */
enum { LABEL = 26 };

void sensitivity_label(Text *out, const Sensitivity *s, size_t design, bool ascii)
{
    cell_cut(out, s->scenario->designs[design].label, LABEL, ascii);
}

void sensitivity_headline(Text *out, const Sensitivity *s, bool ascii)
{
    char amount[32];
    Estimate saved = { fabs(s->mean.value), s->mean.se };

    text_add(out, "What could change the choice between ");
    sensitivity_label(out, s, s->a, ascii);
    text_add(out, " and ");
    sensitivity_label(out, s, s->b, ascii);
    if (!(saved.value > 0)) {
        text_add(out, " (both cost the same on average)");
        return;
    }
    text_add(out, " (");
    sensitivity_label(out, s, s->favourite, ascii);
    text_format(out, " is %s cheaper on average)",
                cell_money(amount, saved, &s->scenario->currency));
}

void sensitivity_title(Text *out, const InputEffect *input, const Sensitivity *s)
{
    const char *dot = strchr(input->key, '.');

    if (strcmp(input->key, input->quantity->key) != 0 && dot) {
        cell_cut(out, input->design, LABEL, false);
        text_add(out, ": ");
    }
    cell_plain(out, input->quantity->title, false);
}

bool sensitivity_matters(const InputEffect *input)
{
    return sensitivity_is_worth(input) || input->chance.value >= 0.005;
}

/* --- cells --------------------------------------------------------------------------- */

char *sensitivity_now(char *buffer, const InputEffect *input, const Sensitivity *s)
{
    const char *const *choices = input->quantity->choices;

    if (choices) {
        snprintf(buffer, 64, "%s", choices[(size_t)input->now]);
        return buffer;
    }
    return text_value(buffer, input->now, input->quantity->unit, &s->scenario->currency);
}

char *sensitivity_switch(char *buffer, const InputEffect *input, const Sensitivity *s,
                         bool ascii)
{
    char value[32];

    if (!isfinite(input->switches_at.value))
        return strcpy(buffer, input->quantity->choices ? "-" : "never");
    text_value(value, input->switches_at.value, input->quantity->unit, &s->scenario->currency);
    double ratio = input->switches_at.value / input->now;
    if (input->now > 0 && ratio > 0)
        snprintf(buffer, 64, "%s (%s%.2g)", value, ascii ? "x" : "×", ratio);
    else
        snprintf(buffer, 64, "%s", value);
    return buffer;
}

char *sensitivity_chance(char *buffer, const InputEffect *input)
{
    if (!isfinite(input->switches_at.value))
        return strcpy(buffer, "-");
    return text_chance(buffer, input->chance.value);
}

char *sensitivity_worth(char *buffer, const InputEffect *input, const Sensitivity *s)
{
    Estimate worth = sensitivity_is_worth(input) ? input->worth : (Estimate){ 0, NAN };

    return cell_money(buffer, worth, &s->scenario->currency);
}

/* --- conclusions --------------------------------------------------------------------- */

static bool is_worth_little(const Sensitivity *s, const InputEffect *input)
{
    return !sensitivity_is_worth(input) || input->worth.value < WORTH_LITTLE * s->perfect.value;
}

/* At most two, and those only that are worth a tenth of the first. */
static void add_first_looks(Text *words, const Sensitivity *s)
{
    const InputEffect *first = &s->inputs[0], *second = first + 1;

    if (s->count == 0 || is_worth_little(s, first)) {
        text_add(words,
                 " No single assumption is worth looking into: it takes several together "
                 "to change the choice.");
        return;
    }
    text_format(words, " First look at %s", first->key);
    if (s->count > 1 && !is_worth_little(s, second) &&
        second->worth.value > 0.1 * first->worth.value)
        text_format(words, " and %s", second->key);
    text_add(words, ".");
}

static void say_worth(const Sensitivity *s, SensitivitySay *say, void *context)
{
    Text words = { 0 };
    char amount[32];

    if (s->perfect.value > 0) {
        text_format(&words,
                    "Knowing everything would be worth %s on average: spend no more than that "
                    "on finding out.",
                    cell_money(amount, s->perfect, &s->scenario->currency));
        add_first_looks(&words, s);
    } else {
        text_add(&words,
                 "Nothing that could be found out would change the choice: it is the same "
                 "in every simulated future.");
    }
    say(context, words.data);
    text_free(&words);
}

/* The input with the widest share of those that are worth little. */
static void say_idle_driver(const Sensitivity *s, bool ascii, SensitivitySay *say,
                            void *context)
{
    const InputEffect *driver = NULL;
    Text words = { 0 };
    char share[32];

    for (size_t i = 0; i < s->count; i++)
        if (is_worth_little(s, &s->inputs[i]) && s->inputs[i].share.value >= DRIVER_SHARE &&
            s->inputs[i].share.value > 2 * s->inputs[i].share.se &&
            (!driver || s->inputs[i].share.value > driver->share.value))
            driver = &s->inputs[i];
    if (!driver)
        return;
    text_format(&words,
                "%s is behind %s of the spread of the difference, and yet knowing it is "
                "worth next to nothing: ",
                driver->key, text_percent(share, driver->share.value));
    sensitivity_label(&words, s, s->favourite, ascii);
    text_add(&words, " stays the better choice almost whatever it is.");
    say(context, words.data);
    text_free(&words);
}

static void list_group(Text *words, const Sensitivity *s, int group)
{
    size_t count = 0, listed = 0;

    for (size_t i = 0; i < s->count; i++)
        count += s->inputs[i].group == group;
    for (size_t i = 0; i < s->count; i++)
        if (s->inputs[i].group == group) {
            const char *joint = listed == 0 ? "" : listed + 1 < count ? ", " : " and ";
            text_format(words, "%s%s", joint, s->inputs[i].key);
            listed++;
        }
}

/* The group of the first input that matters and is not drawn alone. */
static void say_correlated(const Sensitivity *s, SensitivitySay *say, void *context)
{
    const InputEffect *first = NULL;
    Text words = { 0 };

    for (size_t i = 0; i < s->count && !first; i++)
        if (!s->inputs[i].alone && sensitivity_matters(&s->inputs[i]))
            first = &s->inputs[i];
    if (!first)
        return;
    list_group(&words, s, first->group);
    text_add(&words, " are drawn together: knowing one tells of the others.");
    say(context, words.data);
    text_free(&words);
}

void sensitivity_conclude(const Sensitivity *s, bool ascii, SensitivitySay *say, void *context)
{
    say_worth(s, say, context);
    say_idle_driver(s, ascii, say, context);
    say_correlated(s, say, context);
}
