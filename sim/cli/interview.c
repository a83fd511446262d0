#include "sim/cli/interview.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* --- questions ------------------------------------------------------------------ */

enum { ANSWER = 128 };

static void ask(char answer[ANSWER], const char *question, const char *usual, FILE *in,
                FILE *out)
{
    fprintf(out, "%s [%s] ", question, usual);
    fflush(out);
    if (!fgets(answer, ANSWER, in))
        answer[0] = '\0';
    if (!strchr(answer, '\n') && answer[0])
        for (int c = 0; c != '\n' && c != EOF;)
            c = fgetc(in);
    char *start = answer + strspn(answer, " \t");
    start[strcspn(start, "\r\n")] = '\0';
    memmove(answer, start, strlen(start) + 1);
    if (answer[0] == '\0')
        snprintf(answer, ANSWER, "%s", usual);
}

/* One of several words, by its first letter; asked again until it is one. */
static size_t ask_choice(const char *question, const char *const words[], size_t usual,
                         FILE *in, FILE *out)
{
    char answer[ANSWER];

    for (;;) {
        ask(answer, question, words[usual], in, out);
        for (size_t i = 0; words[i]; i++)
            if ((answer[0] | 0x20) == words[i][0])
                return i;
        fputs("  please answer with one of the words\n", out);
    }
}

/* A positive amount such as 20000, 20k, $1.5M; asked again until it is one. */
static double ask_amount(const char *question, const char *usual, FILE *in, FILE *out)
{
    char answer[ANSWER];

    for (;;) {
        ask(answer, question, usual, in, out);
        char *end;
        double amount = strtod(answer + (answer[0] == '$'), &end);
        double factor = *end == 'k' ? 1e3 : *end == 'M' ? 1e6 : 1;
        if (amount > 0 && amount * factor < 1e12 && end[factor > 1] == '\0')
            return amount * factor;
        fputs("  please answer with a number, for example 20k\n", out);
    }
}

/* --- changes -------------------------------------------------------------------- */

/* Whether a line is `key: ...`, however deep it stands. */
static bool has_key(const char *line, const char *key)
{
    size_t length = strlen(key);
    line += strspn(line, " ");
    return strncmp(line, key, length) == 0 && line[length] == ':';
}

/* The comment of a line with the blanks before it, or its end. */
static const char *comment_of(const char *line, const char *end)
{
    for (const char *c = line; c + 1 < end; c++)
        if (c[0] == ' ' && c[1] == '#') {
            while (c > line && c[-1] == ' ')
                c--;
            return c;
        }
    return end;
}

void interview_change(Text *changed, const char *text, const char *key, const char *value)
{
    bool done = false;

    while (*text) {
        size_t length = strcspn(text, "\n") + (strchr(text, '\n') != NULL);
        const char *end = text + length;
        if (done || !has_key(text, key)) {
            text_add_n(changed, text, length);
        } else if (value) {
            const char *comment = comment_of(text, end);
            size_t left = (size_t)(strchr(text, ':') - text) + 1;
            text_add_n(changed, text, left);
            text_format(changed, " %s", value);
            if (comment < end)
                text_add_n(changed, comment, (size_t)(end - comment));
            else
                text_add(changed, "\n");
            done = true;
        } else {
            done = true;
        }
        text = end;
    }
}

static void change(Text *scenario, const char *key, const char *value)
{
    Text changed = { 0 };
    interview_change(&changed, scenario->data, key, value);
    text_free(scenario);
    *scenario = changed;
}

static void change_rate(Text *scenario, FILE *in, FILE *out)
{
    static const char *const words[] = { "yearly", "quarterly", "monthly",
                                         "weekly", "daily",     NULL };
    static const char *const shares[] = { "0.5%..2% /month", "1%..5% /month", "3%..12% /month",
                                          "10%..30% /month", "30%..60% /month" };
    char value[ANSWER];
    size_t often = ask_choice("How often does a typical page of the knowledge change: yearly, "
                              "quarterly, monthly,\nweekly or daily?",
                              words, 2, in, out);

    snprintf(value, sizeof value, "{ value: %s, source: guess }", shares[often]);
    change(scenario, "change_rate", value);
}

static void change_gaps(Text *scenario, FILE *in, FILE *out)
{
    static const char *const words[] = { "facts", "behaviour", "mixed", NULL };
    static const char *const often = "{ value: 15%..40%, source: guess }";
    static const char *const rarely = "{ value: 2%..8%, source: guess }";
    size_t gap = ask_choice("When answers fail today, is it mostly for missing facts, for "
                            "behaviour (format,\ntone), or mixed?",
                            words, 0, in, out);

    change(scenario, "knowledge", gap == 1 ? rarely : often);
    change(scenario, "behaviour", gap == 0 ? rarely : often);
}

static void change_traffic(Text *scenario, FILE *in, FILE *out)
{
    char value[ANSWER];
    double low = ask_amount("Requests per day at launch, a low guess?", "5k", in, out);
    double high = ask_amount("and a high one?", "20k", in, out);

    if (low < high)
        snprintf(value, sizeof value, "{ value: %.10g..%.10g /day, source: guess }", low, high);
    else
        snprintf(value, sizeof value, "{ value: %.10g /day, source: guess }", low);
    change(scenario, "requests_per_day", value);
}

void interview_make(Text *scenario, const char *template_text, FILE *in, FILE *out)
{
    static const char *const yes_no[] = { "yes", "no", NULL };
    char value[ANSWER];

    text_add(scenario, template_text);
    change_gaps(scenario, in, out);
    change_rate(scenario, in, out);
    if (ask_choice("Must answers cite their sources: yes or no?", yes_no, 0, in, out) == 1)
        change(scenario, "citations", NULL);
    change_traffic(scenario, in, out);
    double budget =
        ask_amount("Budget for the whole horizon, build included?", "$450k", in, out);
    snprintf(value, sizeof value, "$%.10g", budget);
    change(scenario, "budget", value);
}
