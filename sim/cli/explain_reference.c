/* explain_reference.c - a key that names an entry of the catalogue: the entry, and the values
 * it gave. */
#include <string.h>

#include "sim/cli/choice_words.h"
#include "sim/cli/describe.h"
#include "sim/cli/explain.h"

enum { NAME_COLUMNS = 34 };

void explain_reference(const Page *page, size_t row)
{
    const Scenario *s = &page->simulation->scenario;
    const Reference *reference = &s->registry->references[row];

    text_format(page->out, "%s - %s\n%s\n", reference->key, reference->title, reference->help);
    for (size_t d = 0; d < s->design_count; d++) {
        const char *entry = s->designs[d].entries[row];
        if (!entry || (page->design != ALL_DESIGNS && d != page->design))
            continue;
        text_format(page->out, "\n%s: ", s->designs[d].name);
        if (s->designs[d].choice && s->designs[d].open->reference == row)
            choice_add(page->out, &s->designs[d], &s->currency, 2);
        else
            text_format(page->out, "%s\n", entry);
        for (size_t i = 0; i < s->quantity_count; i++) {
            const Binding *binding = s->designs[d].bindings[i];
            if (!binding || !binding->entry || strcmp(binding->entry, entry) != 0)
                continue;
            text_add(page->out, "  ");
            describe_pad(page->out, binding->quantity->key, NAME_COLUMNS);
            text_format(page->out, " %s\n", binding->text);
        }
    }
    text_add(page->out, "\nforkcast catalog show KIND/NAME shows an entry with its source\n");
}
