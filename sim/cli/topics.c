/* topics.c - the help pages that belong to no single command. */
#include "sim/cli/help.h"

static const char ranges[] =
    "A value is known, or it is a range. A range always means the same thing:\n"
    "8 times in 10 the truth lies in it (10th to 90th percentile).\n"
    "\n"
    "  $30k                              we know it\n"
    "  $15k..$60k                        8 times in 10 it lies in here\n"
    "  $15k..$60k (90%)                  9 times in 10; also (80%), (95%), (min-max)\n"
    "  [$15k, $30k, $60k]                lowest, most likely, highest (PERT)\n"
    "  60% 6 weeks | 40% 13 weeks        one or the other; shares sum to 100%\n"
    "  $5k ± 20%                         the range $4k..$6k; also +- 20%\n"
    "  normal(-1%..4%) /month            another shape: normal, uniform, triangle,\n"
    "                                    beta, gamma, lognormal, pert\n"
    "  quantiles(5%: 20, 50%: 1k, 95%: 4k) tok    what a dashboard shows\n"
    "  samples(FILE.csv, column)         measured values, one per line\n"
    "  catalog:llm/gpt-5.4-mini          a dated entry of the price catalogue\n"
    "  × 0.5                             times the value below; in what-ifs and --set\n"
    "\n"
    "A range of positive numbers is lognormal, one of shares within 0..100% is beta.\n"
    "A range that touches zero needs a shape. Thousands: 18k or 18_000.\n"
    "\n"
    "`A..B` says that we do not know; quantiles() and samples() say how a value\n"
    "varies from request to request. Both at once:\n"
    "\n"
    "  output: { value: 120..420 tok, varies: \"quantiles(5%: 13, 95%: 451) tok\" }\n"
    "\n"
    "forkcast check FILE shows how every value was read.\n";

static const char units[] =
    "A unit stands behind a value, or behind either end of a range.\n"
    "\n"
    "  money    $ or USD, and the currency of money.currency\n"
    "           per time, tokens, data, pieces: $/h, $ /month, $/Mtok, $/GB/month,\n"
    "           $ /M units, $ /1000 searches\n"
    "  time     ms, s, min, h, day, week, month, year\n"
    "  rates    /day, /month, /year, /s\n"
    "  shares   %, and compounding shares per time: % /month, % /year\n"
    "  tokens   tok, ktok, Mtok, tok/s\n"
    "  data     kB, MB, GB, TB, GB/s\n"
    "  speed    TFLOPS\n"
    "  numbers  k, M, B (10^9) behind the digits; 18k documents, 7B\n"
    "\n"
    "Units are checked: a cost cannot be in ms, and a bare number where money is due\n"
    "is an error. A month is a twelfth of 365.25 days. Dollars convert to the\n"
    "scenario's currency by money.exchange_rate.\n";

static const char designs[] =
    "What is compared, under `designs:`. prompt, rag, finetune and combined are built\n"
    "in; others are made of parts, take over what a design says, or come in stages:\n"
    "\n"
    "  rag: { api.model: catalog:llm/gpt-5.4-mini }\n"
    "  hybrid: { parts: [corpus, keyword, rerank, api], extends: rag }\n"
    "  grow: { start: rag, then: combined, at: 9..15 months, if: 40% }\n"
    "\n"
    "The last begins as rag and turns into combined in that month, rounded up. `if`\n"
    "is a chance, or a condition on what the first design has in that month:\n"
    "\n"
    "  if: gaps.behaviour >= 12%         also <, <= and >\n"
    "  if: cost.failures > $8k /month    any value or total of a month\n"
    "\n"
    "Without it the change comes in any case. The second build is paid then, without\n"
    "what is there already (monthly.second_build); a staged design has no parts and\n"
    "values of its own. stage.reached is the share of futures that change.\n";

static const char requirements[] =
    "What the product must do, under `requirements:`\n"
    "\n"
    "  citations:     { level: must }\n"
    "  freshness:     { level: must, within: 1 week }\n"
    "  latency:       { level: must, percentile: 95%, under: 6 s }\n"
    "  output_format: { level: want }\n"
    "  budget:        { level: want, chance_of_exceeding: 40% }\n"
    "\n"
    "A must is what a design has to keep, whatever it costs; a want is what it\n"
    "should. Both are read and checked; designs are not judged by them yet, the\n"
    "verdict is by cost alone. An item may be a list of several. `source` and\n"
    "`note` may stand in each.\n";

static const char exit_codes[] =
    "    0  done\n"
    "    1  done, and the answer is no: check --strict has warnings\n"
    "    2  wrong command line\n"
    "    3  the scenario or the catalogue is wrong\n"
    "    4  something outside failed: gnuplot is missing, a file cannot be written\n"
    "    5  a bug in forkcast\n"
    "  130  interrupted\n";

static const char output[] =
    "The result goes to standard output, everything else to standard error. The\n"
    "format never changes by itself: a pipe gets the same table, without colour.\n"
    "With --output a file is written beside itself and renamed when it is complete.\n"
    "The same file, catalogue and seed give the same bytes, with any --jobs.\n"
    "\n"
    "  table     for people\n"
    "  json      everything, as numbers in base units (the scenario's currency,\n"
    "            seconds, shares of 1) with their Monte Carlo standard errors (_se);\n"
    "            what is unknown is null. `schema` names the version of the format\n"
    "  csv       long form: one number a row\n"
    "  markdown  tables, ready for a pull request\n"
    "\n"
    "--samples FILE.csv or FILE.npy writes a row for every future, however many:\n"
    "its number, every input that varies and every result, in the units of csv.\n"
    "numpy.load() reads .npy by name of column; beyond some 280 columns it asks for\n"
    "max_header_size.\n"
    "\n"
    "p10 and p90 are what 1 and 9 in 10 simulated futures stay below. Colour obeys\n"
    "--color, NO_COLOR, CLICOLOR_FORCE and TERM=dumb.\n";

const Topic help_topics[] = {
    { "ranges", "how to write a value and how it is read", ranges },
    { "units", "the units of values", units },
    { "designs", "what is compared, and designs in stages", designs },
    { "requirements", "what the product must do", requirements },
    { "exit-codes", "what the exit status says", exit_codes },
    { "output", "formats, streams, colour", output },
    { 0 },
};
