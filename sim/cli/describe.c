#include "sim/cli/describe.h"

#include <string.h>

bool describe_is_first(const Scenario *scenario, size_t design, size_t row)
{
    for (size_t d = 0; d < design; d++)
        if (scenario->designs[d].bindings[row] == scenario->designs[design].bindings[row])
            return false;
    return true;
}

const char *describe_key(const Scenario *scenario, size_t design, size_t row, Arena *arena)
{
    const Binding *binding = scenario->designs[design].bindings[row];

    for (size_t d = 0; d < scenario->design_count; d++) {
        const Binding *other = scenario->designs[d].bindings[row];
        if (other && other != binding)
            return arena_format(arena, "%s.%s", scenario->designs[design].name,
                                binding->quantity->key);
    }
    return binding->quantity->key;
}

const char *describe_place(const Binding *binding, Arena *arena)
{
    if (binding->entry)
        return arena_format(arena, "catalog %s", binding->entry);
    if (binding->mark.file && binding->mark.line > 0)
        return arena_format(arena, "%s:%d", binding->mark.file, binding->mark.line);
    return layer_name(binding->layer);
}

const char *describe_source(const Scenario *scenario, const Binding *binding, Arena *arena)
{
    for (size_t i = 0; binding->source && i < scenario->source_count; i++) {
        const SourceNote *note = &scenario->sources[i];
        if (strcmp(note->id, binding->source) != 0)
            continue;
        const char *where = note->file ? note->file : note->url;
        Text more = { 0 };
        text_add(&more, where ? where : "");
        if (note->quality)
            text_format(&more, "%s%s", where ? ", " : "", note->quality);
        const char *text = arena_format(
            arena, "%s: %s%s%s%s", note->id, note->title ? note->title : "untitled",
            more.length ? " (" : "", more.length ? more.data : "", more.length ? ")" : "");
        text_free(&more);
        return text;
    }
    return binding->source;
}

void describe_pad(Text *out, const char *text, int width)
{
    int blanks = width - text_width(text);
    text_format(out, "%s%*s", text, blanks > 0 ? blanks : 0, "");
}

void describe_pad_left(Text *out, const char *text, int width)
{
    int blanks = width - text_width(text);
    text_format(out, "%*s%s", blanks > 0 ? blanks : 0, "", text);
}

void describe_rule(Text *out, int n, bool ascii)
{
    for (int i = 0; i < n; i++)
        text_add(out, ascii ? "-" : "\u2500");
}
