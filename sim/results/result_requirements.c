/* result_requirements.c - which design meets which requirement, and with what chance. */
#include "sim/results/results.h"

enum { DESIGN, LEVEL, REQUIREMENT, CHANCE, NEEDED, WITHIN, VERDICT, COLUMNS };

static const TableColumn columns[COLUMNS] = {
    [DESIGN] = { "design", "Design", UNIT_NUMBER, true },
    [LEVEL] = { "level", "Level", UNIT_NUMBER, true },
    [REQUIREMENT] = { "requirement", "Requirement", UNIT_NUMBER, true },
    [CHANCE] = { "chance", "Chance", UNIT_SHARE, false },
    [NEEDED] = { "needed", "Needed", UNIT_SHARE, false },
    [WITHIN] = { "within", "Requests in time", UNIT_SHARE, false },
    [VERDICT] = { "verdict", "Verdict", UNIT_NUMBER, true },
};

static void add_rows(Table *table, const DesignAnswer *design, size_t count)
{
    for (size_t i = 0; design->requirements && i < count; i++) {
        const RequirementAnswer *item = &design->requirements[i];
        Cell *row = table_row(table);
        row[DESIGN].text = design->design->label;
        row[LEVEL].text = item->requirement->level == MUST ? "must" : "want";
        row[REQUIREMENT].text = item->what;
        row[CHANCE].number = item->chance.value;
        row[NEEDED].number = item->needed;
        row[WITHIN].number = item->within.mean.value;
        row[VERDICT].text =
            item->met ? "met" : arena_format(table->arena, "missed: %s", item->why);
    }
}

static void fill(Table *table, const Answer *answer)
{
    table->column = columns;
    table->columns = COLUMNS;
    for (size_t k = 0; k < answer->design_count; k++)
        add_rows(table, &answer->designs[answer->order[k]],
                 answer->scenario->requirement_count);
}

const Result result_requirements = {
    .name = "requirements",
    .title = "Requirements",
    .help = "what each design makes of every must and want",
    .fill = fill,
};
