/* find_table.c - the values of an input at which a condition begins or ceases to hold, for
 * a person at a terminal, or for a pull request. */
#include <math.h>

#include "sim/output/cells.h"
#include "sim/output/page.h"
#include "sim/output/sweep_out.h"

/* The left sides of the terms at a value, and whether all hold. */
static void add_probe(const Page *page, const Find *find, const FindProbe *probe, int label)
{
    char value[32];

    page_left(page, probe->text, label);
    for (size_t t = 0; t < find->condition->count; t++) {
        const ConditionTerm *term = &find->condition->terms[t];
        text_value(value, estimate_rounded(probe->terms[t]), term->unit, page->money);
        page_right(page, value, 12);
    }
    text_add(page->out, probe->holds ? "  holds" : "  -");
    page_end_line(page);
}

static void add_boundary(Text *words, const Find *find, const FindBoundary *b)
{
    const SweepInput *input = find->input;
    bool below = b->holds.x < b->fails.x;
    double share = sweep_input_below(input, b->x);
    char value[32], se[32];

    text_value(value, estimate_rounded((Estimate){ b->x, b->se }), input->quantity->unit,
               &input->currency);
    text_format(words, "It holds %s %s", below ? "up to" : "from", value);
    if (b->se > 0)
        text_format(words, ", with a standard error of %s",
                    text_value(se, b->se, input->quantity->unit, &input->currency));
    if (!isnan(share)) {
        text_add(words, "; ");
        sweep_share_words(words, below ? share : 1 - share);
        text_format(words, " are %s it", below ? "below" : "above");
    }
    text_format(words, ". In these futures it still holds at %s and no longer at %s.",
                b->holds.text, b->fails.text);
}

void find_sentences(const Find *find, FindSay *say, void *context)
{
    const char *first = find->input->texts[0],
               *last = find->input->texts[find->input->count - 1];
    Text words = { 0 };

    for (size_t i = 0; i < find->boundary_count; i++) {
        words.length = 0;
        add_boundary(&words, find, &find->boundaries[i]);
        say(context, words.data);
    }
    if (find->boundary_count == 0) {
        text_format(&words, "It holds %s from %s to %s.",
                    find->probes[0].holds ? "everywhere" : "nowhere", first, last);
        say(context, words.data);
    }
    text_free(&words);
}

static void say_to_page(void *context, const char *paragraph)
{
    page_wrapped(context, "1", paragraph);
}

void find_table(Text *out, const Find *find, const Style *style)
{
    Page page = { out, NULL, &find->scenario->currency, style, 0 };
    Text words = { 0 };
    int label = 6;

    for (size_t i = 0; i < find->input->count; i++) {
        int width = text_width(find->input->texts[i]);
        label = width > label ? width : label;
    }
    sweep_title(out, find->scenario, style);
    text_format(&words, "%s, by ", find->condition->text);
    sweep_input_words(&words, find->input);
    page_wrapped(&page, "1", words.data);
    text_add(out, "\n");
    for (size_t i = 0; i < find->done; i++)
        add_probe(&page, find, &find->probes[i], label);
    text_add(out, "\n");
    find_sentences(find, say_to_page, &page);
    sweep_footer(out, find->scenario, find->trials, style);
    text_free(&words);
}

/* --- Markdown ------------------------------------------------------------------------ */

static void say_in_bold(void *context, const char *paragraph)
{
    text_add(context, "**");
    cell_markdown(context, paragraph);
    text_add(context, "**\n\n");
}

static void add_rows(Text *out, const Find *find)
{
    const Condition *condition = find->condition;
    char value[32];

    for (size_t i = 0; i < find->done; i++) {
        const FindProbe *probe = &find->probes[i];
        text_add(out, "| ");
        cell_markdown(out, probe->text);
        text_add(out, " |");
        for (size_t t = 0; t < condition->count; t++)
            text_format(out, " %s |",
                        text_value(value, estimate_rounded(probe->terms[t]),
                                   condition->terms[t].unit, &find->scenario->currency));
        text_add(out, probe->holds ? " yes |\n" : " no |\n");
    }
}

void find_markdown(Text *out, const Find *find, const Style *style)
{
    const Style plain = { .width = style->width };
    const Condition *condition = find->condition;

    text_add(out, "### ");
    cell_markdown(out, find->scenario->name);
    text_add(out, "\n\n");
    find_sentences(find, say_in_bold, out);
    text_add(out, "| ");
    cell_markdown(out, find->input->key);
    text_add(out, " |");
    for (size_t t = 0; t < condition->count; t++) {
        text_add(out, " ");
        cell_markdown(out, condition->terms[t].text);
        text_add(out, " |");
    }
    text_add(out, " holds |\n| :-- |");
    for (size_t t = 0; t < condition->count; t++)
        text_add(out, " --: |");
    text_add(out, " :-- |\n");
    add_rows(out, find);
    text_add(out, "\n");
    sweep_footer(out, find->scenario, find->trials, &plain);
}
