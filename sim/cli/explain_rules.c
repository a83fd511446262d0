/* explain_rules.c - rules of thumb, the facts that trigger them, and who disagrees. */
#include <string.h>

#include "sim/cli/describe.h"
#include "sim/cli/explain.h"

enum { INDENT = 12, WIDTH = 80 };

/* Words behind an indent that the first line already has. */
static void add_wrapped(Text *out, const char *words, int indent)
{
    int column = indent;

    while (*words) {
        size_t length = strcspn(words, " ");
        if (column > indent && column + 1 + (int)length > WIDTH) {
            text_format(out, "\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            text_add(out, " ");
            column++;
        }
        text_add_n(out, words, length);
        column += (int)length;
        words += length + (words[length] == ' ');
    }
    text_add(out, "\n");
}

static void add_note(Text *out, const char *what, const char *words)
{
    describe_pad(out, "", INDENT);
    Text line = { 0 };
    text_format(&line, "%s%s", what, words);
    add_wrapped(out, line.data, INDENT);
    text_free(&line);
}

static void add_rule(Text *out, const RuleAnswer *rule)
{
    static const char *const states[] = {
        [RULE_SILENT] = "no", [RULE_APPLIES] = "yes", [RULE_UNKNOWN] = "?"
    };
    Text head = { 0 };

    text_format(&head, "%s  %s", rule->id, states[rule->state]);
    describe_pad(out, head.data, INDENT);
    text_free(&head);
    add_wrapped(out, rule->says, INDENT);
    if (rule->fact)
        add_note(out, "", rule->fact);
    add_note(out, "articles: ", rule->articles);
    if (rule->split)
        add_note(out, "THE ARTICLES DISAGREE: ", rule->split);
    if (rule->against)
        add_note(out,
                 rule->assumed ? "against the verdict, by a default of the model: "
                               : "AGAINST THE VERDICT: ",
                 rule->against);
    text_add(out, "\n");
}

void explain_rules(const Page *page)
{
    const Answer *answer = &page->simulation->answer;

    add_wrapped(page->out,
                "Rules of thumb of five articles (000 to 004). They advise; costs and "
                "requirements decide.",
                0);
    text_add(page->out, "\n");
    if (answer->diagnosis.sentence) {
        add_wrapped(page->out, answer->diagnosis.sentence, 0);
        text_add(page->out, "\n");
    }
    for (size_t i = 0; i < answer->rule_count; i++)
        add_rule(page->out, &answer->rules[i]);
    add_wrapped(page->out, answer->verdict.sentence, 0);
}
