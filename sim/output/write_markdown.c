/* write_markdown.c - the answer as GitHub tables, for a pull request or a page. */
#include <math.h>

#include "sim/output/cells.h"
#include "sim/output/words.h"
#include "sim/output/writer.h"

static void add_cell(Text *out, const TableColumn *column, Cell cell, const Currency *money)
{
    char buffer[32];

    text_add(out, " ");
    if (column->text)
        cell_markdown(out, cell.text);
    else if (isnan(cell.number))
        text_add(out, "-");
    else if (column->unit == UNIT_SHARE)
        text_add(out, text_chance(buffer, cell.number));
    else
        text_add(out, text_value(buffer, cell.number, column->unit, money));
    text_add(out, " |");
}

static void add_table(Text *out, const Table *table, const Currency *money)
{
    text_format(out, "\n**%s**\n\n|", table->title);
    for (int c = 0; c < table->columns; c++) {
        text_add(out, " ");
        cell_markdown(out, table->column[c].title);
        text_add(out, " |");
    }
    text_add(out, "\n|");
    for (int c = 0; c < table->columns; c++)
        text_add(out, table->column[c].text ? " :-- |" : " --: |");
    text_add(out, "\n");
    for (size_t r = 0; r < table->rows; r++) {
        text_add(out, "|");
        for (int c = 0; c < table->columns; c++)
            add_cell(out, &table->column[c],
                     table->cells[r * (size_t)table->columns + (size_t)c], money);
        text_add(out, "\n");
    }
}

/* Where rules of thumb advise what the verdict does not follow. */
static void add_objections(Text *out, const Answer *answer)
{
    for (size_t i = 0; i < answer->rule_count; i++) {
        const RuleAnswer *rule = &answer->rules[i];
        if (!rule->against)
            continue;
        text_format(out, "\n**Rule %s %s** (%s): ", rule->id,
                    rule->assumed ? "disagrees by a default of the model" : "disagrees",
                    rule->says);
        cell_markdown(out, rule->against);
        text_add(out, ".\n");
    }
}

static void add_equals(Text *out, const Answer *answer)
{
    for (size_t i = 0; i < answer->pair_count; i++) {
        Text line = { 0 };
        words_equal(&line, answer, &answer->pairs[i]);
        if (line.length) {
            text_add(out, "\n");
            cell_markdown(out, line.data);
            text_add(out, "\n");
        }
        text_free(&line);
    }
}

static void add_saturation(Text *out, const Answer *answer)
{
    for (size_t k = 0; k < answer->design_count; k++) {
        const char *sentence = answer->designs[answer->order[k]].saturation.sentence;
        if (!sentence)
            continue;
        text_add(out, "\n");
        cell_markdown(out, sentence);
        text_add(out, "\n");
    }
}

static void write(Text *out, const Answer *answer, const Style *style)
{
    const Scenario *s = answer->scenario;
    Arena arena = { 0 };
    char buffer[48];

    text_add(out, "### ");
    cell_markdown(out, s->name);
    text_format(out, "\n\n**");
    cell_markdown(out, answer->verdict.sentence);
    text_format(out, "** (%s)\n", answer->verdict.strength);
    add_objections(out, answer);
    for (size_t i = 0; i < result_count; i++) {
        Table table = result_table(results[i], answer, &arena);
        if (table.rows > 0)
            add_table(out, &table, &s->currency);
    }
    add_equals(out, answer);
    add_saturation(out, answer);
    text_format(out, "\n%d months, %s", s->months, s->currency.code);
    if (isfinite(s->budget))
        text_format(out, ", budget %s", text_money(buffer, s->budget, &s->currency));
    text_format(out, "; seed %llu, %s", (unsigned long long)s->seed,
                cell_futures(buffer, answer->trials));
    if (s->catalog_as_of)
        text_format(out, ", catalog %s", s->catalog_as_of);
    text_format(out, ", scenario %.7s\n", s->sha256);
    arena_free(&arena);
}

const Writer write_markdown = {
    .name = "markdown",
    .help = "for a pull request: GitHub tables",
    .write = write,
};
