#include "sim/cli/choice_words.h"

#include "sim/cli/describe.h"
#include "sim/scenario/some_designs.h"

static void add_offer(Text *out, const GpuOffer *offer, const Currency *currency)
{
    char cost[32];

    text_format(out, "%s \u00d7%.3g at %s", offer->entry, offer->gpus,
                text_value(cost, offer->cost, UNIT_MONEY_PER_MONTH, currency));
}

void choice_add(Text *out, const ScenarioDesign *design, const Currency *currency, int indent)
{
    const GpuChoice *choice = design->choice;
    char percent[32];

    add_offer(out, &choice->best, currency);
    text_format(out, ", chosen among %zu within the limits (%zu hold the model)\n",
                choice->fast, choice->holding);
    if (!choice->next.entry)
        return;
    text_format(out, "%*snext ", indent, "");
    add_offer(out, &choice->next, currency);
    if (choice->best.cost > 0 && choice->next.cost > choice->best.cost)
        text_format(out, ", %s dearer",
                    text_percent(percent, choice->next.cost / choice->best.cost - 1));
    text_add(out, "\n");
}

void choices_add(Text *out, const Scenario *s)
{
    enum { NAME_COLUMNS = 10 };
    bool some = false;

    for (size_t d = 0; d < scenario_all_designs(s); d++) {
        if (!s->designs[d].choice)
            continue;
        if (!some)
            text_add(out, "\nThe cheapest GPUs within the limits\n");
        some = true;
        text_add(out, "  ");
        describe_pad(out, s->designs[d].name, NAME_COLUMNS);
        text_add(out, " ");
        choice_add(out, &s->designs[d], &s->currency, 3 + NAME_COLUMNS);
    }
}
