/* result_rules.c - the rules of thumb that apply, with the facts behind them. */
#include "sim/results/results.h"

enum { RULE_ID, SAYS, FACT, ARTICLES, BUT, COLUMNS };

static const TableColumn columns[COLUMNS] = {
    [RULE_ID] = { "rule", "Rule", UNIT_NUMBER, true },
    [SAYS] = { "says", "Says", UNIT_NUMBER, true },
    [FACT] = { "fact", "Because", UNIT_NUMBER, true },
    [ARTICLES] = { "articles", "Articles", UNIT_NUMBER, true },
    [BUT] = { "but", "But", UNIT_NUMBER, true },
};

static const char *objections(const RuleAnswer *rule, Arena *arena)
{
    const char *split = rule->split ? rule->split : "";
    const char *against = rule->against ? rule->against : "";

    return arena_format(arena, "%s%s%s%s", against, *against && *split ? "; " : "",
                        *split ? "articles disagree: " : "", split);
}

static void fill(Table *table, const Answer *answer)
{
    table->column = columns;
    table->columns = COLUMNS;
    for (size_t i = 0; i < answer->rule_count; i++) {
        const RuleAnswer *rule = &answer->rules[i];
        if (rule->state != RULE_APPLIES)
            continue;
        Cell *row = table_row(table);
        row[RULE_ID].text = rule->id;
        row[SAYS].text = rule->says;
        row[FACT].text = rule->fact;
        row[ARTICLES].text = rule->articles;
        row[BUT].text = objections(rule, table->arena);
    }
}

const Result result_rules = {
    .name = "rules",
    .title = "Rules of thumb that apply",
    .help = "they advise; costs and requirements decide",
    .fill = fill,
};
